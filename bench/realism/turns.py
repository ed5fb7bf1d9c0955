"""What a customer said in stored sessions, turn by turn, as a judge may see it and as planting needs it. Draws nothing.

A turn carries its scenario and style for the figures; what a judge reads is `briefing`, `before`, `reply`, `answer`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.model import Scenario
from scenarios.packed import unpack
from trainer.wording import visible, voices
from transcripts.records import Session, Spoken
from transcripts.store import Store

STYLES = ("well", "badly", "strangely")
BEFORE = 5
"""Utterances shown before the reply: two exchanges, and what the customer said last."""

Voice = tuple[str | None, str]
"""Who says something, None for a customer who is alone, and what."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One reply and the customer's answer.

    `to` is where it led, `raised` are points and questions of the reply and `labels` its labels; `parts` are the kinds
    of what the answer is composed of, and `lines` their wordings.
    """

    session: str
    number: int
    scenario: str
    style: str
    briefing: str
    before: tuple[str, ...]
    reply: str
    answer: tuple[Voice, ...]
    to: str
    raised: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()


def read(paths: Iterable[Path]) -> list[Exchange]:
    """Every customer turn of the sessions in these databases, each once, also where a session was played twice."""
    sessions: dict[str, list[Exchange]] = {}
    for path in paths:
        with Store.open(path, read_only=True) as store:
            names = {person.id: person.name for person in store.people()}
            for name in store.session_ids():
                session = store.session(name)
                scenario = unpack(store.text(session.scenario_hash), to_play=False)
                sessions.setdefault(name, list(exchanges(session, scenario, style_of(names[session.person], path))))
    seen: dict[tuple[object, ...], Exchange] = {}
    for one in (one for each in sessions.values() for one in each):
        seen.setdefault((one.scenario, one.before, one.reply, one.answer), one)
    return list(seen.values())


def style_of(trainee: str, path: Path) -> str:
    """How somebody played: the trainee's name where it is a style, else the style that the file is named after."""
    return trainee if trainee in STYLES else next((style for style in STYLES if style in path.stem), "unnamed")


def exchanges(session: Session, scenario: Scenario, style: str) -> Iterator[Exchange]:
    """The turns of one session, without those that a retry copied."""
    briefing = "".join(visible(line.strip()) for line in scenario.briefing.splitlines())
    said = [spoken(_voices(session.opening, scenario))]
    for turn in session.turns:
        answer = _voices(turn.said, scenario)
        if answer and turn.number >= (session.parent_turn or 0):
            yield Exchange(
                session=session.id,
                number=turn.number,
                scenario=session.scenario,
                style=style,
                briefing=briefing,
                before=tuple(said[-BEFORE:]),
                reply=visible(turn.reply),
                answer=answer,
                to=turn.to,
                raised=frozenset(mention.id for mention in (*turn.assessment.points, *turn.assessment.questions)),
                labels=frozenset(turn.assessment.labels),
                parts=frozenset(part.part for part in turn.said),
                lines=frozenset(part.text for part in turn.said),
            )
        said += [f"坐席：{visible(turn.reply)}", spoken(answer)]


def spoken(answer: Sequence[Voice]) -> str:
    """What the customer's side says, on one line."""
    return "  ".join(f"{name or '客户'}：{text}" for name, text in answer)


def _voices(said: Iterable[Spoken], scenario: Scenario) -> tuple[Voice, ...]:
    def name_of(speaker: str | None) -> str | None:
        return scenario.cast[speaker].title if speaker is not None and speaker in scenario.cast else speaker

    return tuple((name and visible(name), visible(text)) for name, text in voices(said, name_of))
