"""`huashu score`: JSON lines in, marked JSON lines out, one for one and in order."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import click

from scoring.assess import Scorer
from scoring.marks import as_mapping
from scoring.records import Assessment, Context, Utterance
from trainer.cli.content import load_scorer
from trainer.cli.exits import ExitCode
from trainer.cli.options import Settings, common
from trainer.i18n import _

_FINDING: Final = ("label", "rule", "start", "end", "text", "why", "better")


@click.command("score", help=_("从标准输入读 JSON 行（至少有 item 和 reply），逐行打分。"))
@common
def score_command(settings: Settings) -> int:  # noqa: ARG001 - every command takes the common options
    """Mark what stands on standard input."""
    scorer = load_scorer()
    bad = False
    for answer in score_lines(scorer, sys.stdin):
        bad = bad or "error" in answer
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return ExitCode.INVALID if bad else ExitCode.DONE


def score_lines(scorer: Scorer, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each line that is not blank; a bad line answers with what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        item: Any = None
        try:
            row = _row(line)
            item = row.get("item")
            yield _answer(row, scorer.assess(_text(row, "reply"), context_of(row)))
        except (ValueError, RecursionError) as error:
            yield {"item": item if isinstance(item, str | int) else None, "line": number, "error": _shortly(error)}


def _row(line: str) -> Mapping[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError(_("这一行不是 JSON 对象"))  # noqa: TRY004 - to the caller it is a bad line, whatever its type
    return row


def context_of(row: Mapping[str, Any]) -> Context:
    """The context of a row; what is missing is empty. Raises ValueError on a wrong type."""
    history = row.get("history") or []
    facts = row.get("facts") or []
    if not isinstance(history, list) or not all(isinstance(said, dict) for said in history):
        raise ValueError(_("“history”应是一列 {role, text}"))
    if not isinstance(facts, list):
        raise ValueError(_("“facts”应是一列文字"))  # noqa: TRY004 - as above
    return Context(
        channel=_text(row, "channel", needed=False),
        stage=_text(row, "stage", needed=False),
        facts=tuple(map(str, facts)),
        history=tuple(Utterance(str(said.get("role", "")), str(said.get("text", ""))) for said in history),
        customer=_text(row, "customer", needed=False),
    )


def _text(row: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    value = row.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise ValueError(_("缺少文字“{key}”").format(key=key))  # noqa: TRY004 - as above
    return value


def _answer(row: Mapping[str, Any], assessment: Assessment) -> dict[str, Any]:
    if "item" not in row:
        raise ValueError(_("缺少“item”"))
    found = [{key: getattr(finding, key) for key in _FINDING} for finding in assessment.findings]
    return {
        "item": row["item"],
        "labels": list(assessment.labels),
        **as_mapping(assessment.marks),
        "gaming": assessment.gaming,
        "findings": found,
    }


def _shortly(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
