"""What the customer says: a reaction, an answer, a response and the next push, in natural order, never a line twice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from zlib import crc32

from scenarios.model import OTHER, Line, Scenario, pleases
from scoring.labels import LABELS
from trainer.practice.guards import mood_allows
from trainer.practice.hearing import Heard
from trainer.practice.lines import echoes, sentences
from trainer.practice.moment import Moment
from trainer.practice.standing import Standing
from trainer.practice.voices import Voices
from transcripts.records import Spoken

MOST_SENTENCES = 3
MOST_PARTS = 2
"""More thoughts than two in one breath begin to contradict each other."""
_ORDER = ("reaction", "answer", "response", "push", "ending")
_CONSENT = frozenset({"may_wait", "may_move", "may_check", "may_call_back", "accepts", "anything_else"})
_MOST_ANSWERS = 2
_AT_THE_END = frozenset({"name", "number", "identity", "may_call_back"})
"""What is still told on leaving in peace: it is for afterwards."""
_OFFERS = frozenset({"offers_solution", "offers_choice", "commits_time"})
_GOOD = frozenset(label.id for label in LABELS.values() if label.good)
_SILENCE = "……"
_NOTICED = {"greeted": 2, "promised": 3, "apologised": 3}
"""From which time on the customer remarks that something comes again."""
_STAND = 3
"""Met this often in a row without being brought any further, they press all the same."""
_IN_PLACE_OF = {"hostile": "off_topic", "absurd": "off_topic", "bare_yes": "short", "bare_no": "short"}
"""For personas written before there was a kind."""
_GIVES_WAY = {
    "wave_off": ("answer", frozenset({"answer", "response"})),
    "beside": ("reaction", frozenset(_ORDER)),
    "resort": ("push", frozenset(_ORDER)),
    "push": ("push", frozenset({"push"})),
}
"""Parts that are left out where one of others has been said: what they count as, and which others."""
_AS_I_SAID = "我说，"
_IDLE = frozenset({"beside", "short"})
"""Ending in a question, such a reply is one, and no evasion."""
_OFF_THE_POINT = _IDLE | {"off_topic"}
_IN_PARTING = frozenset({"lost", "unresolved"})
"""Kinds of ending after which nobody has a kind word left."""
_A_WORD = 2
"""A reply of no more letters is too short, whatever else it is."""
_REPEATS = 3
"""One turn in so many they do not repeat what they cannot let stand: nobody does every time."""


class Composer:
    """Chooses wordings for one scenario; the seed and the turn decide among those that fit."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario = scenario
        self._persona = scenario.persona
        self._seed = seed
        self._voices = Voices(scenario, seed)
        tables = {**self._persona.reactions, **self._persona.fallbacks}
        self._reacting = {key: lines for key, lines in tables.items() if any(line.by == OTHER for line in lines)}

    def opening(self, standing: Standing) -> tuple[Spoken, ...]:
        """The first words of the session."""
        line = self._pick(self._scenario.states[standing.state].says, standing, standing.used)
        return (self._voices.speak(line, "opening", 0),) if line else ()

    def answer(self, moment: Moment) -> tuple[Spoken, ...]:
        """What the customer says after a reply: the parts that matter most, up to three sentences, in natural order."""
        chosen: list[Spoken] = []
        used, room = set(moment.before.used), MOST_SENTENCES
        who = self._voices.spoken_to(moment.heard.bare)
        for part, tiers in self._parts(moment):
            must = moment.moved_on and part in ("push", "ending")
            fitting = tiers if must else [voiced for lines in tiers for voiced in (self._voices.of(lines, who), lines)]
            line = next((line for lines in fitting if (line := self._pick(lines, moment.after, used, must=must))), None)
            kind, others = _GIVES_WAY.get(part, (part, frozenset()))
            if line is None or (chosen and sentences(line.text) > room) or any(said.part in others for said in chosen):
                continue
            chosen.append(self._voices.speak(line, kind, moment.after.turn, who))
            used.add(line.text)
            room -= sentences(line.text) + self._puts_off(line.id, moment)
            if len(chosen) == MOST_PARTS:
                break
        if len(chosen) == 1:
            chosen += self._chimed_in(chosen[0], moment, used)
        if not chosen:
            chosen.append(Spoken(_SILENCE, "push", "silence", self._voices.lead))
        chosen.sort(key=lambda spoken: _ORDER.index(spoken.part))
        return tuple(self._saying_back(chosen, moment, room))

    def _parts(self, moment: Moment) -> Iterator[tuple[str, Sequence[Sequence[Line]]]]:
        """The parts that apply, the most needed first, each with its wordings, those to use up first before others."""
        push = ("ending" if moment.after.ending else "push", self._push(moment))
        if moment.moved_on:
            yield push
        if self._goes_in_anger(moment):
            if not moment.words_back or moment.heard.beyond_words:
                yield "reaction", [self._last_straw(moment)]
            return
        if moment.asks_again:
            yield push
            return
        yield "reaction", [self._taken_aback(moment.heard)]
        if not moment.moved_on:
            # Written for this very way: nearer to what was said than any general line.
            yield "push", [moment.transition.says]
        yield from (("answer", [lines]) for lines in self._answers(moment))
        yield "response", [self._responses(moment)]
        yield "wave_off", [self._wave_off(moment.heard)]
        yield "reaction", [self._reaction(moment)]
        if not moment.moved_on:
            yield "beside", [self._left_standing(moment.heard)]
            yield "resort" if self._is_met(moment) else push[0], push[1]

    def _goes_in_anger(self, moment: Moment) -> bool:
        """Whether the customer gives up on the agent here: nothing that was brought up is taken up any more."""
        ending = moment.after.ending
        return moment.ran_out or (ending is not None and self._scenario.endings[ending].kind in _IN_PARTING)

    def _chimed_in(self, said: Spoken, moment: Moment, used: set[str]) -> list[Spoken]:
        """Another voice of a group on the same thing, where one alone has reacted."""
        lines = next((lines for lines in self._reacting.values() if said.line in {line.id for line in lines}), ())
        by_lead = said.speaker == self._voices.lead
        line = self._pick([line for line in lines if (line.by == OTHER) is by_lead], moment.after, used)
        return [self._voices.speak(line, said.part, moment.after.turn)] if line else []

    def _is_met(self, moment: Moment) -> bool:
        """Whether a reply that led nowhere still met the customer: they answer it, and press no further this time."""
        heard = moment.heard
        if moment.after.stayed >= _STAND or heard.repeated:
            return False
        asked = "clarifying_question" in heard.labels or any(question not in _CONSENT for question in heard.asked)
        return asked or heard.brings

    def _push(self, moment: Moment) -> Sequence[Sequence[Line]]:
        """Where the reply led: the ending's words, the new state's, or more pressing in the old one."""
        scenario = self._scenario
        if moment.ran_out:
            return [scenario.endings[scenario.leaves].says, self._persona.leaves]
        if moment.after.ending:
            return [moment.transition.says, scenario.endings[moment.after.ending].says]
        state = scenario.states[moment.after.state]
        if moment.moved_on:
            return [moment.transition.says, state.says, state.presses]
        return [state.presses, self._persona.stuck]

    def _taken_aback(self, heard: Heard) -> Sequence[Line]:
        """To a wrong name, the same words again, or a reply with nothing in it to answer to."""
        if heard.misnamed:
            return self._persona.memory.get("misnamed", ())
        if heard.repeated:
            return self._persona.repeated
        fallbacks = self._persona.fallbacks
        asks = heard.gap in _IDLE and heard.open_question
        gap = "question" if asks else heard.gap
        return fallbacks.get(gap) or fallbacks.get(_IN_PLACE_OF.get(gap, ""), ())

    def _last_straw(self, moment: Moment) -> Sequence[Line]:
        """What of a reply the customer still remarks on when giving up on the agent."""
        heard = moment.heard
        return self._taken_aback(heard) if heard.beyond_words else self._reaction(moment)

    def _wave_off(self, heard: Heard) -> Sequence[Line]:
        """To a question that nothing in the files answers; who is offended does not hear it as one."""
        if not heard.open_question or heard.asks_a_point or heard.marred or heard.gap:
            return ()
        return self._persona.fallbacks.get("question") or self._persona.unknown

    def _puts_off(self, line: str, moment: Moment) -> bool:
        """Whether a line, named by its id, puts a question off that can be said back, or nodded to."""
        heard = moment.heard
        lines = self._taken_aback(heard) if heard.gap in _OFF_THE_POINT else self._wave_off(heard)
        return line in {line.id for line in lines} and bool(moment.question_back or moment.nod)

    def _saying_back(self, said: Sequence[Spoken], moment: Moment, room: int) -> Iterator[Spoken]:
        """The parts, with what is said back: a nod, a question put off (几格？这个先放一放), words in the way."""
        if moment.asks_again:
            yield Spoken(_AS_I_SAID, said[0].part, "said-back", said[0].speaker)
        put_off = next((part for part in said if self._puts_off(part.line, moment)), None)
        words = moment.words_back if room > 0 and self._repeats(said, moment) else ""
        if moment.nod:
            words = moment.nod if put_off or room > 0 else ""
        elif put_off:
            words = moment.question_back if room >= 0 else ""
        for part in said:
            if words and part is (put_off or said[0]):
                yield Spoken(words, part.part, "said-back", part.speaker)
            if not (moment.nod and part is put_off):
                yield part

    def _repeats(self, said: Sequence[Spoken], moment: Moment) -> bool:
        """Whether they repeat words of the reply before what they say to it: on going, else two turns in three."""
        if not moment.words_back:
            return False
        if self._goes_in_anger(moment):
            return not moment.heard.beyond_words
        return (self._seed + moment.after.turn) % _REPEATS != 0 and moment.is_all_displeasure(said)

    def _left_standing(self, heard: Heard) -> Sequence[Line]:
        """To words about the matter that neither offend nor bring anything."""
        return () if heard.brings or heard.marred else self._persona.fallbacks.get("beside", ())

    def _reaction(self, moment: Moment) -> Sequence[Line]:
        """To the strongest thing in how the agent spoke: the first in the persona's order that has words left.

        What comes once too often is remarked on in place of any pleasure at it; an insult beyond words still has some.
        Nobody is pleased by the way at what did harm, nor takes offence by the way at what has won them over.
        """
        heard = moment.heard
        if heard.gap or heard.repeated or heard.misnamed:
            return ()
        noticed = self._noticed(moment)
        pleased = not (heard.marred or heard.open_question or moment.soured or self._goes_in_anger(moment))
        offended = not (moment.moved_on and moment.softened)
        for label, written in self._persona.reactions.items():
            if label not in heard.labels or not (pleased if label in _GOOD else offended):
                continue
            a_word = label == "perfunctory" and len(heard.bare) <= _A_WORD
            lines = self._persona.fallbacks.get("short", written) if a_word else written
            if any(line.text not in moment.before.used for line in lines):
                return noticed if noticed and label in _GOOD else lines
        return noticed or (self._persona.fallbacks.get("hostile", ()) if "rude" in heard.labels else ())

    def _noticed(self, moment: Moment) -> Sequence[Line]:
        """What the customer has to say of a promise, an apology or a greeting that has come before."""
        before, after = moment.before.done, moment.after.done
        if moment.after.ending:
            # Whoever has made up their mind does not count promises any more.
            return ()
        for name, times in _NOTICED.items():
            if after.get(name, 0) >= times and after[name] != before.get(name, 0):
                return self._persona.memory.get(name, ())
        return ()

    def _answers(self, moment: Moment) -> Iterator[Sequence[Line]]:
        """To what was asked: facts before leave, and leave once; that it was asked before is said once too."""
        facts = [question for question in moment.heard.asked if question not in _CONSENT]
        leave = [asked for asked in moment.heard.asked if asked in _CONSENT and self._may_give(asked, moment)]
        if moment.after.ending:
            facts = [question for question in facts if question in _AT_THE_END]
        given = [self._answer(question, moment) for question in (facts[:_MOST_ANSWERS] or leave[-1:])]
        for place, lines in enumerate(given):
            if lines is not self._persona.again or place == given.index(lines):
                yield lines

    def _may_give(self, question: str, moment: Moment) -> bool:
        """Whether leave that was asked for is still to be given: what led on has it, and an offer has to be there."""
        if moment.after.ending:
            return question in _AT_THE_END
        if question == "accepts":
            heard = moment.heard
            raised = any(self._scenario.points[name].kind == "offer" for name in heard.points)
            # Whoever is still upset accepts an offer of the case, not whatever sounds like one.
            calm = self._scenario.states[moment.before.state].stage != "venting"
            offered = raised or (calm and bool(_OFFERS & heard.labels))
            return offered and not (moment.moved_on or moment.soured or heard.marred)
        # Whoever goes on to the next thing has more to say.
        return not moment.moved_on or (question in self._scenario.answers and question != "anything_else")

    def _answer(self, question: str, moment: Moment) -> Sequence[Line]:
        """The scenario's answer, else the persona's, else that they do not know; once answered, that they said so."""
        given = (
            answers[question] for answers in (self._scenario.answers, self._persona.answers) if question in answers
        )
        lines = next(given, () if question in _CONSENT else self._persona.unknown)
        # Something more pressing may have come in between: who was asked but never answered has not said it before.
        answered = any(line.text in moment.before.used for line in lines)
        return self._persona.again if answered and question not in _CONSENT else lines

    def _responses(self, moment: Moment) -> Sequence[Line]:
        """To what was brought up and there is something to say about: the new first, of that what moves them most.

        Nobody grants a point to somebody at whom they have just taken offence.
        """
        raised = [point for name, point in self._scenario.points.items() if name in moment.heard.points]
        if moment.took_offence:
            raised = [point for point in raised if not pleases(point.mood)]
        raised.sort(key=lambda point: -sum(map(abs, point.mood.values())))
        new = [point.says for point in raised if point.id not in moment.before.points]
        old = [point.again for point in raised if point.id in moment.before.points]
        return next((lines for lines in chain(new, old) if lines), ())

    def _pick(
        self, lines: Sequence[Line], standing: Standing, used: Iterable[str], *, must: bool = False
    ) -> Line | None:
        """A wording that fits the mood and has not been said; those written for this mood come before general ones.

        One that repeats part of what was said is taken only where something `must` be said.
        """
        said = set(used)
        told = set(standing.points)
        able = [line for line in lines if (self._voices.others or line.by != OTHER) and told.isdisjoint(line.unless)]
        fitting = [line for line in able if line.text not in said and mood_allows(line.mood, standing.mood)]
        fresh = [line for line in fitting if not echoes(line.text, said)] or (fitting if must else [])
        if not fresh:
            return None
        chosen = [line for line in fresh if line.mood] or fresh
        return chosen[crc32(f"{self._seed}:{standing.turn}:{chosen[0].id}".encode()) % len(chosen)]
