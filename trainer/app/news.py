"""Whether the file of the scenario on the screen was edited: one quiet line that says so. Only files of one's own.

Looks at most at two files, now and then, on a thread that is there anyway; the practice under way stays as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.message import Message

from trainer.app.paint import Passage, plain
from trainer.i18n import _

if TYPE_CHECKING:
    from textual.timer import Timer

    from trainer.app.desk import Desk, Edited
    from trainer.keeping import KeptPractice

PERIOD: Final = 1.0
"""Seconds between two looks; an edit is told at the second look that finds it the same, once it is written whole."""

Stamp = tuple[tuple[int, int] | None, ...]


class Watch:
    """Files that an edit is looked for in."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        self._told = self._last = self._stamp()

    def settled(self) -> bool:
        """Whether the files were edited since this was last said, and are all there and at rest."""
        now = self._stamp()
        is_at_rest, self._last = now == self._last, now
        if not is_at_rest or now == self._told or None in now:
            return False
        self._told = now
        return True

    def _stamp(self) -> Stamp:
        return tuple(map(_stamp_of, self._paths))


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


class FileNews(Passage):
    """The line. `offers`: a newer version can be played."""

    DEFAULT_CSS = """
    FileNews { padding: 0 2; display: none; max-height: 3; color: $foreground-muted; }
    FileNews.-on { display: block; }
    """

    class Looked(Message):
        """An edit has been looked at."""

        def __init__(self, edited: Edited) -> None:
            super().__init__()
            self.edited = edited

    def __init__(self, kept: KeptPractice, desk: Desk, **options: Any) -> None:
        super().__init__(**options)
        self.offers = False
        self._kept = kept
        self._desk = desk
        self._watch: Watch | None = None
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Look from now on; an exam is not disturbed."""
        if self._kept.practice.mode != "exam":
            self._timer = self.set_interval(PERIOD, self.look)
            self.look()

    def look(self) -> None:
        """Look now, unless another page lies over this one or the last look is still under way."""
        is_under_way = any(worker.node is self and not worker.is_finished for worker in self.workers)
        if self.screen.is_current and not is_under_way:
            self.run_worker(self._look, thread=True, group="news", exit_on_error=False)

    def _look(self) -> None:
        if self._watch is None:
            paths = self._desk.own_files(self._kept.practice.scenario)
            self._watch = Watch(paths)
            if not paths and self._timer is not None:
                self.app.call_from_thread(self._timer.stop)
        elif self._watch.settled():
            self.post_message(self.Looked(self._desk.look_at(self._kept.practice.scenario)))

    def on_file_news_looked(self, event: Looked) -> None:
        """Say what came of an edit; nothing where the file is again what is played."""
        event.stop()
        edited = event.edited
        self.offers = edited.is_other
        self.set_class(edited.is_other or bool(edited.problem), "-on")
        self.show(plain(self._words(edited)))

    def _words(self, edited: Edited) -> str:
        if edited.problem:
            return _("场景文件改过了，还有错，先照旧版练：{problem}").format(problem=edited.problem)
        return _("场景文件改过了，新版能用：按 F5 从头重放说过的话（另存一次，这次不动）。")
