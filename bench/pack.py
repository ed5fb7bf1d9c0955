"""Makes trained networks into scoring/learned.bin and learned.json: whole numbers as scoring.learned reads them.

Several networks become one: their columns stand side by side and each speaks for its share.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np

from scoring.learned import OUTPUTS, SETTINGS, WEIGHTS, WIDTH, ZERO
from scoring.signs import FLAGS, family_names

if TYPE_CHECKING:  # training alone needs PyTorch
    from bench.network import Network
    from bench.pieces import Vocabulary

UNIT = 1 << 16
"""A sum of this much is one unit of log odds."""


def write(
    networks: "Sequence[Network]",
    vocabulary: "Vocabulary",
    scales: Any,
    limits: Mapping[str, Any],
) -> None:
    """Write weights and settings. `scales`: for each output what sums are multiplied by and what is added to them."""
    rows = np.concatenate([_rows(network) for network in networks], axis=1)
    bias = np.concatenate([_numbers(network.beside.bias) for network in networks])
    reach = np.maximum(np.abs(rows).max(0), 1e-6) / 127
    outputs = len(OUTPUTS)
    share = [scales[:, 0] * UNIT / len(networks)] * len(networks)
    columns = np.concatenate(
        [_numbers(net.out.weight)[:outputs] * by[:, None] for net, by in zip(networks, share, strict=True)], axis=1
    )
    around = sum(_numbers(net.around.weight)[:outputs].T for net in networks) / len(networks) * scales[:, 0] * UNIT
    base = sum(_numbers(net.out.bias)[:outputs] for net in networks) / len(networks)
    numbers = (bias / reach, columns * reach[None, :], base * scales[:, 0] * UNIT + scales[:, 1] * UNIT, around)
    packed = (np.rint(rows / reach) + ZERO).clip(0, 255).astype(np.uint8).tobytes()
    packed += b"".join(np.rint(table).astype("<i4").tobytes() for table in numbers)
    settings = {
        "columns": rows.shape[1],
        "families": len(family_names()),
        "letters": vocabulary.letters,
        "around": vocabulary.around,
        "percents": [round(log(p / (100 - p)) * UNIT) for p in range(1, 100)],
        **limits,
    }
    save(packed, settings)


def save(packed: bytes, settings: Mapping[str, Any]) -> None:
    """Keep weights and settings, which name the weights they go with."""
    WEIGHTS.write_bytes(packed)
    named = {**settings, "sha256": sha256(packed).hexdigest()}
    SETTINGS.write_text(json.dumps(named, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _numbers(tensor: Any) -> Any:
    return tensor.detach().numpy().astype(np.float64)


def _rows(network: "Network") -> Any:
    """What each letter, flag and family adds to each column at each place, in the order of scoring.learned."""
    weights = _numbers(network.beside.weight)
    letters, flags, families = (_numbers(part.weight) for part in (network.letter, network.flag, network.family))
    one, two = letters.shape[1], letters.shape[1] + flags.shape[1]
    places = [weights[:, :, place].T for place in range(WIDTH)]
    # A letter with no flag still has the numbers of flag 0: they go with the letter.
    by_letter = [letters[1:] @ at[:one] + flags[0] @ at[one:two] for at in places]
    by_flag = [(flags - flags[0]) @ at[one:two] for at in places]
    by_family = [families[:-1] @ at[two:] for at in places]
    assert by_flag[0].shape[0] == FLAGS
    return np.concatenate([*by_letter, *by_flag, *by_family])
