"""Prints what a player may know of a scenario before they talk to its customer, and how to play without looking.

    python -m bench.realism.brief ID

Briefing, case, authority and house rules, which a trainee sees as well; nothing of points, states, endings or hints.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from scenarios.catalogue import Catalogue, UnknownScenario
from scenarios.model import Scenario
from scenarios.words import CHANNEL_NAMES
from trainer.practice.facts import authority_lines, case_lines

GUIDE = Path(__file__).with_name("players.md")
PLACEHOLDER = "场景ID"


def brief(scenario: Scenario) -> Iterator[str]:
    """The lines a player reads."""
    yield f"# {scenario.id}"
    yield f"{scenario.date}，{CHANNEL_NAMES.get(scenario.channel, scenario.channel)}"
    parts = {
        "情况": scenario.briefing.strip().splitlines(),
        "资料": case_lines(scenario.case),
        "权限": (line.removeprefix("权限：") for line in authority_lines(scenario)),
        "本店规则": (rule.removeprefix("本店规则：") for rule in scenario.house_rules),
    }
    for name, lines in parts.items():
        yield f"\n## {name}"
        yield from (f"- {line}" for line in lines)


def guide(scenario: Scenario) -> str:
    """How to play, with the id where it belongs."""
    return GUIDE.read_text(encoding="utf-8").replace(PLACEHOLDER, scenario.id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("id")
    try:
        loaded = Catalogue().load(parser.parse_args().id)
    except UnknownScenario as error:
        parser.error(str(error))
    if loaded.scenario is None:
        parser.error("\n".join(map(str, loaded.problems)))
    print("\n".join(brief(loaded.scenario)), guide(loaded.scenario), sep="\n\n")


if __name__ == "__main__":
    main()
