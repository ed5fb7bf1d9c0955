"""`huashu explain`: why one reply gets its marks and takes its way, in words or as JSON. Keeps nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trainer.cli.beginning import mood_of, moods_of, must_have
from trainer.cli.content import load_scenario, load_scorer, open_catalogue
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json, from_shell
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoring.marks import Sum
    from scoring.records import Mention
    from trainer.practice.explain import Explained
    from trainer.practice.trace import Tried


@click.command("explain", help=_("一句回复，为什么得这个分、为什么走这条路；写场景、写规则时用。"))
@click.argument("scenario")
@click.argument("reply")
@click.option("--state", metavar="STATE", help=_("客户在哪个状态（不写就是开头）"))
@click.option("--mood", multiple=True, metavar="anger=7", help=_("听这句之前的心情：anger、trust、patience"))
@click.option("--json", is_flag=True, help=_("输出一个 JSON 数组"))
@common
def explain_command(
    settings: Settings, scenario: str, reply: str, *, state: str | None, mood: tuple[str, ...], json: bool
) -> None:
    """Explain one reply."""
    moods = moods_of(mood)
    found = load_scenario(open_catalogue(settings), scenario)
    must_have(found, state)
    scorer = load_scorer(settings)
    from trainer.practice.explain import explain

    explained = explain(found, scorer, from_shell(reply), state=state, mood=mood_of(found, moods))
    if json:
        click.echo(as_json([_whole(explained)]))
        return
    from trainer.cli.explained import lines

    for line in lines(explained):
        click.echo(line)


def _whole(explained: Explained) -> dict[str, Any]:
    turn = explained.turn
    return {
        "scenario": explained.scenario.id,
        "state": explained.state.id,
        "stage": explained.context.stage,
        "facts": list(explained.context.facts),
        "customer": explained.context.customer,
        "reply": turn.reply,
        "findings": list(_findings(explained)),
        "faint": [{"label": each.label, "sure": each.sure, "ruled": each.ruled} for each in explained.faint],
        "points": [_mention(each) | {"alike": each.id in explained.alike} for each in turn.assessment.points],
        "questions": [_mention(each) for each in turn.assessment.questions],
        "gaming": turn.assessment.gaming,
        "cut": turn.assessment.cut,
        "marks": dict(_marks(explained)),
        **_answer(explained),
    }


def _findings(explained: Explained) -> Iterator[dict[str, Any]]:
    keys = ("label", "rule", "start", "end", "text", "why", "better")
    for finding in explained.turn.assessment.findings:
        yield {key: getattr(finding, key) for key in keys} | {"sure": explained.sure.get(finding.label)}


def _mention(mention: Mention) -> dict[str, Any]:
    return {"id": mention.id, "start": mention.start, "end": mention.end, "text": mention.text}


def _marks(explained: Explained) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each mark with its sum, in hundredths of a mark; a reply without words has no sum, and a reason alone."""
    from scoring.labels import MARKS

    assessment = explained.turn.assessment
    for name in MARKS:
        made = explained.sums.get(name)
        why = made.why if made else "".join(assessment.reasons.get(name, ()))
        yield name, {"mark": getattr(assessment.marks, name), **_sum(made), "cap": made.cap if made else 1, "why": why}


def _sum(made: Sum | None) -> dict[str, Any]:
    if made is None:
        return {"base": None, "signs": [], "sum": None, "rounded": None}
    signs = [
        {"sign": share.sign, "percent": share.percent, "weight": share.weight, "adds": share.parts / 100}
        for share in made.shares
    ]
    return {"base": made.base, "signs": signs, "sum": made.parts / 100, "rounded": made.rounded}


def _answer(explained: Explained) -> dict[str, Any]:
    turn, heard = explained.turn, explained.heard
    return {
        "heard": {
            "labels": sorted(heard.labels),
            "points": sorted(heard.points),
            "asked": list(heard.asked),
            "gap": heard.gap,
            "suspected": sorted(heard.suspected),
        },
        "on_suspicion": explained.on_suspicion,
        "tried": [_tried(explained, each) for each in explained.tried],
        "way": turn.way,
        "to": turn.to,
        "ending": turn.standing["ending"],
        "mood_before": dict(turn.mood_before),
        "mood": dict(turn.mood),
        "moves": [{"by": name, **move} for name, move in explained.moves],
        "gates": sorted(turn.standing["gates"]),
        "said": [{"text": part.text, "part": part.part, "speaker": part.speaker} for part in turn.said],
    }


def _tried(explained: Explained, tried: Tried) -> dict[str, Any]:
    transition = explained.state.replies[tried.way]
    keys = ("operator", "names", "met", "holds", "value")
    conditions = [
        {key: getattr(condition, key) for key in keys}
        | {"least": condition.bound.least if condition.bound else None}
        | {"most": condition.bound.most if condition.bound else None}
        for condition in tried.conditions
    ]
    where = {"title": transition.title, "to": transition.to, "line": transition.place.line}
    return {"way": tried.way, **where, "holds": tried.holds, "conditions": conditions}
