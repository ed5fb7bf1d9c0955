"""How often marking breaks what should hold for any reply, with examples, on every so manieth reply of the corpus.

    python -m bench.behaviour [--every 20] [--examples 3]

Only what trained numbers decide is counted; what holds by how marking is built stands in tests/scoring.
"""

import argparse
from functools import cache

from scoring.assess import Scorer
from tests.scoring.behaviour import sample
from tests.scoring.properties import PROPERTIES, count


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=20)
    parser.add_argument("--examples", type=int, default=3)
    options = parser.parse_args()
    assess, cases = cache(Scorer.load().assess), sample(options.every)
    for held in PROPERTIES:
        found = count(held, assess, cases)
        of = f"{len(found.breaks)} of {found.cases}"
        print(f"{held.__name__:28s} {of:>14s} {found.share:5.1f}%   {held.__doc__}")
        apart = max(1, len(found.breaks) // max(1, options.examples))
        for example in found.breaks[::apart][: options.examples]:
            print(f"    {example}")


if __name__ == "__main__":
    main()
