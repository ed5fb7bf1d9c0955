"""The phrase engine beside its peers: one run, all engines taking turns on the same chunks of replies.

    python -m bench.phrases [--replies 200] [--hostile]

Every reply of the corpus is read once by an engine and never again, so that no cache flatters; times are CPU time of
the thread for one reply. Peers are looked up, never needed; what is missing is said. To have them all, in an
environment of their own beside the requirements of this project:

    pip install spacy==3.8.18 jieba==0.42.1 pandas numpy scipy scikit-learn nltk matplotlib msgpack-numpy clean-text \
        unidecode tqdm requests dill pymongo dnspython joblib
    pip install --no-deps convokit==5.0.0

ConvoKit's own Chinese model is a download of its own; its strategies run on the words of jieba, cut by spaCy's blank
Chinese pipeline, as its transform_utterance() does. `--hostile` measures phrases made to be slow instead.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterable

from bench.corpus import batches
from bench.phrase_peers import hostile_phrases, hostile_texts, made_up, peers, realistic, spread
from scoring.assess import Scorer
from scoring.matcher import Group, PhraseIndex
from scoring.records import Context
from scoring.text import fold

CHUNK = 20
GROWTH_BAR = 1.3
REPLY_BAR = 50
Engine = Callable[[str], object]


def replies(count: int) -> list[str]:
    """Replies of the corpus, folded, none twice, in an order of their own."""
    texts = list(dict.fromkeys(fold(str(row["reply"])).text for row in batches()))
    random.Random(20261122).shuffle(texts)
    return texts[:count]


def index(phrases: Iterable[str]) -> PhraseIndex:
    """Our index over phrases, each a group of its own."""
    return PhraseIndex(Group.of(str(i), [phrase], {}) for i, phrase in enumerate(phrases))


def engine(phrases: Iterable[str]) -> Engine:
    """Our index as a function of a reply."""
    made = index(phrases)
    return lambda text: sum(1 for _ in made.find(text))


def assessing() -> Engine:
    """The whole of marking, with the rules shipped."""
    scorer, context = Scorer.load(), Context()
    return lambda text: scorer.assess(text, context)


def timed(run: Engine, text: str) -> float:
    """CPU microseconds for one reply."""
    started = time.thread_time()
    run(text)
    return (time.thread_time() - started) * 1e6


def interleaved(engines: dict[str, Engine], texts: list[str]) -> dict[str, list[float]]:
    """Times of every engine on every text, engines taking turns on chunks, another one first each time."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    names = list(engines)
    for number, start in enumerate(range(0, len(texts), CHUNK)):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            times[name] += [timed(engines[name], text) for text in texts[start : start + CHUNK]]
    return times


def all_engines(used: list[str]) -> dict[str, Engine]:
    """Ours, the whole of marking, and every peer that is here, by a name that says how many phrases it knows."""
    missed, met = made_up(8000, used), realistic(8000, used)
    found: dict[str, Engine] = {"assess, shipped rules": assessing()}
    for size in (800, 8000):
        found[f"ours {size}, no hits"] = engine(spread(missed, size))
        found[f"ours {size}"] = engine(spread(met, size))
        found |= {f"{name} {size}": made for name, made in peers(spread(met, size)).items()}
    return found | peers([])


def ratio(times: dict[str, list[float]], one: str, other: str) -> str:
    """How many times as long one engine takes as another, by medians, in this run."""
    if one not in times or other not in times:
        return "-"
    return f"{statistics.median(times[one]) / statistics.median(times[other]):.2f}"


def report(times: dict[str, list[float]]) -> None:
    print(f"{'engine':28s} {'median µs':>10s} {'p99 µs':>10s} {'to ours of its size':>20s}")
    for name, taken in sorted(times.items()):
        size = next((size for size in (8000, 800) if str(size) in name), 800)
        p99 = sorted(taken)[int(len(taken) * 0.99)]
        print(f"{name:28s} {statistics.median(taken):10.0f} {p99:10.0f} {ratio(times, name, f'ours {size}'):>20s}")
    print("growth from 800 to 8,000 phrases with hits: " + ratio(times, "ours 8000", "ours 800"))
    print("without hits, peers between: " + ratio(times, "ours 8000, no hits", "ours 800, no hits"))
    for peer in ("convokit", "re loop 800", "re loop 8000"):
        print(f"assess against {peer}: {ratio(times, 'assess, shipped rules', peer)}")


def report_growth(engines: dict[str, Engine], texts: list[str]) -> None:
    """Ours alone: peers that run in between empty the processor's cache, which says nothing of the index."""
    times = interleaved({name: run for name, run in engines.items() if name.endswith("no hits")}, texts)
    growth = ratio(times, "ours 8000, no hits", "ours 800, no hits")
    verdict = "ok" if float(growth) <= GROWTH_BAR else "ABOVE"
    print(f"without hits, no peers between ({len(texts)} more replies): {growth}   bar {GROWTH_BAR}   {verdict}")


def compare(count: int) -> None:
    """Ours beside the peers; some texts only warm engines up."""
    texts = replies(count * 6)
    engines = all_engines(replies(10_000))
    for run in engines.values():
        for text in texts[count : count + count // 10]:
            run(text)
    print(f"{count} replies, median {statistics.median(map(len, texts[:count])):.0f} letters, each new to every engine")
    report(interleaved(engines, texts[:count]))
    report_growth(engines, texts[count * 2 :])


def hostile() -> None:
    """Phrases within the limits, made to be slow, on replies of 2,000 letters: first sight, then the best of three."""
    print(f"{'8,000 phrases':28s} {'load s':>8s} {'first ms':>10s} {'then ms':>10s}   worst reply   bar {REPLY_BAR} ms")
    for name, phrases in hostile_phrases(8000).items():
        started = time.thread_time()
        made = engine(phrases)
        loaded = time.thread_time() - started
        first = {label: timed(made, text) / 1000 for label, text in hostile_texts().items()}
        then = {label: min(timed(made, text) for _ in range(3)) / 1000 for label, text in hostile_texts().items()}
        worst = max(then, key=lambda label: then[label])
        print(f"{name:28s} {loaded:8.2f} {max(first.values()):10.0f} {then[worst]:10.0f}   {worst}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--replies", type=int, default=200)
    parser.add_argument("--hostile", action="store_true")
    given = parser.parse_args()
    if given.hostile:
        hostile()
    else:
        compare(given.replies)


if __name__ == "__main__":
    main()
