"""The model of the learned detectors, trained with numpy: a linear one and a small network, on the same signs.

Both look at the runs of letters a reply holds and at the signs around it. The linear one is logistic regression for
each output. The network has one hidden layer and learns the readers' marks with the labels, because marks say more of
a reply than labels alone; they are not kept. Runs count the less the more of them a reply holds. What the model says
is the mean of both. Adagrad, one reply at a time, in the same order each time.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.examples import Example
from bench.judging import chance
from scoring.labels import MARKS
from scoring.learned import HIDDEN, OUTPUTS, WHOLE, key_of, weight_of
from scoring.signs import Seen, runs

SELDOM = 2
"""What fewer replies hold is left out."""
EPOCHS_LINEAR, EPOCHS_NETWORK = 12, 8
RATE = 0.1
SHRINK_LINEAR, SHRINK_NETWORK = 1e-3, 1e-4
START_LINEAR, START_NETWORK = 3.0, 0.3
"""What the sums of squares that slow each weight down start at."""
DROP_SIGNS, DROP_HIDDEN = 0.4, 0.3
"""Shares left out while the network is trained."""
_TARGETS = len(OUTPUTS) + len(MARKS)


@dataclass(frozen=True)
class Signs:
    """Names by row: signs around, which begin with `*`, and runs."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, shown: Sequence[Example]) -> "Signs":
        """What is not too seldom in replies that have labels, no run with the key of another."""
        labelled = (example for example in shown if example.counts.sum() > 1)
        times = Counter(name for example in labelled for name in names_of(example.seen))
        by_key = {key_of(name): name for name, count in sorted(times.items()) if count >= SELDOM}
        return cls(tuple(sorted(by_key.values())))

    def rows(self, asked: Sequence[Example]) -> list[tuple[Any, Any]]:
        """For each example the rows of its signs and how much each counts."""
        place = {name: i for i, name in enumerate(self.names)}
        around = np.array([name.startswith("*") for name in self.names])
        found = []
        for example in asked:
            rows = np.array(sorted(place[name] for name in names_of(example.seen) if name in place), np.int64)
            weight = weight_of(int((~around[rows]).sum())) / WHOLE
            found.append((rows, np.where(around[rows], 1, weight).astype(np.float32)))
        return found


@dataclass(frozen=True)
class Linear:
    """`weights`: a row for each sign, a column for each output."""

    weights: Any

    def sums(self, rows: Sequence[tuple[Any, Any]]) -> Any:
        """A row for each reply, a column for each output."""
        return np.array([counts @ self.weights[at] for at, counts in rows])


@dataclass(frozen=True)
class Network:
    """`inner`: a row for each sign, a column for each hidden number, `bias` added; `outer`: their weights."""

    inner: Any
    bias: Any
    outer: Any

    def sums(self, rows: Sequence[tuple[Any, Any]]) -> Any:
        """A row for each reply, a column for each output."""
        hidden = [np.maximum(counts @ self.inner[at] + self.bias, 0) for at, counts in rows]
        return np.array(hidden) @ self.outer[: len(OUTPUTS)].T


@dataclass(frozen=True)
class Model:
    """Both, on the same signs."""

    signs: Signs
    linear: Linear
    network: Network

    def sums(self, asked: Sequence[Example]) -> Any:
        """What the model says of examples: a row each, a column for each output."""
        rows = self.signs.rows(asked)
        return (self.linear.sums(rows) + self.network.sums(rows)) / 2


def names_of(seen: Seen) -> set[str]:
    """All that is weighed of a reply."""
    return {*seen.around, *(name for _, _, name in runs(seen))}


def trained(shown: Sequence[Example]) -> Model:
    """A model trained on examples."""
    signs = Signs.of(shown)
    rows = signs.rows(shown)
    return Model(signs, linear(shown, rows, len(signs.names)), network(shown, rows, len(signs.names)))


class Adagrad:
    """Weights that move the less the more they have moved."""

    def __init__(self, weights: Any, start: float) -> None:
        self.weights = weights
        self._slowed = np.full_like(weights, start)

    def move(self, gradient: Any, rate: float, at: Any = slice(None)) -> None:
        """A step against the gradient, of the rows named."""
        slowed = self._slowed[at] + gradient * gradient
        self._slowed[at] = slowed
        self.weights[at] -= rate * gradient / np.sqrt(slowed)


def linear(shown: Sequence[Example], rows: Sequence[tuple[Any, Any]], size: int) -> Linear:
    """Logistic regression for each output."""
    weights = Adagrad(np.zeros((size, len(OUTPUTS)), np.float32), START_LINEAR)
    order = np.random.default_rng(0)
    for _ in range(EPOCHS_LINEAR):
        for i in order.permutation(len(shown)):
            (at, counts), example = rows[i], shown[i]
            wrong = (chance(counts @ weights.weights[at]) - example.given) * example.counts
            weights.move(counts[:, None] * wrong[None, :] + SHRINK_LINEAR * weights.weights[at], RATE, at)
    return Linear(weights.weights)


def network(shown: Sequence[Example], rows: Sequence[tuple[Any, Any]], size: int) -> Network:
    """One hidden layer for all outputs and marks together."""
    order = np.random.default_rng(0)
    inner = Adagrad(order.normal(0, 0.05, (size, HIDDEN)).astype(np.float32), START_NETWORK)
    outer = Adagrad(order.normal(0, HIDDEN**-0.5, (_TARGETS, HIDDEN)).astype(np.float32), START_NETWORK)
    bias = Adagrad(np.zeros(HIDDEN, np.float32), START_NETWORK)
    given, counted = _targets(shown)
    steps, step = EPOCHS_NETWORK * len(shown), 0
    for _ in range(EPOCHS_NETWORK):
        for i in order.permutation(len(shown)):
            step += 1
            rate = RATE * (1 - 0.9 * step / steps)
            kept = order.random(len(rows[i][0])) > DROP_SIGNS
            at, counts = rows[i][0][kept], rows[i][1][kept]
            sums = counts @ inner.weights[at] + bias.weights
            open_ = ((sums > 0) * (order.random(HIDDEN) > DROP_HIDDEN) / (1 - DROP_HIDDEN)).astype(np.float32)
            hidden = sums * open_
            wrong = (_said(outer.weights @ hidden) - given[i]) * counted[i]
            back = (outer.weights.T @ wrong) * open_
            outer.move(np.outer(wrong, hidden), rate)
            bias.move(back, rate)
            inner.move(counts[:, None] * back[None, :] + SHRINK_NETWORK * inner.weights[at], rate, at)
    return Network(inner.weights, bias.weights, outer.weights)


def _targets(shown: Sequence[Example]) -> tuple[Any, Any]:
    """What is to be said of each reply, outputs and then marks, and whether it counts."""
    given = np.array([[*example.given, *((example.marks - 3) / 1.2)] for example in shown], np.float32)
    marked = np.array([[example.counts.sum() > 1] * len(MARKS) for example in shown])
    counted = np.hstack([np.array([example.counts for example in shown]), marked]).astype(np.float32)
    return given, counted


def _said(sums: Any) -> Any:
    """Sums as chances of outputs, marks as they are."""
    sums[: len(OUTPUTS)] = chance(sums[: len(OUTPUTS)])
    return sums
