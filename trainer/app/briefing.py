"""Before the talk: who comes, what is known, what may be granted, which rules hold. Enter begins."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from trainer.app.casesheet import case_blocks, people_blocks
from trainer.app.desk import Wish
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Block, Passage, joined, plain
from trainer.i18n import _
from trainer.names import channel_name, mode_help, mode_name

if TYPE_CHECKING:
    from scenarios.model import Scenario


class Briefing(Page):
    """One scenario before it begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", priority=True),
        Binding("escape", "leave"),
        Binding("m", "mode"),
    ]
    CSS = """
    Briefing VerticalScroll { width: 1fr; height: 1fr; padding: 1 3; scrollbar-size-vertical: 1; }
    Briefing #both { height: 1fr; }
    Briefing #right { border-left: solid $border; }
    Briefing.-narrow #right { display: none; }
    Briefing.-wide #more { display: none; }
    """

    def __init__(self, scenario: "Scenario", wish: Wish) -> None:
        super().__init__()
        self._scenario = scenario
        self._wish = wish

    def compose(self) -> ComposeResult:
        """The story on the left, the case beside it or below."""
        yield Title(self._scenario.title, mode_name(self._wish.mode))
        with Horizontal(id="both"):
            with VerticalScroll(id="left"):
                yield Passage(*self._story())
                yield Passage(id="mode")
                yield Passage(Content(""), *case_blocks(self._scenario), id="more")
            yield VerticalScroll(Passage(*case_blocks(self._scenario)), id="right", can_focus=False)
        keys = [("enter", _("开始对话")), ("m", _("换方式")), ("up", _("翻看")), ("escape", _("回课程"))]
        yield Hints(keys)

    def on_mount(self) -> None:
        """Say how it will be played, and let the arrows scroll."""
        self._tell_mode()
        self.query_one("#left").focus()

    def _story(self) -> list[Block | Content]:
        scenario = self._scenario
        about = _("{source}　{channel}　{date}　难度 {level}").format(
            source=scenario.source, channel=channel_name(scenario.channel), date=scenario.date, level=scenario.level
        )
        lines = [plain(line.strip()) for line in scenario.briefing.strip().splitlines()]
        people = list(people_blocks(scenario))
        return [
            plain(about, "$foreground-muted"),
            Content(""),
            *lines,
            Content(""),
            plain(_("来的人"), "bold $primary"),
            *people,
        ]

    def _tell_mode(self) -> None:
        mode = self._wish.mode
        head = joined((_("方式：{mode}").format(mode=mode_name(mode)), "bold $primary"))
        self.query_one("#mode", Passage).show(Content(""), head, plain(mode_help(mode)))
        self.query_one(Title).tell(mode_name(mode))

    def action_mode(self) -> None:
        """Play it another way."""
        from dataclasses import replace

        from transcripts.records import MODES

        following = MODES[(MODES.index(self._wish.mode) + 1) % len(MODES)]
        self._wish = replace(self._wish, mode=following)
        self.house.mode = following
        self._tell_mode()

    def action_start(self) -> None:
        """Begin."""
        self.query_one(Title).tell(_("正在准备……"))
        self.house.start(self._scenario, self._wish)

    def action_leave(self) -> None:
        """Back to the course."""
        self.house.course()
