"""The network behind the learned detectors, in PyTorch (the `train` extra); only for training.

Letters, what they are part of and their families become numbers, five letters side by side become columns, the highest
of each column over the reply is weighed for each output, beside the signs around the reply. The readers' marks are
learned with the labels, because they say more about a reply than labels alone; they are not kept.
"""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from bench.examples import Example
from bench.pieces import BATCH, Batch, Vocabulary, batched, pieces, tables
from scoring.labels import MARKS
from scoring.learned import OUTPUTS, REACH, WIDTH
from scoring.signs import FLAGS, family_names

COLUMNS = 192
LETTER, FLAG, FAMILY = 96, 8, 32
"""How many numbers stand for a letter, a flag, a family."""
EPOCHS, RATE, DECAY = 12, 2e-3, 1e-4
PIECES = 2
"""How many pieces of replies are shown for each reply."""
DROP, BLANK, DIM = 0.3, 0.08, 0.1
"""Shares of numbers, letters and signs around that are left out in training."""
_TARGETS = len(OUTPUTS) + len(MARKS)


class Network(nn.Module):
    """Outputs and marks for a batch of replies."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        families = len(family_names())
        # Row 0 of letters stands for no letter, row 1 for an unknown one; the last family is none.
        self.letter = nn.Embedding(len(vocabulary.letters) + 2, LETTER, padding_idx=0)
        self.flag = nn.Embedding(FLAGS, FLAG)
        self.family = nn.Embedding(families + 1, FAMILY, padding_idx=families)
        nn.init.normal_(self.letter.weight, std=0.1)
        self.beside = nn.Conv1d(LETTER + FLAG + FAMILY, COLUMNS, WIDTH, padding=REACH)
        self.drop = nn.Dropout(DROP)
        self.out = nn.Linear(COLUMNS, _TARGETS)
        self.around = nn.Linear(len(vocabulary.around), _TARGETS, bias=False)
        nn.init.zeros_(self.around.weight)
        self.alone = nn.Parameter(torch.zeros(_TARGETS))
        """Stands for the signs around where a piece has none."""

    def forward(self, batch: Batch) -> Any:
        """A row for each reply: outputs, then marks."""
        there = (batch.letters > 0)[..., None]
        numbers = (self.letter(batch.letters), self.flag(batch.flags), self.family(batch.families).sum(2))
        shown = self.drop(torch.cat(numbers, -1)) * there
        columns = functional.relu(self.beside(shown.transpose(1, 2))) * there.transpose(1, 2)
        weighed = self.out(self.drop(columns.max(2).values))
        return weighed + self.around(batch.around) + (1 - batch.whole)[:, None] * self.alone


def trained(shown: Sequence[Example], vocabulary: Vocabulary, seed: int) -> Network:
    """A network trained on examples; the same each time on the same kind of machine."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    network = Network(vocabulary)
    share = np.mean([example.given for example in shown], 0)
    rarity = torch.tensor(np.clip(0.5 / np.sqrt(np.maximum(share, 1e-3)), 1, 4), dtype=torch.float32)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(shown) * (1 + PIECES) // BATCH + 40)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=RATE, total_steps=steps, pct_start=0.1)
    whole, around = tables(shown, vocabulary), len(vocabulary.around)
    for _ in range(EPOCHS):
        for batch in batched([*whole, *pieces(whole, PIECES, chance)], around, chance):
            loss = _loss(network(_blanked(batch)), batch, rarity)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
    network.eval()
    return network


def _blanked(batch: Batch) -> Batch:
    """The batch with some letters unknown and some signs around left out."""
    blank = (torch.rand(batch.letters.shape) < BLANK) & (batch.letters > 0)
    around = batch.around * (torch.rand(batch.around.shape) > DIM)
    letters = torch.where(blank, torch.ones_like(batch.letters), batch.letters)
    return Batch(**{**vars(batch), "letters": letters, "around": around})


def _loss(weighed: Any, batch: Batch, rarity: Any) -> Any:
    """How far labels and marks are from the readers', a rare label's presence counting for more."""
    outputs, marks = weighed[:, : len(OUTPUTS)], weighed[:, len(OUTPUTS) :]
    weights = batch.counts * (1 + (rarity - 1) * batch.given)
    labels = functional.binary_cross_entropy_with_logits(outputs, batch.given, reduction="none") * weights
    return (labels.sum() + (((marks - batch.marks) ** 2) * batch.whole[:, None]).sum()) / len(outputs)


@torch.no_grad()
def logits(network: Network, shown: Sequence[Example], vocabulary: Vocabulary) -> Any:
    """What a network says of examples: a row each, a column for each output."""
    made = tables(shown, vocabulary)
    parts = [Batch.of(made[i : i + 128], len(vocabulary.around)) for i in range(0, len(made), 128)]
    return np.concatenate([network(part).numpy()[:, : len(OUTPUTS)] for part in parts])
