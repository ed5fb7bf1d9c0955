"""Arithmetic that several steps of training share. Needs numpy alone."""

from typing import Any

import numpy as np


def chance(sums: Any) -> Any:
    """What log odds come to, from 0 to 1."""
    return 1 / (1 + np.exp(-np.clip(sums, -30, 30)))


def f_score(said: Any, true: Any, beta: float = 1.0) -> float:
    """F of a yes or no; a beta below 1 weighs precision more."""
    hit, square = float(np.sum(said & true)), beta * beta
    return (1 + square) * hit / max(1.0, float(np.sum(said) + square * np.sum(true)))
