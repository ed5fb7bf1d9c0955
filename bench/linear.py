"""A linear model on letter runs and signs around, to compare the network with: logistic regression by Adagrad."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np

from bench.examples import Example
from scoring.learned import OUTPUTS

ROWS = 1 << 15
EPOCHS, RATE, SHRINK = 10, 0.15, 2e-5


def _signs(example: Example) -> Any:
    """Rows of weights of an example: runs of one to three letters, and the signs around."""
    letters = example.seen.letters
    runs = (letters[i : i + size] for i in range(len(letters)) for size in (1, 2, 3))
    return np.unique([crc32(name.encode()) % ROWS for name in (*runs, *example.seen.around)])


def linear_logits(shown: Sequence[Example], asked: Sequence[Example]) -> Any:
    """What a linear model trained on some examples says of others."""
    weights, grown = np.zeros((ROWS, len(OUTPUTS))), np.full((ROWS, len(OUTPUTS)), 1e-2)
    seen, given = [_signs(example) for example in shown], [example.given for example in shown]
    rarity = np.clip(0.5 / np.sqrt(np.maximum(np.mean(given, 0), 1e-3)), 1, 4)
    order = np.random.default_rng(0)
    for _ in range(EPOCHS):
        for i in order.permutation(len(shown)):
            chance = 1 / (1 + np.exp(-weights[seen[i]].sum(axis=0)))
            gradient = ((chance - given[i]) * (1 + (rarity - 1) * given[i]))[None, :] + SHRINK * weights[seen[i]]
            grown[seen[i]] += gradient**2
            weights[seen[i]] -= RATE * gradient / np.sqrt(grown[seen[i]])
    return np.array([weights[_signs(example)].sum(axis=0) for example in asked])
