"""HTML that cannot be broken out of: every text is escaped where it is put in, and a page has no script to run."""

from __future__ import annotations

from html import escape
from typing import Final

from trainer.wording import NAME, visible_lines

Value = "str | int | float | None"


class Html(str):
    """A piece of HTML that is safe as it is; any other text is not."""

    __slots__ = ()


def text(value: object) -> Html:
    """Words as HTML: nothing in them is read as markup, and what cannot be seen shows as a dot."""
    if isinstance(value, Html):
        return value
    return Html(escape(visible_lines(str(value)).encode("utf-8", "replace").decode("utf-8"), quote=True))


def tag(name: str, *inside: object, **attributes: object) -> Html:
    """An element; `class_` is `class`, and an attribute that is None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{said}>{joined(*inside)}</{name}>")


def joined(*parts: object) -> Html:
    """Pieces one after the other; None is nothing."""
    return Html("".join(text(part) for part in parts if part is not None))


def table(heads: list[str], rows: list[list[object]], *, numbers: int = 1) -> Html:
    """A table; columns from the `numbers`th on, counted from 0, hold figures."""
    sides = ["n" if place >= numbers else None for place in range(len(heads))]
    head = tag("tr", *(tag("th", each, class_=side) for each, side in zip(heads, sides, strict=True)))
    body = (tag("tr", *(tag("td", cell, class_=side) for cell, side in zip(row, sides, strict=True))) for row in rows)
    return tag("table", tag("thead", head), tag("tbody", *body))


_FONTS: Final = (
    '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
)
_STYLE: Final = f"""
:root {{ --ink: #1d2327; --dim: #6b757d; --line: #d9dee2; --good: #1f7a4d; --bad: #b3261e; --warm: #9a6700;
  --blue: #2b5fa8; --wash: #f4f6f8; }}
* {{ box-sizing: border-box; }}
body {{ font: 15px/1.7 {_FONTS}; color: var(--ink); background: #fff; max-width: 60rem;
  margin: 0 auto; padding: 2rem 1.2rem; }}
h1 {{ font-size: 1.5rem; margin: 0 0 .2rem; }}
h2 {{ font-size: 1.1rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }}
p {{ margin: .3rem 0; }} .dim {{ color: var(--dim); }} .good {{ color: var(--good); }} .bad {{ color: var(--bad); }}
.warm {{ color: var(--warm); }}
table {{ border-collapse: collapse; width: 100%; font-size: .92rem; }}
th, td {{ text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }}
th {{ color: var(--dim); font-weight: 500; }} .n {{ text-align: right; font-variant-numeric: tabular-nums; }}
.turn {{ border-top: 1px solid var(--line); padding: .8rem 0; break-inside: avoid; }}
.customer {{ border-left: 3px solid var(--warm); padding-left: .7rem; margin: .4rem 0; }}
.agent {{ border-left: 3px solid var(--blue); padding: .3rem .7rem; margin: .4rem 0; background: var(--wash);
  white-space: pre-wrap; overflow-wrap: anywhere; }}
mark {{ background: none; color: inherit; text-decoration: underline 2px; text-underline-offset: .2em; }}
mark.good {{ text-decoration-color: var(--good); }} mark.bad {{ text-decoration-color: var(--bad); font-weight: 600; }}
ul {{ margin: .3rem 0; padding-left: 1.2rem; }} .note {{ border-left: 3px solid var(--good); padding-left: .7rem; }}
svg {{ max-width: 100%; height: auto; display: block; }} svg text {{ font: 12px {_FONTS}; fill: var(--dim); }}
.cards {{ display: flex; flex-wrap: wrap; gap: 1.6rem; }} .cards b {{ display: block; font-size: 1.4rem; }}
footer {{ margin-top: 2rem; color: var(--dim); font-size: .85rem; }}
@media print {{ body {{ max-width: none; padding: 0; font-size: 11pt; }} h2 {{ break-after: avoid; }}
  .page {{ break-before: page; }} .page:first-of-type {{ break-before: auto; }} }}
"""


def page(title: str, *body: object) -> Html:
    """A whole file; its policy lets it load nothing and run nothing."""
    head = joined(
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"),
        tag("title", f"{title} · {NAME}"),
        tag("style", Html(_STYLE)),
    )
    return Html(f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>{joined(*body)}</body></html>\n')
