"""Rules, a linear model, the network without and with families of words, and blends, on contexts never trained on.

    python -m bench.compare

All are trained on the same contexts, their limits set on the tenth, eleventh and nineteenth of each batch, and judged
on the twelfth and twentieth. Labels that only one of two readers gave are left out. Needs the `train` extra;
takes about twenty minutes on two cores.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import torch

from bench.corpus import batches, is_test
from bench.examples import Example, examples
from bench.linear import linear_logits
from bench.network import logits, trained
from bench.pieces import Vocabulary
from bench.train import decided, limits_of, percents_of, report, scales_of
from scoring.assess import Scorer

_TUNE = ("10", "11", "19")


def main() -> None:
    torch.set_num_threads(2)
    scorer, rows = Scorer.load(), list(batches())
    apart = examples([row for row in rows if is_test(row)], scorer)
    rest = examples([row for row in rows if not is_test(row)], scorer)
    tune = [example for example in rest if example.context.rpartition("-")[2] in _TUNE]
    shown = [example for example in rest if example.context.rpartition("-")[2] not in _TUNE]
    print(f"{len(shown)} to train on, {len(tune)} to tune on, {len(apart)} to judge by")
    report("rules alone", np.array([example.ruled for example in apart]), apart)
    asked = [*tune, *apart]
    linear = linear_logits(shown, asked)
    _judge("linear", linear, tune, apart)
    network = _network(shown, asked)
    _judge("network", network, tune, apart)
    _judge("blend of both", linear * 0.3 + network * 0.7, tune, apart)
    for name, less in (("families", _without_families), ("rules", _without_rules)):
        _judge(f"network without {name}", _network(*([less(e) for e in part] for part in (shown, asked))), tune, apart)


def _network(shown: list[Example], asked: list[Example]) -> Any:
    vocabulary = Vocabulary.of(shown)
    return logits(trained(shown, vocabulary, 0), asked, vocabulary)


def _without_families(example: Example) -> Example:
    around = tuple(name for name in example.seen.around if not name.startswith("*family="))
    return replace(example, seen=replace(example.seen, families=((),) * len(example.seen.letters), around=around))


def _without_rules(example: Example) -> Example:
    hidden = ("*rule=", "*moves=", "*faults=")
    around = tuple(name for name in example.seen.around if not name.startswith(hidden))
    return replace(example, seen=replace(example.seen, around=around))


def _judge(name: str, sums: Any, tune: list[Example], apart: list[Example]) -> None:
    """Set the limits on some contexts and report on others, with rules' words kept where that is better."""
    scales = scales_of(sums[: len(tune)], tune)
    sure = percents_of(sums, scales)
    limits = limits_of(sure[: len(tune)], tune)
    said = np.array([example.ruled for example in apart])
    report(name, decided(sure[len(tune) :], said, limits), apart)


if __name__ == "__main__":
    main()
