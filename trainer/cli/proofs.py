"""Proves scenarios, several at once, and remembers what came of each by the hash of all it rests on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scoring import cache
from scoring.yamlfile import YamlError, read_bytes

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from scenarios.problems import Problem
    from scoring.assess import Scorer
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
_FEW: Final = 3
"""So few are proved sooner here than by processes that have to start first."""


class Proof(NamedTuple):
    """What came of a scenario."""

    coverage: Coverage
    problems: list[Problem]


def prove_each(
    scenarios: Sequence[Scenario], scorer: Scorer, own: tuple[Path, ...] = (), *, blind: bool = True
) -> list[Proof]:
    """The proof of every scenario, in their order; the scorer is the one with the rules of the folders `own`.

    `blind`: whether blind replies are counted too, which takes as long as all else and is no matter of right or wrong.
    """
    key = hashlib.sha256(f"{scorer.version}\n{blind}\n{cache.code_stamp(*_RESTS_ON)}".encode()).hexdigest()
    before = cache.load(_KIND, key)
    known: dict[str, Any] = before if isinstance(before, dict) else {}
    digests = [_digest(scenario) for scenario in scenarios]
    proofs = {digest: proof for digest in digests if (proof := _unpacked(known.get(digest)))}
    missing = {digest: each for digest, each in zip(digests, scenarios, strict=True) if digest not in proofs}
    if missing:
        proofs |= zip(missing, _worked_out([*missing.values()], scorer, own, blind=blind), strict=True)
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


def _worked_out(scenarios: Sequence[Scenario], scorer: Scorer, own: tuple[Path, ...], *, blind: bool) -> list[Proof]:
    """Prove scenarios: a few here, more of them with a process for each core."""
    cores = os.cpu_count() or 1
    if len(scenarios) > _FEW and cores > 1:
        from concurrent import futures

        # Some systems let nobody start processes, or kill them: then it takes longer.
        refused = suppress(OSError, ImportError, NotImplementedError, futures.BrokenExecutor)
        with refused, futures.ProcessPoolExecutor(min(cores, len(scenarios))) as pool:
            return list(pool.map(partial(_proved_elsewhere, own, blind), scenarios))
    return [_proved(scenario, scorer, blind) for scenario in scenarios]


def _proved(scenario: Scenario, scorer: Scorer, blind: bool) -> Proof:
    from scenarios.goldens import read_goldens
    from trainer.practice.prove import prove

    kept = read_goldens(scenario)
    return Proof(*prove(scenario, scorer, kept if blind else replace(kept, blind=())))


def _proved_elsewhere(own: tuple[Path, ...], blind: bool, scenario: Scenario) -> Proof:
    """The same in a process of its own, which has its own scorer."""
    return _proved(scenario, _scorer_there(own), blind)


@lru_cache(maxsize=1)
def _scorer_there(own: tuple[Path, ...]) -> Scorer:
    from scoring.assess import Scorer

    return Scorer.load(own=own) if own else Scorer.load()


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
