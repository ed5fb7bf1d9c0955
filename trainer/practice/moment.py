"""One turn between the customer and the agent."""

from dataclasses import dataclass

from scenarios.model import Transition
from trainer.practice.hearing import Heard
from trainer.practice.standing import Standing


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
    def asks_again(self) -> bool:
        """Whether the agent only asks what was just said, and has to hear it in other words."""
        return self.heard.asks_again and not (self.moved_on or self.heard.repeated)

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
