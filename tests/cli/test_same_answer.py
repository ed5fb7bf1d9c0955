"""The app and `score` give one answer: every turn of a session, marked again from the JSON line that `score` reads.

But for model wordings pasted out of place, which only the scenario can show.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from scenarios.catalogue import Catalogue
from scenarios.model import Scenario
from scoring.assess import Scorer
from scoring.records import Context
from trainer.cli.score import score_lines
from trainer.practice.session import Practice
from transcripts.records import Turn

_ASIDE = (
    "您好，是我们没做好，让您白跑一趟，对不起。",
    "……",
    "（递上一杯水）",
    "你冲我嚷有什么用",
    "哪天到账我说不准。",
)
_MARKS = ("etiquette", "empathy", "phrasing", "overall")


def _line(context: Context, reply: str) -> str:
    said = asdict(context)
    return json.dumps({"item": "x", "reply": reply, **said}, ensure_ascii=False)


def _played(scenario: Scenario, scorer: Scorer) -> Iterator[tuple[str, Turn]]:
    """A session through golden replies of wherever it stands, with other things said in between; each with its line."""
    practice, step = Practice(scenario, scorer, seed=11, copies=False), 0
    while not practice.ended:
        golden = [text for way in scenario.states[practice.standing.state].replies for text in way.golden]
        reply = _ASIDE[step // 3 % len(_ASIDE)] if step % 3 == 2 else golden[(step * 7 + 1) % len(golden)]
        line = _line(practice.context(), reply)
        step += 1
        yield line, practice.reply(reply)


def _shown(turn: Turn) -> dict[str, Any]:
    found = turn.assessment
    shown = {"labels": list(found.labels), "gaming": found.gaming} | {
        name: getattr(found.marks, name) for name in _MARKS
    }
    keys = ("label", "rule", "start", "end", "text", "why", "better")
    return shown | {"findings": [{key: getattr(finding, key) for key in keys} for finding in found.findings]}


@pytest.mark.parametrize("name", Catalogue().ids())
def test_score_says_of_every_turn_what_the_session_says(name: str, scorer: Scorer) -> None:
    scenario = Catalogue().load(name).scenario
    assert scenario is not None
    turns = list(_played(scenario, scorer))
    answers = score_lines(scorer, [line for line, _turn in turns])
    assert [answer | {"item": "x"} for answer in answers] == [{"item": "x", **_shown(turn)} for _line, turn in turns]
