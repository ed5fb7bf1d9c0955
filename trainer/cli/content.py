"""Opens what commands work on, rules, scenarios, the database, and says as a failure what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from trainer.cli.exits import ExitCode, Failure
from trainer.i18n import _
from trainer.wording import trouble_words, visible

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.catalogue import Catalogue
    from scenarios.model import Scenario
    from scoring.assess import Scorer
    from trainer.cli.options import Settings
    from transcripts.errors import StoreError
    from transcripts.records import Person
    from transcripts.store import Store

_NOBODY_NAMED: Final = "学员"


def load_scorer(settings: Settings) -> Scorer:
    """The scorer with the shipped rules, installed ones and those of one's own folder."""
    from scoring.rules import RuleError
    from trainer.sources import open_scorer

    try:
        return open_scorer(own_folder(settings))
    except RuleError as error:
        raise Failure(ExitCode.INVALID, str(error)) from error


def open_catalogue(settings: Settings) -> Catalogue:
    """Shipped scenarios, installed ones and those of one's own folder."""
    from trainer import sources

    return sources.open_catalogue(own_folder(settings))


def own_folder(settings: Settings) -> Path | None:
    """The folder of one's own, where one was named."""
    own = settings.scenarios
    if own is not None and not own.is_dir():
        raise Failure(ExitCode.USAGE, _("没有这个场景文件夹：{path}").format(path=own))
    return own


def load_scenario(catalogue: Catalogue, wanted: str) -> Scenario:
    """A scenario by id or unique tail, without errors."""
    from scenarios.catalogue import UnknownScenario

    try:
        loaded = catalogue.load(wanted)
    except UnknownScenario as error:
        from trainer.cli.words import offer

        said = _("有几个场景都叫“{name}”{offer}") if error.several else _("没有场景“{name}”{offer}")
        guess = offer(error.candidates, several=error.several)
        raise Failure(ExitCode.USAGE, said.format(name=wanted, offer=guess)) from error
    if loaded.scenario is None:
        raise Failure(ExitCode.INVALID, "\n".join(map(str, loaded.problems)))
    return loaded.scenario


@contextmanager
def opened_store(settings: Settings, *, read_only: bool = False) -> Iterator[Store]:
    """The database, with its troubles told as failures wherever they come up while it is open."""
    from transcripts.errors import StoreError
    from transcripts.store import default_path

    try:
        with _opened(settings.db or default_path(), read_only=read_only) as store:
            yield store
    except StoreError as error:
        raise _store_failure(error) from error


def _opened(path: Path, *, read_only: bool) -> Store:
    """The database; one of an older version is brought up to date first, for readers too, with a copy kept."""
    from transcripts.errors import Older
    from transcripts.store import Store

    try:
        return Store.open(path, read_only=read_only)
    except Older:
        Store.open(path).close()
        return Store.open(path, read_only=read_only)


def _store_failure(error: StoreError) -> Failure:
    """What the store could not do: asked for wrongly, or a matter of the file."""
    from transcripts.errors import Missing, OtherPerson, TargetExists, Unknown

    wrongly = isinstance(error, (Unknown, OtherPerson, TargetExists, Missing))
    return Failure(ExitCode.USAGE if wrongly else ExitCode.DATABASE, trouble_words(error))


def trainee(store: Store, wanted: str | None) -> Person:
    """Who practises: by name or staff number, made known when new; without a word the only one there is.

    The first to practise without a word goes by one name in every language, or a change of language would add another.
    """
    from transcripts.errors import UnknownPerson
    from transcripts.ids import new_id
    from transcripts.records import Person

    name = (wanted or "").strip()
    if not name and (known := store.people()):
        return _only(known)
    name = name or _NOBODY_NAMED
    try:
        return store.find_person(name)
    except UnknownPerson:
        person = Person(new_id(), name, "")
        store.add_person(person)
        return person


def _only(known: list[Person]) -> Person:
    """The one person there is; of several, one has to be named."""
    if len(known) > 1:
        people = [f"  {visible(person.name)} {visible(person.staff_number)}".rstrip() for person in known]
        asked = _("谁在练习？请写 --trainee 姓名或工号，或者设好 HUASHU_TRAINEE：")
        raise Failure(ExitCode.USAGE, "\n".join((asked, *people)))
    return known[0]
