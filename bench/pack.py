"""Makes a trained model into scoring/learned.bin and learned.json: whole numbers as scoring.learned reads them."""

import json
from collections.abc import Mapping
from hashlib import sha256
from math import log
from typing import Any

import numpy as np

from bench.model import Model
from scoring.learned import FINE, HIDDEN, LANES, OUTPUTS, SETTINGS, WEIGHTS, WHOLE, ZERO, key_of

UNIT = 1 << 16
"""A sum of this much is one unit of log odds."""


def write(model: Model, scales: Any, limits: Mapping[str, Any]) -> None:
    """Write weights and settings. `scales`: for each output what sums are multiplied by and what is added to them."""
    names = model.signs.names
    around = [i for i, name in enumerate(names) if name.startswith("*")]
    keyed = sorted((key_of(name), i) for i, name in enumerate(names) if not name.startswith("*"))
    by = scales[:, 0] * UNIT / 2
    said = np.hstack([model.network.inner, model.linear.weights * by]).astype(np.float64)
    steps = np.abs(said[[i for _, i in keyed]]).max(axis=0) / (ZERO - 1)
    steps[HIDDEN:] = np.ceil(steps[HIDDEN:])
    beside = said[around] / np.concatenate([steps[:HIDDEN], np.ones(len(OUTPUTS))])
    beside[:, :HIDDEN] *= WHOLE
    base = beside[[names[i] for i in around].index("*bias")]
    base[:HIDDEN] += model.network.bias / steps[:HIDDEN] * WHOLE
    base[HIDDEN:] += scales[:, 1] * UNIT
    outer = model.network.outer[: len(OUTPUTS)] * by[:, None] * steps[None, :HIDDEN] / WHOLE * FINE
    rows = np.full((len(keyed), LANES), ZERO)
    rows[:, : said.shape[1]] += np.rint(said[[i for _, i in keyed]] / steps).astype(int)
    packed = np.array([key for key, _ in keyed], "<u4").tobytes() + rows.clip(0, 255).astype(np.uint8).tobytes()
    packed += b"".join(np.rint(table).astype("<i4").tobytes() for table in (beside, outer))
    settings = {
        "runs": len(keyed),
        "around": [names[i] for i in around],
        "steps": [int(step) for step in steps[HIDDEN:]],
        "percents": [round(log(p / (100 - p)) * UNIT) for p in range(1, 100)],
        **limits,
        "sha256": sha256(packed).hexdigest(),
    }
    WEIGHTS.write_bytes(packed)
    SETTINGS.write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
