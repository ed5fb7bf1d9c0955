"""Start to first frame: `huashu` beside a bare Textual app (and Posting), interleaved, as a ratio of medians.

    python bench/startup.py [--times 15] [--posting /path/to/venv/bin/posting]

Time runs from exec to the bytes that paint the first frame's text; for huashu also to the list of people, for which
the database is open.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import os
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("HELLO-FRAME", markup=False)
Bare().run()
"""
HUASHU = "from trainer.cli import main; main()"


def first_frame(command: list[str], environment: dict[str, str], *texts: str) -> float:
    terminal = Terminal(command, environment)
    try:
        return terminal.wait(*texts, timeout=30) - terminal.started
    finally:
        terminal.close()


def environment_in(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUASHU_", "XDG_"))}
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    return kept | places | {
        "HUASHU_DB": str(folder / "huashu.db"), "HUASHU_LANG": "zh", "HUASHU_CACHE": str(folder / "cache"),
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8",
    }  # fmt: skip


def _know_somebody(environment: dict[str, str]) -> None:
    """A database with one person in it, and warm caches."""
    arguments = [sys.executable, "-m", "trainer", "--trainee", "林晓", "play", "10-sky-high-bill", "--plain"]
    subprocess.run(arguments, env=environment, input="您好。\n".encode(), check=True, capture_output=True, cwd=ROOT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--posting", help="the posting command of another environment")
    options = parser.parse_args()
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_in(Path(folder))
        _know_somebody(environment)
        runs: dict[str, tuple[list[str], tuple[str, ...]]] = {
            "bare Textual": ([sys.executable, "-c", BARE], ("HELLO-FRAME",)),
            "huashu": ([sys.executable, "-c", HUASHU], ("投诉处理对练", "把投诉说开")),
            "huashu, people listed": ([sys.executable, "-c", HUASHU], ("林晓",)),
        }
        if options.posting:
            runs["posting"] = ([options.posting], ("Posting",))
        for number in range(options.times + 2):
            for name, (command, texts) in runs.items():
                taken = first_frame(command, environment, *texts)
                if number >= 2:
                    times.setdefault(name, []).append(taken)
    bare = median(times["bare Textual"])
    for name, taken_all in times.items():
        print(f"{name:24} {median(taken_all) * 1000:6.0f} ms  {median(taken_all) / bare:4.2f} x  (of {len(taken_all)})")
    if not options.posting:
        print("posting                  not installed here; give it with --posting")


if __name__ == "__main__":
    main()
