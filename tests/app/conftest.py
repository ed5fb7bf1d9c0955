"""A person at the app: a small scenario of our own, a database of the test's own, and hands to type with."""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"

from textual import events
from textual.pilot import Pilot

from scoring.assess import Scorer
from trainer.app.app import HuashuApp
from trainer.app.desk import Desk, Wish
from trainer.app.entry import Entry
from trainer.app.paint import Passage
from trainer.app.talk import Talk

SMALL = Path(__file__).parents[1] / "scenarios"


class Hands:
    """What a person does at the app, and what they then see."""

    def __init__(self, app: HuashuApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def wait(self) -> None:
        """Until everything has come of what was done."""
        for _ in range(4):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys that have names."""
        await self.pilot.press(*keys)
        await self.wait()

    async def paste(self, text: str) -> None:
        """Put a text where the caret is, as a terminal does."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text character by character, as an input method commits it."""
        for character in text:
            self.app.post_message(events.Key(character, character))
        await self.pilot.pause()

    async def say(self, text: str) -> None:
        """Write a reply and send it."""
        await self.paste(text)
        await self.press("enter")

    @property
    def talk(self) -> Talk:
        """The conversation on the screen."""
        return cast(Talk, self.app.screen)

    @property
    def entry(self) -> Entry:
        """Where the trainee types."""
        return self.app.screen.query_one("#entry", Entry)

    def said(self) -> str:
        """Everything that passages on the screen say."""
        return "\n".join(passage.text for passage in self.app.screen.query(Passage) if passage.display)

    def lines(self) -> list[str]:
        """The screen as a person sees it, a text for each row."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


Opened = Callable[..., AbstractAsyncContextManager[Hands]]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A scenario folder of one's own with one sound file."""
    folder = tmp_path / "own"
    (folder / "personas").mkdir(parents=True)
    shutil.copy(SMALL / "small.yaml", folder / "small.yaml")
    shutil.copy(SMALL / "steady.yaml", folder / "personas" / "steady.yaml")
    return folder


@pytest.fixture
def desk(tmp_path: Path, own: Path, scorer: Scorer) -> Desk:
    """A place at the program where 林晓 sits."""
    made = Desk(tmp_path / "huashu.db", own, "林晓")
    made.__dict__["scorer"] = scorer
    return made


@pytest.fixture
def opened(desk: Desk) -> Opened:
    """Opens the app at a size, at a scenario or session if one is wished for."""

    @asynccontextmanager
    async def open_it(*, size: tuple[int, int] = (80, 24), **wish: object) -> AsyncIterator[Hands]:
        app = HuashuApp(desk, Wish(**wish))  # type: ignore[arg-type]  # whatever a test wishes
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            hands = Hands(app, pilot)
            await hands.wait()
            yield hands
        desk.close()
        desk.__dict__.pop("store", None)

    return open_it


@pytest.fixture
def talking(opened: Opened) -> Opened:
    """Opens the app in a conversation of the small scenario."""

    @asynccontextmanager
    async def open_it(*, size: tuple[int, int] = (80, 24), **wish: object) -> AsyncIterator[Hands]:
        async with opened(size=size, scenario="small", **wish) as hands:
            await hands.press("enter")
            assert isinstance(hands.app.screen, Talk)
            yield hands

    return open_it
