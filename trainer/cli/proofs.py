"""Proves scenarios, several at once, and remembers what came of each by the hash of all it rests on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from scoring import cache
from scoring.phrases import parsed, remember
from scoring.yamlfile import YamlError, read_bytes

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from scenarios.model import Scenario
    from scenarios.problems import Problem
    from scoring.assess import Scorer
    from scoring.phrases import Phrase
    from trainer.practice.coverage import Coverage

_KIND: Final = "proofs"
_RESTS_ON: Final = (
    "trainer/practice/*.py",
    "scenarios/*.py",
    "scoring/*.py",
    "scoring/*.json",
    "scoring/*.txt",
    "transcripts/*.py",
)
_MOST_KEPT: Final = 300
_REFUSED: Final = (OSError, ImportError, NotImplementedError, BrokenExecutor)
_FEW: Final = 1
"""So few are proved sooner here than by a process that has to start first."""


class Proof(NamedTuple):
    """What came of a scenario."""

    coverage: Coverage
    problems: list[Problem]


def prove_each(
    scenarios: Iterable[Scenario], scorer: Scorer, own: tuple[Path, ...] = (), *, blind: bool = True
) -> list[Proof]:
    """The proof of every scenario, in their order; the scorer is the one with the rules of the folders `own`.

    The first are proved while the later ones are still being read. `blind`: whether blind replies are counted too,
    which takes as long as all else and is no matter of right or wrong.
    """
    key = hashlib.sha256(f"{scorer.version}\n{blind}\n{cache.code_stamp(*_RESTS_ON)}".encode()).hexdigest()
    before = cache.load(_KIND, key)
    known: dict[str, Any] = before if isinstance(before, dict) else {}
    digests: list[str] = []
    proofs: dict[str, Proof] = {}
    with _Workers(scorer, own, blind=blind) as workers:
        for scenario in scenarios:
            digests.append(digest := _digest(scenario))
            if proof := _unpacked(known.get(digest)):
                proofs[digest] = proof
            else:
                workers.take(digest, scenario)
        missing = workers.proofs()
    if missing:
        proofs |= missing
        # Those that nobody has asked about for longest stand first, and are let go.
        older = {digest: kept for digest, kept in known.items() if digest not in proofs}
        kept = older | {digest: _packed(proof) for digest, proof in proofs.items()}
        cache.store(_KIND, key, dict([*kept.items()][-_MOST_KEPT:]))
    return [proofs[digest] for digest in digests]


def _digest(scenario: Scenario) -> str:
    """Stands for the scenario, its persona and what lies in its golden folder, and for where they are."""
    from scenarios.folder import golden_files

    texts = [scenario.path, scenario.text, scenario.persona.text]
    digest = hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass"))
    for path in golden_files(Path(scenario.path)):
        try:
            raw = read_bytes(path)
        except YamlError as error:
            raw = error.message.encode("utf-8", "surrogatepass")
        digest.update(f"\n{path.name}\n{len(raw)}\n".encode("utf-8", "surrogateescape"))
        digest.update(raw)
    return digest.hexdigest()


class _Workers:
    """Proves scenarios as they come: a few here, more of them with a process for each core."""

    def __init__(self, scorer: Scorer, own: tuple[Path, ...], *, blind: bool) -> None:
        self._scorer, self._own, self._blind = scorer, own, blind
        self._taken: dict[str, Scenario] = {}
        self._begun: dict[str, Future[Proof]] = {}
        self._pool: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def take(self, digest: str, scenario: Scenario) -> None:
        """Prove it some time before proofs() returns."""
        self._taken[digest] = scenario
        cores = os.cpu_count() or 1
        if self._pool is None and len(self._taken) > _FEW and cores > 1:
            self._pool = _pool(cores, self._scorer, self._own)
        if self._pool is not None:
            with suppress(*_REFUSED):
                waiting = {name: each for name, each in self._taken.items() if name not in self._begun}
                for name, each in waiting.items():
                    known = parsed(phrase for point in each.points.values() for phrase in (*point.phrases, *point.acts))
                    self._begun[name] = self._pool.submit(_proved_there, each, known, blind=self._blind)

    def proofs(self) -> dict[str, Proof]:
        """The proof of each that was taken. What no process proved is proved here."""
        found: dict[str, Proof] = {}
        for digest, scenario in self._taken.items():
            # Some systems let nobody start processes, or kill them: then it takes longer.
            with suppress(*_REFUSED):
                if digest in self._begun:
                    found[digest] = self._begun[digest].result()
            if digest not in found:
                found[digest] = _proved(scenario, self._scorer, blind=self._blind)
        return found


def _pool(cores: int, scorer: Scorer, own: tuple[Path, ...]) -> Executor | None:
    """Processes with a scorer: the one here where they begin as copies of this process, else one of their own."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_start_method

    given = scorer if get_start_method() == "fork" else None
    with suppress(*_REFUSED):
        return ProcessPoolExecutor(cores, initializer=_begin, initargs=(given, own))
    return None


_scorer_there: list[Scorer] = []
"""The scorer of a process that proves."""


def _begin(given: Scorer | None, own: tuple[Path, ...]) -> None:
    import gc

    from scoring.assess import Scorer

    # What a proof makes is let go by itself; to look for rings among it takes a hundredth of the time and finds none.
    gc.disable()
    _scorer_there.append(given or (Scorer.load(own=own) if own else Scorer.load()))


def _proved(scenario: Scenario, scorer: Scorer, *, blind: bool) -> Proof:
    from scenarios.goldens import read_goldens
    from trainer.practice.prove import prove

    kept = read_goldens(scenario)
    return Proof(*prove(scenario, scorer, kept if blind else replace(kept, blind=())))


def _proved_there(scenario: Scenario, known: Mapping[str, Phrase], *, blind: bool) -> Proof:
    """The same in a process of its own, which need not parse again the phrases that are `known`."""
    remember(known)
    return _proved(scenario, _scorer_there[-1], blind=blind)


def _packed(proof: Proof) -> dict[str, Any]:
    return {"coverage": proof.coverage.as_json(), "problems": [list(found) for found in proof.problems]}


def _unpacked(kept: Any) -> Proof | None:
    """The proof a cache kept, or None where it is not what was stored."""
    from scenarios.problems import Problem
    from trainer.practice.coverage import Coverage

    try:
        return Proof(Coverage.from_json(kept["coverage"]), [Problem(*entry) for entry in kept["problems"]])
    except (KeyError, TypeError):
        return None
