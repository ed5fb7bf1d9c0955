"""Draws every screen of the app at two sizes in both themes: SVG always, PNG where Chromium is installed.

    python bench/screens.py [--to build/screens] [--readme docs/images/talk.svg] [--only talk] [--no-png]

The screens are of one real practice: a person types the replies below, and everything else is the program's.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
os.environ["COLORTERM"] = "truecolor"
os.environ.pop("NO_COLOR", None)

from textual.pilot import Pilot

from bench.pictures import corrected, to_png
from trainer.app.app import HuashuApp
from trainer.app.desk import Desk
from trainer.app.entry import Entry
from trainer.app.talk import Talk
from trainer.keeping import KeptPractice

ROOT = Path(__file__).resolve().parents[1]
SCENARIO = "flow/10-sky-high-bill"
REPLIES = (
    "您好，邹女士，一下子看到六千多的账单，换谁心里都得咯噔一下。您打给我就对了，我陪着您一件一件弄清楚。",
    "您先别激动，开漫游的时候页面上写着资费呢。",
    "对不起，我不该先跟您讲这个。我现在就把这个号的境外流量关掉，您妈妈那边什么都不用操作，电话短信照用，您看可以吗？",
    "我给您一天一天拆开看：没订漫游包，国外流量每兆5元，五天用了1236兆，一共6180元。满500元和满2000元的提醒都没有发出去。",
    "这笔钱有争议，我提交复核单报给主管许琳，周三18点前给您答复。",
    "工资卡您放心，复核期间这六千多先挂起，5月1号不会扣。",
    "剩下两天您看怎么办方便：一是一直关着，用酒店的无线网；二是订30元一天的漫游包，用完降速，不再另外计费。",
    "这事不怪您，更不怪阿姨。等她回来您再慢慢说，周三18点前我给您打电话，结果有了您心里也有底。还有什么我能帮您的吗？",
)
SIZES = {"80x24": (80, 24), "140x40": (140, 40)}
THEMES = ("huashu-dark", "huashu-light")


class Visit:
    """A person at the app, and what they see."""

    def __init__(self, app: HuashuApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    def shot(self) -> str:
        """The screen as it is."""
        return self.app.export_screenshot(title="话术")

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all has come of it."""
        if keys:
            await self._pilot.press(*keys)
        for _ in range(4):
            await self.app.workers.wait_for_complete()
            await self._pilot.pause()

    async def write(self, field: str, text: str) -> None:
        """Fill in a field and press Enter."""
        self.app.screen.query_one(f"#{field}", Entry).insert(text)
        await self.press("enter")

    @property
    def kept(self) -> KeptPractice:
        """The practice on the screen."""
        assert isinstance(self.app.screen, Talk)
        return self.app.screen.kept


Shots = AsyncIterator[tuple[str, str]]


async def pictures(size: tuple[int, int], theme: str, db: Path) -> Shots:
    """The screens in the order a person meets them, each as its name and its SVG."""
    app = HuashuApp(Desk(db, None, None))
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        visit = Visit(app, pilot)
        await visit.press()
        for part in (_arrive, _talk, _look_back, _review, _leave):
            async for shot in part(visit):
                yield shot
        app.exit()


async def _arrive(visit: Visit) -> Shots:
    yield "1-form", visit.shot()
    for field, text in (("name", "林晓"), ("number", "10086"), ("team", "投诉一班")):
        await visit.write(field, text)
    yield "2-course-new", visit.shot()
    visit.app.brief(SCENARIO, visit.app.wish)
    await visit.press()
    yield "3-briefing", visit.shot()


async def _talk(visit: Visit) -> Shots:
    await visit.press("enter")
    yield "4-talk-start", visit.shot()
    aside = {1: (("f2", "hint"), ("f3", "case")), 3: (("f4", "retry"),)}
    back = {"case": "f3", "retry": "escape"}
    for number, reply in enumerate(REPLIES, 1):
        await visit.write("entry", reply)
        yield f"5-talk-{number}", visit.shot()
        if visit.kept.practice.ended:
            return
        for key, name in aside.get(number, ()):
            await visit.press(key)
            yield f"5-talk-{number}-{name}", visit.shot()
            if name in back:
                await visit.press(back[name])


async def _look_back(visit: Visit) -> Shots:
    visit.app.debrief(visit.kept)
    await visit.press()
    yield "7-debrief-1", visit.shot()
    for page in range(2, 6):
        await visit.press("pagedown")
        yield f"7-debrief-{page}", visit.shot()
    await visit.press("enter")
    yield "8-turns-1", visit.shot()
    await visit.press("pagedown")
    yield "8-turns-2", visit.shot()


async def _review(visit: Visit) -> Shots:
    """The same session on the instructor's side."""
    visit.app.desk.person = visit.app.desk.add_person("陈老师", "T01", "教研室")
    visit.app.queue()
    await visit.press()
    yield "10-queue", visit.shot()
    await visit.press("enter", "n")
    yield "10-transcript", visit.shot()
    for key, words in (("3", "2 她在慌，先别讲页面"), ("k", "第三句就收回来了，好"), ("j", "合格 后半段稳")):
        await visit.press(key)
        if key == "3":
            yield "10-transcript-mark", visit.shot()
        await visit.write("said", words)
    await visit.press("u")
    yield "10-transcript-done", visit.shot()
    await visit.press("escape", "c")
    yield "10-class", visit.shot()
    await visit.press("escape", "a")
    yield "10-agreement", visit.shot()


async def _leave(visit: Visit) -> Shots:
    visit.app.course()
    await visit.press()
    yield "9-course", visit.shot()
    await visit.press("ctrl+p")
    yield "9-menu", visit.shot()
    await visit.press("escape", "escape")
    yield "9-people", visit.shot()


async def draw(options: argparse.Namespace) -> None:
    to: Path = options.to
    to.mkdir(parents=True, exist_ok=True)
    for name, size in SIZES.items():
        for theme in THEMES:
            with tempfile.TemporaryDirectory() as folder:
                async for screen, svg in pictures(size, theme, Path(folder) / "huashu.db"):
                    if options.only and options.only not in screen:
                        continue
                    path = to / f"{name}-{theme.removeprefix('huashu-')}-{screen}.svg"
                    path.write_text(corrected(svg), encoding="utf-8")
                    if options.png:
                        to_png(path, path.with_suffix(".png"))


async def draw_readme(path: Path) -> None:
    """The one picture of the README: a conversation under way."""
    with tempfile.TemporaryDirectory() as folder:
        async for screen, svg in pictures((120, 42), "huashu-dark", Path(folder) / "huashu.db"):
            if screen == "5-talk-3":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(corrected(svg), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "screens")
    parser.add_argument("--readme", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--no-png", dest="png", action="store_false", default=shutil.which("chromium") is not None)
    options: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as config:
        os.environ["XDG_CONFIG_HOME"] = config
        asyncio.run(draw_readme(options.readme) if options.readme else draw(options))


if __name__ == "__main__":
    main()
