"""`huashu agreement`: how far machine and instructors agree, the replies behind it, and those as corpus rows."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.content import load_scorer, opened_store
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json
from trainer.cli.writing import write_new
from trainer.i18n import _
from trainer.wording import label_name, mark_names, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transcripts.agreement import Agreement, Figure, Judged


@click.command("agreement", help=_("机器和讲师、讲师和讲师打分有多一致，每个数字后面是哪些回复。"))
@click.option("--json", is_flag=True, help=_("输出一个 JSON 数组"))
@click.option("--replies", is_flag=True, help=_("列出改过分的每一句"))
@click.option("--corpus", type=click.Path(path_type=Path), help=_("把点评过的回复存成语料（JSON 行），给评分器学习"))
@common
def agreement_command(settings: Settings, *, json: bool, replies: bool, corpus: Path | None) -> None:
    """Print the figures, or write the replies behind them."""
    from trainer.corrections import corpus_rows
    from transcripts.staffroom import Staffroom

    with opened_store(settings, read_only=True) as store:
        room = Staffroom(store)
        if corpus is not None:
            rows = list(corpus_rows(room, load_scorer(settings)))
            write_new(corpus, "".join(f"{as_json(row)}\n" for row in rows))
            click.echo(visible(_("{count} 句  {path}").format(count=len(rows), path=corpus)), err=True)
            return
        found = room.agreement()
    if json:
        click.echo(as_json([asdict(found)]))
        return
    for line in _lines(found, replies=replies):
        click.echo(visible(line))


def _lines(found: Agreement, *, replies: bool) -> Iterator[str]:
    yield _("{sessions} 次会话，{people} 位讲师").format(sessions=found.sessions, people=found.reviewers)
    if not found.sessions:
        yield _("还没有交上来的点评。")
        return
    yield from _figures(_("机器和讲师"), found.machine)
    if found.instructors:
        yield from _figures(_("讲师和讲师"), found.instructors)
    yield _("标签：机器判定、讲师不认、讲师补上、F1")
    for label in sorted(found.labels, key=lambda one: -one.refuted - one.added):
        if label.refuted or label.added:
            yield f"  {label_name(label.label)}  {label.found}  {label.refuted}  {label.added}  {label.f1:.2f}"
    yield _("最常被否定的规则：否定次数、判定次数")
    for rule in found.rules[:20]:
        yield f"  {rule.rule}  {rule.refuted}  {rule.found}"
    if replies:
        yield from _replies(found.judged)


def _figures(title: str, figures: Iterable[Figure]) -> Iterator[str]:
    names = mark_names()
    yield _("{title}：加权 kappa（95% 区间）、完全一致、相差不超过 1、偏差、句数、改过的").format(title=title)
    for one in figures:
        said = f"{one.kappa:.2f} ({one.low:.2f}–{one.high:.2f})  {one.exact:.0%}  {one.within_one:.0%}  {one.bias:+.2f}"
        yield f"  {names[one.dimension]}  {said}  {one.replies}  {one.changed}"


def _replies(judged: Iterable[Judged]) -> Iterator[str]:
    names = mark_names()
    for one in sorted((each for each in judged if each.changed), key=lambda each: -abs(each.other - each.one)):
        yield f"  {one.session} {one.turn}  {names[one.dimension]} {one.one}→{one.other}  {one.reply}  {one.words}"
