"""Rules, the linear model, the network, their blend, and the blend without families or rules, on contexts kept apart.

    python -m bench.compare

All are trained on the same contexts, their limits set on the tenth, eleventh and nineteenth of each batch, and judged
on the twelfth and twentieth. Labels that only one of two readers gave are left out. Needs the `train` extra; takes two
minutes.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from bench.corpus import batches, is_test
from bench.examples import Example, examples
from bench.model import Model, trained
from bench.train import decided, doubtful_rules, limits_of, percents_of, report, scales_of, sworn
from scoring.assess import Scorer

_TUNE = ("10", "11", "19")


def main() -> None:
    scorer, rows = Scorer.load(), list(batches())
    apart = examples([row for row in rows if is_test(row)], scorer)
    rest = examples([row for row in rows if not is_test(row)], scorer)
    tune = [example for example in rest if example.context.rpartition("-")[2] in _TUNE]
    shown = [example for example in rest if example.context.rpartition("-")[2] not in _TUNE]
    print(f"{len(shown)} to train on, {len(tune)} to tune on, {len(apart)} to judge by")
    report("rules alone", np.array([example.ruled for example in apart]), apart)
    asked = [*tune, *apart]
    model = trained(shown)
    linear, network = (part.sums(model.signs.rows(asked)) for part in (model.linear, model.network))
    for name, sums in (("linear", linear), ("network", network), ("blend of both", (linear + network) / 2)):
        _judge(name, sums, tune, apart)
    for name, less in (("families", _without_families), ("rules", _without_rules)):
        fewer: Model = trained([less(example) for example in shown])
        _judge(f"blend without {name}", fewer.sums([less(example) for example in asked]), tune, apart)


def _without_families(example: Example) -> Example:
    around = tuple(name for name in example.seen.around if not name.startswith("*family="))
    return replace(example, seen=replace(example.seen, kin=(), around=around))


def _without_rules(example: Example) -> Example:
    hidden = ("*rule=", "*moves=", "*faults=")
    around = tuple(name for name in example.seen.around if not name.startswith(hidden))
    return replace(example, seen=replace(example.seen, around=around))


def _judge(name: str, sums: Any, tune: list[Example], apart: list[Example]) -> None:
    """Set the limits on some contexts and report on others, with rules' words kept where that is better."""
    doubtful = doubtful_rules(tune)
    scales = scales_of(sums[: len(tune)], tune)
    sure = percents_of(sums, scales)
    limits = limits_of(sure[: len(tune)], tune, sworn(tune, doubtful))
    report(name, decided(sure[len(tune) :], apart, sworn(apart, doubtful), limits), apart)


if __name__ == "__main__":
    main()
