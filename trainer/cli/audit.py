"""`huashu audit`: plays every kept session again and names those that do not come out the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from trainer.cli.content import load_scorer, opened_store
from trainer.cli.exits import ExitCode
from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import trouble_words, visible

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from scoring.assess import Scorer
    from scoring.points import PointIndex
    from transcripts.records import Session
    from transcripts.store import Store


@click.command("audit", help=_("重放所有会话，列出不能重现的；先检查数据库文件本身。"))
@common
def audit_command(settings: Settings) -> int:
    """Say of each session: identical, differs, marked by another scorer version, or damaged."""
    scorer = load_scorer(settings)
    words = {
        "identical": _("一致"),
        "differs": _("不一致"),
        "other version": _("由另一版评分器打分"),
        "damaged": _("损坏"),
    }
    verdicts: Counter[str] = Counter()
    with opened_store(settings, read_only=True) as store:
        damage = store.check()
        stale = store.stale_summaries()
        played = _Played(store, scorer)
        for session in store.session_ids():
            verdict = _verdict(played, session, damage)
            verdicts[verdict] += 1
            click.echo(visible(f"{session}  {verdict}  {words[verdict]}"))
    for trouble in damage:
        click.echo(visible(trouble), err=True)
    if stale:
        said = _("{count} 次会话在列表里的一行和它的句子对不上（数据文件被别的程序改过）：{ids}")
        click.echo(visible(said.format(count=len(stale), ids="、".join(stale[:5]))), err=True)
    click.echo("  ".join(f"{word} {verdicts[verdict]}" for verdict, word in words.items()), err=True)
    if damage:
        return ExitCode.DATABASE
    return ExitCode.FOUND if verdicts["differs"] or stale else ExitCode.DONE


class _Played:
    """The scenarios that sessions were played with, each read, and its points learned, once."""

    def __init__(self, store: Store, scorer: Scorer) -> None:
        self.store, self.scorer = store, scorer
        self._known: dict[str, tuple[Scenario, PointIndex]] = {}

    def of(self, session: Session) -> tuple[Scenario, PointIndex]:
        """The scenario of a session and its points."""
        from scenarios.points import point_index
        from trainer.keeping import kept_scenario

        name = session.scenario_hash
        if name not in self._known:
            scenario = kept_scenario(self.store, session)
            self._known[name] = scenario, point_index(scenario, self.scorer.rules.words)
        return self._known[name]


def _verdict(played: _Played, session_id: str, damage: list[str]) -> str:
    """How a session replays; what cannot be read is damage, and no reason to leave out the others."""
    from trainer.keeping import making_sense, replay
    from transcripts.errors import StoreError

    try:
        session = played.store.session(session_id)
        with making_sense(played.store, session):
            scenario, points = played.of(session)
            return replay(session, scenario, played.scorer, points)
    except StoreError as error:
        damage.append(f"{session_id}  {trouble_words(error)}")
        return "damaged"
