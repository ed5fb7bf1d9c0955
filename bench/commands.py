"""How long commands without a screen take, as multiples of a bare interpreter in the same run.

    python bench/commands.py [--rounds 15]

Commands and interpreter take turns; the figure is the ratio of medians of wall time. Run with the installed package;
the caches are warm (one round of each is thrown away), compiled Python among them, as after any installation.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARS = {
    "--help": 6,
    "--version": 6,
    "list": 6,
    "list --json": 6,
    "sessions": 14,
    "sessions --json": 14,
    "score": 14,
    "show": 14,
}
LINE = '{"item": 1, "reply": "您好，让您久等了，我马上给您查。", "stage": "opening", "customer": "有人吗？"}\n'


def command(name: str, session: str) -> list[str]:
    """The command line for a row of the table."""
    huashu = str(Path(sys.executable).parent / "huashu")
    return [huashu, *name.split(), *([session] if name == "show" else [])]


def seconds(line: list[str], environment: dict[str, str], given: str = "") -> float:
    """Wall time of one process."""
    started = time.perf_counter()
    subprocess.run(line, env=environment, input=given, text=True, capture_output=True, check=True, encoding="utf-8")
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"HUASHU_DB": f"{folder}/h.db", "HUASHU_CACHE": f"{folder}/cache"}
        environment["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        play = [*command("play", ""), "08-agitated", "--plain"]
        played = subprocess.run(
            play, env=environment, input="您好。\n\\q\n", text=True, capture_output=True, check=True, encoding="utf-8"
        )
        session = played.stdout.split()[-2]
        bare = [sys.executable, "-c", "pass"]
        times: dict[str, list[float]] = {name: [] for name in ("bare", *BARS)}
        for _ in range(rounds + 1):
            times["bare"].append(seconds(bare, environment))
            for name in BARS:
                times[name].append(seconds(command(name, session), environment, LINE if name == "score" else ""))
    base = statistics.median(times["bare"][1:])
    print(f"bare interpreter {base * 1000:.0f} ms")
    for name, bar in BARS.items():
        median = statistics.median(times[name][1:])
        verdict = "ok" if median / base <= bar else "ABOVE"
        print(f"{name:16s} {median * 1000:6.0f} ms   {median / base:5.1f} ×   bar {bar} ×   {verdict}")


if __name__ == "__main__":
    main()
