"""The command line as a person calls it, in this process and in one of its own, on a folder with one scenario."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scenarios.problems import Problem
from scoring.assess import Scorer
from trainer.cli import run
from trainer.cli.proofs import Proof
from trainer.practice.coverage import Coverage
from transcripts.store import Store

_FILES = Path(__file__).parents[1] / "scenarios"
ROOT = Path(__file__).parents[2]
BEST = (
    "您好，请问有什么可以帮您？",
    "等了二十天，您心里肯定不好受。",
    "您这笔退费卡在审核了。",
    "我现在就给您办退款，两个工作日内到账。",
    "还有别的可以帮您吗？",
)
"""Replies that bring the small scenario to its good ending."""

OWN_RULE = """label: rude
message: 骂人
why: 因为
better: 请稍等
source: 第七章
phrases: [榆木疙瘩]
flagged: [您真是个【榆木疙瘩】。]
near_misses: [我们从头来过。]
"""
RUDE = "etiquette/rude/blockhead"


def add_rule(own: Path) -> None:
    """Put a rule of one's own into a folder."""
    path = own / "rules" / f"{RUDE}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(OWN_RULE, "utf-8")


def without_proof(*problems: Problem) -> Callable[..., list[Proof]]:
    """In the place of prove_each(): every scenario has these problems."""
    return lambda scenarios, *_, **_options: [
        Proof(Coverage({}, {}, (), 0, complete=True), list(problems)) for _scenario in scenarios
    ]


@dataclass(frozen=True, slots=True)
class Called:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Lines of standard output, counted as a terminal and `splitlines` would."""
        return self.out.splitlines()

    @property
    def session(self) -> str:
        """The id on the last line."""
        return self.lines[-1].split()[1]


Call = Callable[..., Called]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A scenario folder of one's own."""
    folder = tmp_path / "own"
    (folder / "personas").mkdir(parents=True)
    shutil.copy(_FILES / "small.yaml", folder / "small.yaml")
    shutil.copy(_FILES / "steady.yaml", folder / "personas" / "steady.yaml")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the commands of a test keep their database."""
    return tmp_path / "huashu.db"


@pytest.fixture
def huashu(
    own: Path, db: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Runs a command line in this process, its scorer loaded once for all; `given` is what it reads."""
    load = Scorer.load
    monkeypatch.setattr(Scorer, "load", lambda own=(): load(own=own) if own else scorer)
    for name, value in {"DB": db, "SCENARIOS": own, "LANG": "zh"}.items():
        monkeypatch.setenv(f"HUASHU_{name}", str(value))

    def call(*arguments: Any, given: str | bytes = "") -> Called:
        raw = given if isinstance(given, bytes) else given.encode("utf-8", "surrogatepass")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Called(int(code), captured.out, captured.err)

    return call


@pytest.fixture
def talk(huashu: Call) -> Call:
    """Plays the small scenario line by line with these replies."""

    def play(*replies: str, options: tuple[Any, ...] = ()) -> Called:
        return huashu("play", "small", "--plain", *options, given="".join(f"{reply}\n" for reply in replies))

    return play


@pytest.fixture
def process(own: Path, environment: dict[str, str]) -> Call:
    """Runs a command line in a process of its own."""

    def call(*arguments: Any, given: bytes = b"", **variables: str) -> Called:
        done = subprocess.run(
            [sys.executable, "-m", "trainer", *map(_typed, arguments)],
            env=environment | {"HUASHU_SCENARIOS": str(own), "HUASHU_LANG": "zh"} | variables,
            input=given,
            capture_output=True,
            check=False,
            cwd=ROOT,
            timeout=60,
        )
        return Called(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


def _typed(argument: Any) -> str | bytes:
    """An argument as a terminal hands it over: UTF-8 on POSIX, whatever this process takes its own for."""
    return str(argument).encode() if os.name == "posix" else str(argument)


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for a locked file a moment only."""
    monkeypatch.setitem(Store.open.__func__.__kwdefaults__, "busy_timeout", 0.05)  # type: ignore[attr-defined]


needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and modes as POSIX has them")
