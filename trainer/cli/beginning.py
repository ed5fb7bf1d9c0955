"""Where a practice begins other than the scenario says: the state and the mood as a command line names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trainer.cli.exits import ExitCode, Failure
from trainer.cli.words import offer
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.model import Mood, Scenario

_AXES: Final = ("anger", "trust", "patience")


def moods_of(wishes: tuple[str, ...]) -> dict[str, int]:
    """Axes of the mood at the start, as `anger=7`."""
    values: dict[str, int] = {}
    for wish in wishes:
        axis, _equals, value = wish.partition("=")
        if axis not in _AXES or not value.isdecimal() or len(value) > 2 or int(value) > 10:
            raise Failure(ExitCode.USAGE, _("心情写作 anger=7，三项之一，0–10：{wish}").format(wish=wish))
        values[axis] = int(value)
    return values


def mood_of(scenario: Scenario, moods: Mapping[str, int]) -> Mood | None:
    """The scenario's mood with some axes set anew."""
    from dataclasses import replace

    return replace(scenario.mood, **moods) if moods else None


def must_have(scenario: Scenario, state: str | None) -> None:
    """Fail where a state is named that the scenario has not, with those it has and which may have been meant."""
    if state is None or state in scenario.states:
        return
    from difflib import get_close_matches

    near = get_close_matches(state[:40], scenario.states)
    said = _("没有状态“{state}”{offer}；有：{known}")
    raise Failure(ExitCode.USAGE, said.format(state=state, offer=offer(near), known="、".join(scenario.states)))
