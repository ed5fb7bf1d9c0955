"""`huashu diff`: what an edit of scenarios, personas or rules would change, before it is published. Writes nothing."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.content import open_catalogue, opened_store
from trainer.cli.exits import ExitCode
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json, from_shell
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from scenarios.model import Bound
    from trainer.edits import GoldenReport, SessionReport
    from trainer.practice.compare import Change, End, Outlook, Step
    from transcripts.store import Store


@click.command(
    "diff", help=_("改了场景、人物或规则，发布之前看看会变什么：示范话术和存下的练习按新版重打分、重走一遍。")
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--of", metavar="ID", help=_("这个文件是哪个场景的新版（从文件名看不出时才要写）"))
@click.option("--json", is_flag=True, help=_("输出一个 JSON 数组"))
@common
def diff_command(settings: Settings, paths: tuple[Path, ...], *, of: str | None, json: bool) -> int:
    """Compare the files at these paths with what is installed and with what sessions were played with."""
    from trainer.cli.edited import Reader, edit_of, given_at
    from trainer.edits import Foresight, read_all

    given, catalogue = given_at(paths), open_catalogue(settings)
    with _store(settings) as store:
        kept = {} if store is None else read_all(store)
        reader = Reader(catalogue, (each.scenario for each in kept.values() if each is not None))
        edit = edit_of(given, reader, of and from_shell(of), settings, (store, kept))
        if not edit.scenarios and edit.scorer is edit.edited:
            click.echo(_("和现在用的一样，也没有用过别的版本：没有可比的。"), err=True)
        foresight = Foresight(edit, store, kept)
        goldens, sessions = tuple(foresight.goldens()), tuple(foresight.sessions())
    if json:
        click.echo(as_json(list(_rows(goldens, sessions))))
    else:
        from trainer.cli.diffed import lines

        for line in lines(goldens, sessions):
            click.echo(line)
    differs = any(change.differs for each in goldens for change in each.changes or ())
    return ExitCode.FOUND if differs or any(each.differs for each in sessions) else ExitCode.DONE


def _store(settings: Settings) -> AbstractContextManager[Store | None]:
    """The database; none where nobody has practised here yet and no other was named."""
    from transcripts.store import default_path

    if settings.db is None and not default_path().exists():
        return nullcontext()
    return opened_store(settings, read_only=True)


def _rows(goldens: tuple[GoldenReport, ...], sessions: tuple[SessionReport, ...]) -> Iterator[dict[str, Any]]:
    """The summary, then every golden reply and every session that would change."""
    from trainer.edits import Counts

    yield {"kind": "summary", **asdict(Counts.of(goldens, sessions))}
    for report in goldens:
        for change in report.changes or ():
            if change.differs:
                yield {"kind": "golden", "scenario": report.scenario, "line": change.place, **_change(change)}
    for each in sessions:
        if each.differs or each.why == "damaged":
            yield {"kind": "session", **_session(each)}


def _session(report: SessionReport) -> dict[str, Any]:
    session, change = report.session, report.change
    row = {
        "id": report.id,
        "scenario": session.scenario if session else None,
        "started": session.started if session else None,
        "why": report.why,
        "remarked": report.remarked,
    }
    if change is None:
        return row | {"before": None, "after": None, "turns": []}
    turns = [{"turn": each.place, **_change(each)} for each in change.turns]
    return row | {"before": _end(change.before), "after": _end(change.after), "turns": turns}


def _end(end: End) -> dict[str, Any]:
    return {"ending": end.ending, "outcome": end.outcome, "pass": end.passed, "mark": end.mark}


def _change(change: Change) -> dict[str, Any]:
    looks = _outlook(change.before), _outlook(change.after)
    return {"state": change.state, "reply": change.reply, "before": looks[0], "after": looks[1]}


def _outlook(look: Outlook | None) -> dict[str, Any] | None:
    if look is None:
        return None
    from scoring.labels import MARKS

    return {
        "labels": list(look.labels),
        "points": list(look.points),
        "questions": list(look.asked),
        "gaming": look.gaming,
        "marks": {name: getattr(look.marks, name) for name in MARKS},
        "ways": [_step(step) for step in look.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    bounds: list[tuple[str, Bound]] = [*step.mood, *([("turn", step.turn)] if step.turn else [])]
    needs = {name: [bound.least, bound.most] for name, bound in bounds}
    return {"state": step.state, "title": step.title, "to": step.to, "points": list(step.points), "needs": needs}
