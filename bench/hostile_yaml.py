"""How long `check`, `list` and the start of a practice take to refuse hostile files, against a bar of one second.

    python bench/hostile_yaml.py [--rounds 3]

Each hostile file lies alone in a folder of one's own, once as a scenario and once as the persona of a sound one. For
each: the wall time of the whole process (the slowest round), and of the check alone within this process.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scenarios.check_files import check_files

MEGABYTE = 1_000_000
BAR = 1.0


def _bomb() -> bytes:
    """Nine levels of ten references each: a billion values where references are followed."""
    levels = [b"a: &a [" + b"x," * 9 + b"x]"]
    for before, name in zip(b"abcdefgh", b"bcdefghi", strict=True):
        levels.append(b"%c: &%c [%s]" % (name, name, b",".join([b"*%c" % before] * 10)))
    return b"\n".join(levels) + b"\n"


BYTES: dict[str, Callable[[], bytes]] = {
    "an anchor bomb": _bomb,
    "an anchor within itself": lambda: b"a: &a [*a, *a]\n",
    "brackets 10,000 deep": lambda: b"a: " + b"[" * 10_000 + b"]" * 10_000,
    "braces 10,000 deep": lambda: b"{a: " * 10_000 + b"x" + b"}" * 10_000,
    "dashes 10,000 deep": lambda: b"- " * 10_000 + b"x",
    "question marks 10,000 deep": lambda: b"? " * 10_000 + b"x",
    "indentation 1,000 deep": lambda: b"".join(b" " * n + b"a:\n" for n in range(1_000)),
    "!!python/object": lambda: b"title: !!python/object/apply:os.system ['touch huashu-was-here']\n",
    "a tag of one's own": lambda: b"title: !x y\n",
    "NULs": lambda: b"title: \x00\n",
    "NULs alone": lambda: bytes(900_000),
    "UTF-16": lambda: "title: 退费\n".encode("utf-16"),
    "UTF-32": lambda: "title: 退费\n".encode("utf-32"),
    "latin-1 bytes": lambda: b"title: caf\xe9\n",
    "GBK": lambda: "title: 退费\n".encode("gbk"),
    "a lone surrogate as bytes": lambda: b"title: \xed\xa0\x80\n",
    "a lone surrogate by escape": lambda: b'title: "\\ud800"\n',
    "a million keys": lambda: b"".join(b"k%d: 1\n" % n for n in range(1_000_000)),
    "as many keys as fit": lambda: b"".join(b"k%d: 1\n" % n for n in range(100_000))[:999_990],
    "the same key, as often as it fits": lambda: b"k: 1\n" * 199_999,
    "a scalar of 10 MB": lambda: b"title: " + b"x" * 10 * MEGABYTE,
    "a scalar of 0.99 MB": lambda: b"title: " + b"x" * 990_000,
    "an open quote over 0.99 MB": lambda: b"title: '" + b"x\n" * 490_000,
    "a mistake on each of 40,000 lines": lambda: "title：退费\n".encode() * 40_000,
    "an open bracket on each of 2,000 lines": lambda: b"a: [b\n" * 2_000,
    "a mark between documents on each of 200,000 lines": lambda: b"title: x\n" + b"---\n" * 200_000,
    "2,800 ways in one state": lambda: b"states:\n  a:\n    replies:\n" + b"    - {when: {has: [rude]}}\n" * 2_800,
    "100 MB": lambda: b"",
}
"""What a file holds; the last is made without holding it in memory."""


def huge(path: Path) -> None:
    """A file of 100 MB."""
    with path.open("wb") as stream:
        stream.truncate(100 * MEGABYTE)


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def _round(path: Path) -> None:
    path.symlink_to(path.parent, target_is_directory=True)


def _writer(make: Callable[[], bytes]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(make())

    return write


PLACES: dict[str, Callable[[Path], None]] = {
    **{what: _writer(make) for what, make in BYTES.items() if what != "100 MB"},
    "100 MB": huge,
    "a folder": Path.mkdir,
    **(
        {"a FIFO": _fifo, "a link to itself": _loop, "a link to nowhere": _nowhere, "a link to its folder": _round}
        if hasattr(os, "mkfifo")
        else {}
    ),
}
"""How each hostile thing is put at a path."""


def commands(own: Path) -> dict[str, list[str]]:
    """The three commands that meet the file `x.yaml` of a folder."""
    huashu = [sys.executable, "-m", "trainer", "--scenarios", str(own)]
    return {
        "check": [*huashu, "check", str(own / "x.yaml")],
        "list": [*huashu, "list"],
        "play": [*huashu, "play", "x", "--plain"],
    }


def environment(folder: Path) -> dict[str, str]:
    """Where the commands may write."""
    house = str(Path(__file__).parents[1])
    ours = {"HUASHU_CACHE": f"{folder}/cache", "HUASHU_DB": f"{folder}/h.db", "HUASHU_LANG": "zh", "PYTHONPATH": house}
    return {**os.environ, **ours}


def _whole(line: list[str], places: dict[str, str], rounds: int) -> float:
    """The slowest of some runs of a process."""
    slowest = 0.0
    for _ in range(rounds):
        started = time.perf_counter()
        subprocess.run(line, env=places, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        slowest = max(slowest, time.perf_counter() - started)
    return slowest


def _within(path: Path) -> float:
    started = time.perf_counter()
    check_files([path])
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print(f"{'seconds':40s}  check   list   play   check in-process")
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        places = environment(Path(folder))
        for number, (what, put) in enumerate({"nothing (a sound folder)": None, **PLACES}.items()):
            own = Path(folder) / str(number)
            own.mkdir()
            if put:
                put(own / "x.yaml")
            times = [_whole(line, places, rounds) for line in commands(own).values()]
            inside = _within(own / "x.yaml")
            slowest = max(slowest, *times, inside)
            print(f"{what:40s} {times[0]:6.3f} {times[1]:6.3f} {times[2]:6.3f} {inside:8.4f}")
    print(f"slowest {slowest:.3f} s   bar {BAR:.0f} s   {'ok' if slowest <= BAR else 'ABOVE'}")


if __name__ == "__main__":
    main()
