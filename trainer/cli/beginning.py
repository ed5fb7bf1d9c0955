"""Where a practice begins other than the scenario says: the state and the mood as a command line names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trainer.cli.exits import ExitCode, Failure
from trainer.cli.words import offer
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenarios.model import Mood, Scenario

_AXES: Final = ("anger", "trust", "patience")


def moods_of(wishes: tuple[str, ...]) -> dict[str, int]:
    """Axes of the mood at the start, as `anger=7`, or several at once, as `anger=7,trust=3`."""
    pieces = (piece.strip() for wish in wishes for piece in wish.replace("，", ",").split(","))
    return dict(map(_axis, pieces))


def _axis(wish: str) -> tuple[str, int]:
    axis, equals, value = (part.strip() for part in wish.partition("="))
    if equals and axis not in _AXES:
        said = _("没有“{name}”这一项心情{offer}；有：{known}")
        raise Failure(ExitCode.USAGE, said.format(name=axis, offer=_near(axis, _AXES), known="、".join(_AXES)))
    if not value.isdecimal() or len(value) > 2 or int(value) > 10:
        raise Failure(ExitCode.USAGE, _("心情写作 anger=7 或 anger=7,trust=3，每项 0–10：{wish}").format(wish=wish))
    return axis, int(value)


def mood_of(scenario: Scenario, moods: Mapping[str, int]) -> Mood | None:
    """The scenario's mood with some axes set anew."""
    from dataclasses import replace

    return replace(scenario.mood, **moods) if moods else None


def must_have(scenario: Scenario, state: str | None) -> None:
    """Fail where a state is named that the scenario has not, with those it has and which may have been meant."""
    if state is None or state in scenario.states:
        return
    said = _("没有状态“{state}”{offer}；有：{known}")
    offered = _near(state, scenario.states)
    raise Failure(ExitCode.USAGE, said.format(state=state, offer=offered, known="、".join(scenario.states)))


def _near(word: str, known: Iterable[str]) -> str:
    """Which of the names there are may have been meant."""
    from difflib import get_close_matches

    return offer(get_close_matches(word[:40], list(known)))
