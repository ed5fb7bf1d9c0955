"""One practice: scorer, customer and what was said, turn by turn. The clock's readings are passed in, never taken."""

from functools import cached_property

from scenarios.model import Mood, Scenario
from scenarios.points import point_index
from scoring.assess import Scorer
from scoring.points import PointIndex
from scoring.records import Assessment, Context, Utterance
from scoring.text import LONGEST, clean
from trainer.practice.copies import Copies
from trainer.practice.customer import Customer
from trainer.practice.facts import facts
from trainer.practice.guards import first_way
from trainer.practice.hearing import Heard, hear
from trainer.practice.standing import Standing
from trainer.practice.trace import Trace
from trainer.practice.turn_taking import Setting, matter
from transcripts.records import Mode, Spoken, Turn

PACE = 45.0
DRAIN = 30.0
"""In timed mode a reply may take PACE seconds; each further DRAIN seconds begun cost one step of patience."""


class Practice:
    """A session in memory. Same scenario, rules, seed, mode, start, replies and times: the same session.

    `points` are those of the scenario, where they have been made ready before: that takes longest of a start.
    `copies`: whether a model wording said where it answers nothing counts as gaming. `read`: whether anybody will read
    the findings; where nobody does, they are left without their words.
    """

    def __init__(
        self,
        scenario: Scenario,
        scorer: Scorer,
        *,
        seed: int = 0,
        mode: Mode = "practice",
        state: str | None = None,
        mood: Mood | None = None,
        points: PointIndex | None = None,
        copies: bool = True,
        read: bool = True,
    ) -> None:
        self.scenario = scenario
        self.scorer = scorer
        self.seed = seed
        self.mode = mode
        self.turns: list[Turn] = []
        self._customer = Customer(scenario, seed)
        self._points = points or point_index(scenario, scorer.rules.words)
        self._copies = Copies(scenario) if copies else None
        self._read = read
        first = Standing(state or scenario.start, mood or scenario.mood)
        self.start, self.opening = self._customer.begin(first)
        self.standing = self.start

    def resume(self, opening: tuple[Spoken, ...], turns: tuple[Turn, ...]) -> None:
        """Go on after these turns, as they were kept, whatever today's scorer would say of them."""
        self.opening = opening
        self.start = self.start.saying(frozenset(part.text for part in opening))
        self.turns = list(turns)
        self.standing = Standing.from_json(turns[-1].standing) if turns else self.start

    @property
    def ended(self) -> bool:
        """Whether the session has come to an ending."""
        return self.standing.ending is not None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The case as lines."""
        return facts(self.scenario)

    @cached_property
    def _matter(self) -> frozenset[str]:
        return matter(self.scenario)

    def prepare(self) -> None:
        """Make ready what the first reply would have to wait for."""
        self._points.prepare()

    def context(self) -> Context:
        """What the next reply is judged in."""
        said = self._history()
        last = said[-1].text if said and said[-1].role == "customer" else ""
        stage = self.scenario.states[self.standing.state].stage if not self.ended else "closing"
        return Context(self.scenario.channel, stage, self.facts, tuple(said[:-1]), last)

    def _history(self) -> list[Utterance]:
        said = [Utterance("customer", spoken_text(self.opening))]
        for turn in self.turns:
            said += [Utterance("agent", turn.reply), Utterance("customer", spoken_text(turn.said))]
        return said

    def reply(self, text: str, *, seconds: float | None = None, hints: int = 0, trace: Trace | None = None) -> Turn:
        """Say something to the customer. Raises ValueError once the session has ended. A trace is given what led on."""
        if self.ended:
            raise ValueError("the session has ended")
        text = clean(text)
        before = self.standing
        assessment, heard = self._understood(text, before)
        response = self._customer.respond(before, heard, self._drained(seconds), trace)
        if trace is not None:
            trace.heard = heard
        self.standing = response.standing
        turn = Turn(
            number=self.standing.turn,
            reply=text,
            seconds=seconds,
            hints=hints,
            assessment=assessment,
            state=before.state,
            to=self.standing.state,
            way=response.way,
            mood_before=before.to_json()["mood"],
            mood=self.standing.to_json()["mood"],
            said=response.said,
            standing=self.standing.to_json(),
        )
        self.turns.append(turn)
        return turn

    def _understood(self, text: str, before: Standing) -> tuple[Assessment, Heard]:
        """What a reply is worth and what the customer hears of it."""
        # The customer hears what is marked; the whole reply is kept once, in its turn.
        context, audible = self.context(), text[:LONGEST]
        assessment = self.scorer.assess(text, context, self._points, for_customer=not self._read)
        setting = Setting(context.customer, self._matter)
        heard = hear(audible, assessment, before.heard, setting)
        if not assessment.gaming and self._is_out_of_place(text, heard, before):
            assessment = self.scorer.assess(text, context, self._points, pasted=True, for_customer=not self._read)
            heard = hear(audible, assessment, before.heard, setting)
        return assessment, heard

    def _is_out_of_place(self, text: str, heard: Heard, before: Standing) -> bool:
        """Whether a reply is a model wording of another state, little else, that answers nothing in this one."""
        copy = self._copies.find(text, before.state) if self._copies else None
        if copy is None or copy.fits or not copy.fills:
            return False
        state = self.scenario.states[before.state]
        return state.replies[first_way(state, heard, before)].when is None

    def take_back(self, standing: Standing) -> None:
        """Forget the last turn, which could not be kept."""
        self.turns.pop()
        self.standing = standing

    def _drained(self, seconds: float | None) -> int:
        if self.mode != "timed" or seconds is None or seconds <= PACE:
            return 0
        return int(-(-(seconds - PACE) // DRAIN))

    def before_turn(self, number: int) -> "Practice":
        """A new practice of the same kind that stands where this one stood before a turn, to try it again."""
        again = Practice(
            self.scenario,
            self.scorer,
            seed=self.seed,
            mode=self.mode,
            points=self._points,
            copies=self._copies is not None,
            read=self._read,
        )
        again.start = self.start
        again.resume(self.opening, tuple(self.turns[: number - 1]))
        return again


def spoken_text(said: tuple[Spoken, ...]) -> str:
    """What the customer's side said in a turn, as one text."""
    return "".join(part.text for part in said)
