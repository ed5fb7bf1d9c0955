"""The house: opens what the screens work with after the first frame, and knows the way from one screen to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType

from trainer.app.desk import CannotPlay, Desk, Wish
from trainer.app.people import People
from trainer.app.themes import DARK, OURS, remember, remembered
from trainer.i18n import _
from trainer.wording import NAME, trouble_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.screen import Screen

    from scenarios.model import Scenario
    from trainer.app.page import Page
    from trainer.app.review.asking import Asked
    from trainer.keeping import KeptPractice
    from transcripts.records import Mode, Person


class HuashuApp(App[None]):
    """The practice program on a screen."""

    TITLE = NAME
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]
    CSS = """
    * { scrollbar-color: $border; scrollbar-color-hover: $primary; scrollbar-background: $background;
        scrollbar-corner-color: $background; }
    OptionList:focus { background-tint: transparent; }
    OptionList > .option-list--option-highlighted, OptionList:focus > .option-list--option-highlighted {
        background: $primary 25%; color: $foreground; text-style: bold; }
    SearchIcon { display: none; }
    """

    def __init__(self, desk: Desk, wish: Wish | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.wish = wish or Wish()
        self.mode: Mode = self.wish.mode
        self.latest = ""
        self.sought = ""
        self.failure: Exception | None = None
        self._theme_kept = remembered()
        for theme in OURS:
            self.register_theme(theme)
        self.theme = self._theme_kept if self._theme_kept in self.available_themes else DARK.name

    def get_default_screen(self) -> Screen[Any]:
        """The first page: who practises."""
        return People()

    def on_mount(self) -> None:
        """Let the first frame be painted before anything heavy is loaded."""
        self.theme_changed_signal.subscribe(self, lambda theme: remember(theme.name))
        self.call_after_refresh(self._open)

    @work(thread=True)
    def _open(self) -> None:
        try:
            people = self.desk.people()
        except Exception as error:
            # Whatever it is: it ends the program, and is told outside, where there is a screen to read it on.
            self.call_from_thread(self._give_up, error)
            return
        self.call_from_thread(self._opened, people)
        # While somebody chooses who they are, the next page is loaded.
        import trainer.app.course  # noqa: F401

        self.attempt(self.desk.warm_up, lambda _nothing: None)

    def _opened(self, people: list[Person]) -> None:
        if self.desk.person is not None:
            self.begin()
        elif isinstance(self.screen, People):
            self.screen.know(people)

    def _give_up(self, error: Exception) -> None:
        self.failure = error
        self.exit()

    def begin(self) -> None:
        """Go where the command line wished to go, or to the course."""
        if self.wish.review:
            self.queue()
            return
        if not self.wish.any:
            self.course()
            return
        wish, self.wish = self.wish, Wish()
        self._fulfil(wish)

    @work(thread=True)
    def _fulfil(self, wish: Wish) -> None:
        try:
            if wish.resume is not None:
                kept = self.desk.resume(wish.resume)
                self.call_from_thread(self._go_on, kept)
                return
            scenario = self.desk.scenario(wish.scenario or "")
            self.desk.start_of(scenario, wish)
        except Exception as error:
            self.call_from_thread(self._give_up, error)
            return
        self.call_from_thread(self.briefing, scenario, wish)

    def go(self, page: Page) -> None:
        """Show a page in place of the present one."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def people(self) -> None:
        """Ask again who practises."""
        self.desk.person = None
        self.latest = self.sought = ""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._ask_who()

    @work(thread=True)
    def _ask_who(self) -> None:
        self.attempt(self.desk.people, self._opened)

    def sit_down(self, person: Person) -> None:
        """This person practises from now on."""
        self.desk.person = person
        self.begin()

    def course(self) -> None:
        """Show the scenarios."""
        from trainer.app.course import CourseMap

        self.go(CourseMap())

    def briefing(self, scenario: Scenario, wish: Wish) -> None:
        """Show what a trainee knows before they start."""
        from trainer.app.briefing import Briefing

        self.latest = scenario.id
        self.go(Briefing(scenario, wish))

    def talk(self, kept: KeptPractice, remark: str = "") -> None:
        """Show a practice."""
        from trainer.app.talk import Talk

        self.latest, self.sought = kept.session.scenario, ""
        self.go(Talk(kept, remark))

    def _go_on(self, kept: KeptPractice) -> None:
        self.talk(kept, _("接着上次练。") if not kept.practice.ended else "")

    def debrief(self, kept: KeptPractice) -> None:
        """Look back over a practice."""
        from trainer.app.debrief import DebriefPage

        self.go(DebriefPage(kept))

    def look_back(self, session: str) -> None:
        """Look back over a session that ended, with what instructors said of it."""
        self._once(lambda: self.desk.resume(session), self.debrief)

    def turns(self, kept: KeptPractice, chosen: Callable[[int], object], *, models: bool) -> None:
        """Leaf through the turns of a practice, over the present page."""
        from trainer.app.turns import Turns

        self.push_screen(Turns(kept, chosen, models=models))

    def retry(self, kept: KeptPractice, turn: int) -> None:
        """Try again from a turn; the first session stays."""
        remark = _("从第 {turn} 句重来，原来的一次也留着。").format(turn=turn)
        self._once(lambda: self.desk.keeper().retry(kept.session.id, turn), lambda new: self.talk(new, remark))

    def replay(self, kept: KeptPractice) -> None:
        """Say the replies so far again to the scenario as its file is now; the first session stays."""
        said = len(kept.practice.turns)
        self._once(lambda: self.desk.replay(kept.session), lambda new: self.talk(new, _replayed(new, said)))

    def start(self, scenario: Scenario, wish: Wish) -> None:
        """Begin a practice."""
        self._once(lambda: self.desk.start(scenario, self.desk.start_of(scenario, wish)), self.talk)

    def resume(self, session: str) -> None:
        """Go on with a practice."""
        self._once(lambda: self.desk.resume(session), self._go_on)

    def brief(self, scenario: str, wish: Wish) -> None:
        """Load a scenario and show its briefing."""
        self._once(lambda: self.desk.scenario(scenario), lambda loaded: self.briefing(loaded, wish))

    def queue(self) -> None:
        """Show the sessions to review."""
        from trainer.app.review.queue import Queue

        self.go(Queue())

    def transcript(self, session: str, turn: int | None = None) -> None:
        """Show a session to review, at a turn where one is named."""
        from trainer.app.review.transcript import Transcript

        self._once(lambda: self.desk.review.opened(session), lambda opened: self.go(Transcript(opened, turn)))

    def overview(self, asked: Asked) -> None:
        """Show what sessions come to."""
        from trainer.app.review.overview import SHOWN, Overview

        self._once(lambda: self.desk.review.cohort(asked, SHOWN), lambda found: self.go(Overview(found, asked)))

    def agreement(self) -> None:
        """Show how far machine and instructors agree."""
        from trainer.app.review.agreement import AgreementPage

        self._once(self.desk.review.room.agreement, lambda found: self.go(AgreementPage(found)))

    def _once(self, do: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Go somewhere by way of a thread; a second wish while one is under way is the same key pressed twice."""
        if not any(worker.group == "way" and not worker.is_finished for worker in self.workers):
            self.run_worker(lambda: self.attempt(do, then), thread=True, group="way")

    def attempt(self, do: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """On a thread: do something, then show its result, or say why it could not be done."""
        from transcripts.errors import StoreError

        try:
            result = do()
        except (StoreError, LookupError, ValueError, OSError, CannotPlay) as error:
            self.call_from_thread(self.say, trouble_words(error), severity="error")
        else:
            self.call_from_thread(then, result)

    def say(self, text: str, **options: Any) -> None:
        """Tell the person something in passing."""
        from trainer.app.paint import visible

        self.notify(visible(text), markup=False, **options)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the menu offers."""
        from trainer.app.commands import commands

        return commands(self, screen)

    def action_command_palette(self) -> None:
        """Open the menu."""
        from textual.command import CommandPalette

        if not CommandPalette.is_open(self):  # type: ignore[arg-type]  # it only looks at the screen
            self.push_screen(CommandPalette(placeholder=_("要做什么？打几个字找一找"), id="--command-palette"))

    def search_themes(self) -> None:
        """Offer the themes."""
        from textual.command import CommandPalette
        from textual.theme import ThemeProvider

        self.push_screen(CommandPalette(providers=[ThemeProvider], placeholder=_("选一种配色")))

    def action_help_quit(self) -> None:
        """Say how to leave."""
        self.say(_("按 Ctrl+Q 离开；每一句都已经保存。"))


def _replayed(kept: KeptPractice, said: int) -> str:
    """How far replies said again to an edited scenario went."""
    again = len(kept.practice.turns)
    if not said:
        return _("用新版从头开始，原来的一次也留着。")
    if again < said:
        words = _("用新版重放到第 {turn} 句就结束了，后面的 {rest} 句没有说到；原来的一次也留着。")
        return words.format(turn=again, rest=said - again)
    return _("用新版重放了 {turn} 句，原来的一次也留着。").format(turn=again)
