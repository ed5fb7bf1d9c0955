"""Counts how many replies of the corpus hold each piece that likeness is heard by.

    python -m bench.background          # writes scoring/background.txt

Needed again when families of words change, or when the corpus has grown a good deal. No labels are looked at.
"""

from collections import Counter, defaultdict

from bench.corpus import batches
from scoring.likeness import BACKGROUND, pieces
from scoring.reading import Reading
from scoring.records import Context

_LEAST = 3
"""A piece in fewer replies is taken for one that no reply holds."""


def main() -> None:
    """Count and write."""
    texts = [Reading(row["reply"], Context()).text for row in batches()]
    counts = Counter(piece for text in texts for piece in pieces(text))
    by_count: dict[int, list[str]] = defaultdict(list)
    for piece, count in counts.items():
        if count >= _LEAST:
            by_count[count].append(piece)
    lines = [f"{count} {' '.join(sorted(found))}" for count, found in sorted(by_count.items(), reverse=True)]
    BACKGROUND.write_text("\n".join([str(len(texts)), *lines]) + "\n", encoding="utf-8")
    print(f"{len(texts)} replies, {sum(map(len, by_count.values()))} pieces")


if __name__ == "__main__":
    main()
