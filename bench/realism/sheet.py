"""Makes judging sheets of stored sessions, for each judge a folder of their own, and the key, which no judge sees.

    python -m bench.realism.sheet DB… --out DIR [--seed N] [--judges 2] [--planted 0.1] [--stock 0.1]

DIR/judge-1 and so on hold `judges.md`, `sheet.txt` and an empty `marks.txt`; DIR/key.json holds what is what. Same
databases and seed, same sheets. Nothing there is overwritten.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from bench.realism.items import Item, make_items, shuffled
from bench.realism.turns import read, spoken
from transcripts.errors import StoreError

GUIDE = Path(__file__).with_name("judges.md")
ENOUGH = 300


def entry(item: Item) -> str:
    """One item as a judge reads it, without its number."""
    turn = item.exchange
    before = "\n".join(f"    {line}" for line in turn.before)
    return f"情况：{turn.briefing}\n前面：\n{before}\n坐席说：{turn.reply}\n客户答：{_answer(item)}\n"


def _answer(item: Item) -> str:
    alone = item.exchange.answer[0][0] is None
    return item.exchange.answer[0][1] if alone else spoken(item.exchange.answer)


def key_of(items: Sequence[Item], orders: Sequence[list[int]]) -> dict[str, Any]:
    """What the figures need: each item, and for each sheet the item behind every number, from 1."""
    told = [
        {
            "kind": item.kind,
            "session": item.exchange.session,
            "turn": item.exchange.number,
            "scenario": item.exchange.scenario,
            "style": item.exchange.style,
            "customer": item.exchange.before[-1],
            "reply": item.exchange.reply,
            "answer": _answer(item),
        }
        for item in items
    ]
    code = sha256(json.dumps([told, list(orders)], ensure_ascii=False).encode()).hexdigest()[:8]
    return {"code": code, "sheets": list(orders), "items": told}


def sheet_text(items: Sequence[Item], order: Sequence[int]) -> str:
    """A whole sheet."""
    return "\n".join(f"【{number}】\n{entry(items[place])}" for number, place in enumerate(order, 1))


def write(out: Path, items: Sequence[Item], orders: Sequence[list[int]]) -> None:
    """Write the key and a folder for each judge; what is there already stays, as an error."""
    out.mkdir(parents=True, exist_ok=True)
    key = key_of(items, orders)
    _new(out / "key.json", json.dumps(key, ensure_ascii=False, indent=1) + "\n")
    for judge, order in enumerate(orders, 1):
        folder = out / f"judge-{judge}"
        folder.mkdir()
        _new(folder / "judges.md", GUIDE.read_text(encoding="utf-8"))
        _new(folder / "sheet.txt", sheet_text(items, order))
        numbers = "".join(f"{number} \n" for number in range(1, len(order) + 1))
        _new(folder / "marks.txt", f"# {key['code']} {judge}\n{numbers}")


def _new(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("databases", nargs="+", type=Path, metavar="DB")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--judges", type=int, default=2)
    parser.add_argument("--planted", type=float, default=0.1)
    parser.add_argument("--stock", type=float, default=0.1)
    told = parser.parse_args()
    try:
        turns, chance = read(told.databases), Random(told.seed)
        items = make_items(turns, chance, planted=told.planted, stock=told.stock)
        write(told.out, items, [shuffled(items, chance) for _ in range(told.judges)])
    except (StoreError, FileExistsError) as error:
        parser.error(str(error))
    kinds = Counter(item.kind for item in items)
    print(f"{len(turns)} turns of {len({turn.session for turn in turns})} sessions; {len(items)} items: {dict(kinds)}")
    if kinds["real"] < ENOUGH:
        print(f"the bar asks for {ENOUGH} customer turns judged; here are {kinds['real']}", file=sys.stderr)
    if kinds["planted"] < round(told.planted * len(turns)):
        print("not as many answers that do not fit as asked for: play more sessions of a scenario", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
