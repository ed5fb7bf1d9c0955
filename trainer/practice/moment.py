"""One turn between the customer and the agent."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.model import Transition
from trainer.practice.hearing import Heard
from trainer.practice.said_back import confirmation, question_back, words_back
from trainer.practice.standing import Standing
from trainer.practice.turn_taking import asks_again
from transcripts.records import Spoken


@dataclass(frozen=True, slots=True)
class Moment:
    """One turn as the composer sees it: where the customer stood, stands now, and what was heard in between."""

    before: Standing
    after: Standing
    heard: Heard
    transition: Transition
    ran_out: bool

    @property
    def moved_on(self) -> bool:
        """Whether the reply brought the customer somewhere else."""
        return self.after.state != self.before.state

    @property
    def led_nowhere(self) -> bool:
        """Whether the customer stays where they were, by words that were neither empty nor the same again."""
        heard = self.heard
        return not (self.moved_on or self.after.ending or heard.repeated) and heard.gap in ("", "beside")

    @property
    def asks_again(self) -> bool:
        """Whether the agent only asks what was just said, and has to hear it in other words."""
        heard = self.heard
        brings = heard.points or heard.asked or heard.offends or heard.repeated
        return not (self.moved_on or brings) and asks_again(heard.reply)

    @property
    def question_back(self) -> str:
        """The question a reply leaves open as the customer says it back; empty where it cannot be."""
        return question_back(self.heard.reply) if self.heard.open_question else ""

    @property
    def nod(self) -> str:
        """What the customer says to a question that only repeats their own words; empty to any other."""
        return confirmation(self.heard.reply, self.before.used) if self.heard.open_question else ""

    @property
    def words_back(self) -> str:
        """The words of a reply they would repeat where it does not suit them, the first time; or an empty text."""
        words = words_back(self.heard.reply, self.heard.faults)
        return "" if words in self.before.used else words

    @property
    def _moves(self) -> tuple[int, int]:
        before, after = self.before.mood, self.after.mood
        return before.anger - after.anger, after.trust - before.trust

    @property
    def soured(self) -> bool:
        """Whether the reply as a whole did harm."""
        return min(self._moves) < 0

    @property
    def softened(self) -> bool:
        """Whether the reply as a whole did good, and no harm."""
        return min(self._moves) >= 0 < max(self._moves)

    @property
    def took_offence(self) -> bool:
        """Whether the reply drove the customer somewhere worse."""
        return self.moved_on and self.soured

    def is_all_displeasure(self, said: Sequence[Spoken]) -> bool:
        """Whether all the customer has for a reply that led nowhere is displeasure, or more pressing."""
        heard = self.heard
        if not self.led_nowhere or not {part.part for part in said} <= {"reaction", "push"}:
            return False
        return heard.marred or not (heard.brings or (said[0].part == "reaction" and not heard.gap))
