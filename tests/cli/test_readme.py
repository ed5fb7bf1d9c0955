"""What the READMEs show is what the program prints."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call

ROOT = Path(__file__).parents[2]
_SHOWN = re.compile(r"```\n\$ printf '(?P<typed>[^']*)' \| huashu (?P<command>[^\n]*)\n(?P<lines>.*?)```", re.DOTALL)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_example_is_real(readme: str, huashu: Call) -> None:
    found = _SHOWN.search((ROOT / readme).read_text(encoding="utf-8"))
    assert found
    printed = huashu(*found["command"].split(), given=found["typed"].replace("\\n", "\n")).out.splitlines()
    assert [line for line in found["lines"].splitlines() if line not in printed] == []
