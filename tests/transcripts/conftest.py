"""Sessions and stores to test with."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoring.records import Assessment, Finding, Marks, Mention
from transcripts.records import Person, Session, Spoken, Turn
from transcripts.store import Finish, Store

LI = Person("0190-li", "李晓", "10086001", "一班")
ID = "01935a5c-0000-7000-8000-00000000a001"
END = Finish("2026-11-22T06:40:00Z", "settled", "resolved", True)

MakeTurn = Callable[..., Turn]
MakeSession = Callable[..., Session]


def assessment(overall: int = 3) -> Assessment:
    """One with something in every field."""
    return Assessment(
        labels=("names_feeling", "yes_but"),
        findings=(
            Finding(
                "yes_but", "zh/yes_but/1", 0, 4, "我理解，但", "转折把理解收回去了", "我理解，我们一起看看", "第三章"
            ),
            Finding("names_feeling", "detector:names_feeling", None, None, None, "没有说出客户的感受"),
        ),
        marks=Marks(4, 2, 3, overall),
        points=(Mention("slow_refund", 2, 4, "退费"),),
        questions=(Mention("when", 5, 7, "哪天"),),
        gaming=True,
        cut=True,
        reasons={"empathy": ("感受没有接住。", "紧跟着转折。"), "overall": ()},
    )


@pytest.fixture
def make_turn() -> MakeTurn:
    """Makes turn `number`, other than usual where told."""

    def make(number: int = 1, overall: int = 3, **changes: Any) -> Turn:
        turn = Turn(
            number=number,
            reply=f"第{number}句：您别急，我来查。",
            seconds=12.5,
            hints=1,
            assessment=assessment(overall),
            state="storming",
            to="telling",
            way=0,
            mood_before={"anger": 8, "trust": 3, "patience": 8},
            mood={"anger": 7, "trust": 4, "patience": 8},
            said=(Spoken("……行。", "reaction", "storming.1"), Spoken("快点。", "push", "storming.2", "li")),
            standing={"asked": ["when"], "mood": {"anger": 7}, "left": 0.25, "nobody": None},
        )
        return replace(turn, **changes)

    return make


@pytest.fixture
def make_session(store: Store) -> MakeSession:
    """Makes a session whose person and texts the store knows."""

    def make(name: str = ID, **changes: Any) -> Session:
        store.add_person(LI)
        session = Session(
            id=name,
            person=LI.id,
            scenario="chapter7/08-agitated",
            scenario_hash=store.keep_text("scenario", "title: 情绪激动客户\n"),
            rules_hash=store.keep_text("rules", "rules\n"),
            scorer_version="1",
            seed=7,
            mode="practice",
            started="2026-11-22T06:30:00Z",
            opening=(Spoken("你们什么意思！", "opening", "storming.says.0"),),
            start={"mood": {"anger": 7}},
        )
        return replace(session, **changes)

    return make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "数据" / "huashu.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(path, busy_timeout=5) as opened:
        yield opened
