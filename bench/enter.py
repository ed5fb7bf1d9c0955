"""Enter to painted answer: a practice with its turn marked and committed, beside a bare Textual chat in the same run.

    python bench/enter.py [--sessions 5] [--size 120x40]

Both run in a pseudo-terminal. For each reply the time runs from writing the Enter to the bytes that show the customer's
answer (and, in the practice, the overall mark of the reply). The chat shows the same replies and answers, as many
messages, each a Static in a VerticalScroll that is anchored; it marks and keeps nothing. The sessions are interleaved.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.startup import environment_in
from bench.terminal import Terminal
from scenarios.catalogue import Catalogue
from scenarios.model import Scenario
from scoring.assess import Scorer
from trainer.practice.session import Practice
from transcripts.records import Turn

ROOT = Path(__file__).resolve().parents[1]
LAST = 29
CHAT = """
import json, os, sys
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Static, TextArea

ANSWERS = iter(json.load(open(sys.argv[1], encoding="utf-8")))

class Entry(TextArea):
    async def _on_key(self, event):
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.app.answer(self.text)
            self.text = ""

class Chat(App):
    CSS = "Entry { height: 3; } VerticalScroll { height: 1fr; } Static { margin: 1 0 0 0; }"
    def compose(self):
        yield VerticalScroll(Static(next(ANSWERS), markup=False))
        yield Entry(soft_wrap=True)
    def on_mount(self):
        self.query_one(VerticalScroll).anchor()
        self.query_one(Entry).focus()
    def answer(self, text):
        log = self.query_one(VerticalScroll)
        log.mount(Static(text, markup=False), Static(next(ANSWERS), markup=False))
        log.anchor()

Chat().run()
"""
PRACTICE = "from trainer.cli import main; main()"


def script(scenario: Scenario, scorer: Scorer, seed: int) -> tuple[str, list[Turn]]:
    """Replies that keep a customer talking as long as may be, and the turns that will come of them."""
    goldens = [text for state in scenario.states.values() for way in state.replies for text in way.golden]
    practice = Practice(scenario, scorer, seed=seed)
    opening = "".join(part.text for part in practice.opening)
    for number in range(LAST):
        before = practice.standing
        for shift in range(len(goldens)):
            practice.reply(goldens[(seed * 7 + number * 5 + shift) % len(goldens)])
            if not practice.ended:
                break
            practice.take_back(before)
        else:
            break
    return opening, practice.turns


def one_session(
    command: list[str], environment: dict[str, str], opening: str, turns: list[Turn], *, marked: bool
) -> list[float]:
    """The time each turn took on the screen."""
    terminal = Terminal(command, environment, SIZE)
    times = []
    try:
        if marked:
            terminal.wait("开始对话")
            time.sleep(1.0)  # what a person takes to read the briefing; the rules are loaded meanwhile
            terminal.send("\r")
        terminal.wait(opening[-2:])
        terminal.quiet()
        for turn in turns:
            terminal.send(f"\x1b[200~{turn.reply}\x1b[201~")
            terminal.quiet()
            sent = terminal.send("\r")
            wanted = [_tail(turn)] + ([f"{turn.assessment.marks.overall}"] if marked else [])
            times.append(terminal.wait(*wanted) - sent)
            terminal.quiet()
    finally:
        terminal.close()
    return times


def _tail(turn: Turn) -> str:
    """The last characters of the answer: painted last, and short enough to stay on one line."""
    return turn.said[-1].text[-2:]


SIZE = (120, 40)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=5)
    options = parser.parse_args()
    scorer, catalogue = Scorer.load(), Catalogue(None)
    names = [name for name in catalogue.ids() if catalogue.load(name).scenario is not None]
    times: dict[str, list[float]] = {"chat": [], "practice": []}
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_in(Path(folder))
        for number in range(options.sessions):
            scenario = catalogue.load(names[number % len(names)]).scenario
            assert scenario is not None
            opening, turns = script(scenario, scorer, number)
            answers = Path(folder) / "answers.json"
            said = [opening, *("".join(part.text for part in turn.said) for turn in turns)]
            answers.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
            chat = [sys.executable, "-c", CHAT, str(answers)]
            play = [sys.executable, "-c", PRACTICE, "play", scenario.id, "--seed", str(number), "--trainee", "林晓"]
            times["chat"] += one_session(chat, environment, opening, turns, marked=False)
            times["practice"] += one_session(play, environment, opening, turns, marked=True)
            print(f"{scenario.id}: {len(turns)} turns, {2 * len(turns) + 1} messages", flush=True)
    p95 = {name: quantiles(taken, n=20)[-1] for name, taken in times.items()}
    for name, taken in times.items():
        print(f"{name:9} median {median(taken) * 1000:5.1f} ms  p95 {p95[name] * 1000:5.1f} ms  of {len(taken)}")
    print(f"p95 ratio {p95['practice'] / p95['chat']:.2f}")


if __name__ == "__main__":
    main()
