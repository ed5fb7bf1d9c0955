"""Proof of a scenario through the real scorer: every place reached, every way taken as meant, every transcript good.

Exhaustive over state × mood × what guards remember (`places`); a cap that is hit is a problem, never a pass.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from scenarios.claims import check_examples
from scenarios.goldens import BlindReplies, Goldens
from scenarios.model import Gate, Scenario, State
from scenarios.points import point_index
from scenarios.problems import Problem, problem
from scoring.assess import Scorer
from scoring.records import Assessment, Context, Utterance
from trainer.practice.coverage import BLIND_SHARE, Coverage, WayCover
from trainer.practice.facts import facts
from trainer.practice.hearing import Heard, hear
from trainer.practice.places import MOST_PLACES, Places, Walk
from trainer.practice.rehearsal import Rehearsal, rehearse, shortcomings

Way = tuple[str, int]
"""A state and the index of one of its replies."""

_BY_REPLIES = "golden"


@dataclass(frozen=True, slots=True)
class Meant:
    """A reply written for one way, how the customer hears it, and the ways it takes wherever its state is reached."""

    text: str
    way: Way
    assessment: Assessment
    heard: Heard
    taken: frozenset[int] = frozenset()

    @property
    def goes_as_meant(self) -> bool:
        """Whether it takes its own way at some place."""
        return self.way[1] in self.taken


def prove(scenario: Scenario, scorer: Scorer, goldens: Goldens | None = None) -> tuple[Coverage, list[Problem]]:
    """Explore a scenario with its golden replies and play its transcripts; what falls short is told at its line."""
    kept, listener, walk = goldens or Goldens(), _Listener(scenario, scorer), Walk(scenario)
    written = [meant for way, texts in _golden_replies(scenario) for meant in listener.hear(texts, way)]
    said = {name: [meant.heard for meant in written if meant.way[0] == name] for name in scenario.states}
    places = walk.explore(said)
    golden = _taken(walk, places, written)
    asked = (meant for each in kept.blind for meant in listener.hear(each.replies, (each.state, each.way)))
    rehearsals = [rehearse(scenario, scorer, transcript, listener.points) for transcript in kept.transcripts]
    coverage = _coverage(scenario, places, (golden, _taken(walk, places, asked)), rehearsals)
    problems = [
        *check_examples(scenario),
        *_cap(scenario, places),
        *_astray(scenario, golden),
        *_unreached(scenario, coverage),
    ]
    problems += [*_gates(scenario, listener), *kept.problems, *_unclear(coverage, kept.blind)]
    problems += [found for rehearsal in rehearsals for found in shortcomings(rehearsal)]
    return coverage, problems


def context_in(scenario: Scenario, state: State) -> Context:
    """A plausible context for a reply in a state: the case, and what the customer says there."""
    opening = scenario.states[scenario.start].says
    history = (Utterance("customer", opening[0].text),) if opening else ()
    return Context(scenario.channel, state.stage, facts(scenario), history, "".join(line.text for line in state.says))


class _Listener:
    """Hears replies as the customer of one scenario would, each in its state."""

    def __init__(self, scenario: Scenario, scorer: Scorer) -> None:
        self._scorer = scorer
        self.points = point_index(scenario, scorer.rules.words)
        self._contexts = {state.id: context_in(scenario, state) for state in scenario.states.values()}

    def assess(self, text: str, state: str) -> Assessment:
        """What a reply is worth in a state."""
        return self._scorer.assess(text, self._contexts[state], self.points, for_customer=True)

    def hear(self, texts: Iterable[str], way: Way) -> Iterator[Meant]:
        """Replies written for a way."""
        for text in texts:
            assessment = self.assess(text, way[0])
            yield Meant(text, way, assessment, hear(text, assessment, ()))


def _golden_replies(scenario: Scenario) -> Iterator[tuple[Way, tuple[str, ...]]]:
    for state in scenario.states.values():
        yield from (((state.id, way), transition.golden) for way, transition in enumerate(state.replies))


def _taken(walk: Walk, places: Places, replies: Iterable[Meant]) -> list[Meant]:
    @cache
    def taken(state: str, heard: Heard) -> frozenset[int]:
        return walk.taken(places, state, heard)

    return [replace(meant, taken=taken(meant.way[0], replace(meant.heard, bare=""))) for meant in replies]


def _coverage(
    scenario: Scenario, places: Places, replies: tuple[list[Meant], list[Meant]], rehearsals: Iterable[Rehearsal]
) -> Coverage:
    """What golden replies and transcripts reach; `replies` are the golden ones and the blind ones."""
    states = {situation.state for situation in places.reached}
    reached: dict[str, list[str]] = {name: [] for name in scenario.endings}
    for by, ending in (*((_BY_REPLIES, name) for name in sorted(places.endings)), *map(_arrival, rehearsals)):
        if ending:
            reached[ending].append(by)
    return Coverage(
        states={name: name in states for name in scenario.states},
        endings={name: tuple(by) for name, by in reached.items()},
        ways=tuple(_covers(scenario, *replies)),
        places=places.count,
        complete=places.complete,
    )


def _arrival(rehearsal: Rehearsal) -> tuple[str, str]:
    return rehearsal.transcript.name, rehearsal.result.ending


def _covers(scenario: Scenario, golden: list[Meant], blind: list[Meant]) -> Iterator[WayCover]:
    ways = {(meant.way[0], way) for meant in golden for way in meant.taken}
    for state in scenario.states.values():
        for way, transition in enumerate(state.replies):
            written, asked = ([meant for meant in kept if meant.way == (state.id, way)] for kept in (golden, blind))
            yield WayCover(
                state=state.id,
                way=way,
                title=transition.title,
                to=transition.to,
                golden=len(written),
                golden_taken=sum(meant.goes_as_meant for meant in written),
                blind=len(asked),
                blind_taken=sum(meant.goes_as_meant for meant in asked),
                reached=(state.id, way) in ways,
            )


def _cap(scenario: Scenario, places: Places) -> Iterator[Problem]:
    if not places.complete:
        what = f"可能的走法超过 {MOST_PLACES} 种，没能全部走完；请减少心情条件或要点条件"
        yield problem(scenario.path, 1, "E501", what)


def _astray(scenario: Scenario, golden: Iterable[Meant]) -> Iterator[Problem]:
    """Golden replies that never take their own way."""
    for meant in golden:
        if meant.taken and not meant.goes_as_meant:
            place = scenario.states[meant.way[0]].replies[meant.way[1]].place
            yield problem(scenario.path, place.line, "E502", _astray_message(scenario, meant))


def _astray_message(scenario: Scenario, meant: Meant) -> str:
    replies = scenario.states[meant.way[0]].replies
    own, others = replies[meant.way[1]], [replies[way] for way in sorted(meant.taken)]
    went = "、".join(f"“{other.title}”→{other.to}" for other in others)
    text, heard = meant.text[:40], _heard(meant.assessment)
    return f"示范话术“{text}”应走“{own.title}”→{own.to}，却走了{went}；听出的是：{heard}"


def _heard(assessment: Assessment) -> str:
    return "、".join([*assessment.labels, *sorted(assessment.raised())]) or "什么也没听出来"


def _unreached(scenario: Scenario, coverage: Coverage) -> Iterator[Problem]:
    """States and ways that no golden reply reaches, and endings that no transcript reaches either."""
    for state in scenario.states.values():
        if not coverage.states[state.id]:
            yield problem(scenario.path, state.place.line, "E503", f"没有示范话术能走到状态“{state.id}”")
    for way in coverage.ways:
        if coverage.states[way.state] and not way.reached:
            line = scenario.states[way.state].replies[way.way].place.line
            message = f"没有示范话术走得通“{way.state}”里的“{way.title}”→{way.to}"
            yield problem(scenario.path, line, "E504", message)
    for ending in scenario.endings.values():
        if not coverage.endings[ending.id]:
            message = f"没有示范话术、也没有示范对话能走到结局“{ending.id}”"
            yield problem(scenario.path, ending.place.line, "E505", message)


def _unclear(coverage: Coverage, blind: Iterable[BlindReplies]) -> Iterator[Problem]:
    """Ways that those who mean them too often do not take."""
    where = {(each.state, each.way): each for each in blind}
    for way in coverage.ways:
        if way.is_unclear:
            told = where[way.state, way.way]
            share = f"{way.blind} 句里有 {way.blind_taken} 句走了这条路，应有 {BLIND_SHARE}% 以上"
            message = f"照“{way.title}”的意思盲写的话，{share}；请放宽条件，或者把 title 写清楚"
            yield problem(told.path, told.line, "W512", message)


def _gates(scenario: Scenario, listener: _Listener) -> Iterator[Problem]:
    """Replies written to break a gate that do not break it."""
    for gate in scenario.gates:
        for text in gate.breaks:
            assessment = listener.assess(text, scenario.start)
            shown = gate.name in assessment.labels or gate.name in assessment.raised()
            if shown is gate.must:
                yield problem(scenario.path, gate.place.line, "E506", _gate_message(gate, text, assessment))


def _gate_message(gate: Gate, text: str, assessment: Assessment) -> str:
    wanted = "不应算做到" if gate.must else "应当碰到"
    return f"红线 {gate.id} 的例句“{text[:40]}”{wanted}“{gate.name}”；听出的是：{_heard(assessment)}"
