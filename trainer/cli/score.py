"""`huashu score`: JSON lines in, marked JSON lines out, one for one and in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import click

from scoring.labels import MARKS
from trainer.cli.content import load_scorer
from trainer.cli.exits import ExitCode
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json
from trainer.i18n import _

if TYPE_CHECKING:
    from scoring.assess import Scorer
    from scoring.records import Assessment, Context, Utterance

_FINDING: Final = ("label", "rule", "start", "end", "text", "why", "better")


@click.command("score", help=_("从标准输入读 JSON 行（至少有 item 和 reply），逐行打分。"))
@common
def score_command(settings: Settings) -> int:
    """Mark what stands on standard input."""
    scorer = load_scorer(settings)
    bad = False
    for answer in score_lines(scorer, sys.stdin):
        bad = bad or "error" in answer
        sys.stdout.write(as_json(answer) + "\n")
        sys.stdout.flush()
    return ExitCode.INVALID if bad else ExitCode.DONE


def score_lines(scorer: Scorer, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each line; a bad line, an empty one too, answers with what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        item: Any = None
        try:
            row = _row(line)
            item = _item(row)
            yield _answer(item, scorer.assess(_text(row, "reply", needed=True), context_of(row)))
        except ValueError as error:
            yield {"item": item, "line": number, "error": str(error)}


def _row(line: str) -> Mapping[str, Any]:
    if not line.strip():
        raise ValueError(_("这一行是空的"))
    try:
        row = json.loads(line.removeprefix("\ufeff"))  # PowerShell writes a byte order mark before what it pipes
    except json.JSONDecodeError as error:
        raise ValueError(_("这一行不是 JSON，第 {column} 个字符读不懂").format(column=error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise ValueError(_("这一行的 JSON 太深，或者数字太长")) from error
    if not isinstance(row, dict):
        raise ValueError(_("这一行不是 JSON 对象"))  # noqa: TRY004 - to the caller it is a bad line, whatever its type
    return row


def _item(row: Mapping[str, Any]) -> str | int | float:
    item = row.get("item")
    if isinstance(item, str) or (isinstance(item, int) and not isinstance(item, bool)):
        return item
    if isinstance(item, float) and isfinite(item):
        return item
    raise ValueError(_("缺少“item”，它应是文字或数字"))


def context_of(row: Mapping[str, Any]) -> Context:
    """The context of a row; what is missing is empty. Raises ValueError on a wrong type."""
    from scoring.records import Context

    return Context(
        channel=_text(row, "channel"),
        stage=_text(row, "stage"),
        facts=tuple(_facts(row)),
        history=tuple(_history(row)),
        customer=_text(row, "customer"),
    )


def _facts(row: Mapping[str, Any]) -> list[str]:
    facts = row.get("facts")
    if facts is None:
        return []
    if isinstance(facts, list) and all(isinstance(fact, str) for fact in facts):
        return facts
    raise ValueError(_("“facts”应是一列文字"))


def _history(row: Mapping[str, Any]) -> Iterator[Utterance]:
    from scoring.records import Utterance

    history = row.get("history")
    said = [] if history is None else history
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise ValueError(_("“history”应是一列，每项有 role 和 text"))
    yield from (Utterance(_text(each, "role"), _text(each, "text")) for each in said)


def _text(row: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    value = row.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise ValueError(_("缺少“{key}”，它应是文字").format(key=key))  # noqa: TRY004 - as above
    return value


def _answer(item: float | str, assessment: Assessment) -> dict[str, Any]:
    answer = {
        "item": item,
        "labels": list(assessment.labels),
        **{name: getattr(assessment.marks, name) for name in MARKS},
        "gaming": assessment.gaming,
        "findings": [{key: getattr(finding, key) for key in _FINDING} for finding in assessment.findings],
    }
    return answer | {"cut": True} if assessment.cut else answer
