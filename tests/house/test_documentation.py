"""What the house says of itself is true: commands, links, versions."""

import re
import tomllib
from pathlib import Path

import pytest

from scenarios.problems import IDS
from scoring.ruleproblems import RULE_IDS
from trainer import __version__
from trainer.cli.commands import _WHERE, _summaries

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_command_has_its_line_in_the_help() -> None:
    assert _WHERE.keys() == _summaries().keys()


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_both_readmes_name_the_same_commands(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install -q -c requirements.lock . && .venv/bin/huashu" in text
    assert ".venv/bin/pip install -q -c requirements.lock -e '.[dev]' && .venv/bin/python -m pytest" in text


def test_every_problem_id_is_explained_to_those_who_write_scenarios() -> None:
    text = (ROOT / "docs" / "write-a-scenario.md").read_text(encoding="utf-8")
    assert [code for code in IDS if code not in text] == []


def test_every_problem_id_is_explained_to_those_who_write_rules() -> None:
    text = (ROOT / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
    assert [code for code in RULE_IDS if f"| {code} |" not in text] == []
