"""Charts as inline SVG: bars, columns, lines. Figures in, shapes out; the words are handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.reports.html import Html, joined, tag

_COLOURS = ("#b3261e", "#1f7a4d", "#2b5fa8", "#9a6700")


def bars(rows: Sequence[tuple[str, float, str]], most: float, *, mark: float | None = None) -> Html:
    """Horizontal bars: name, value, how the value is written; a line at `mark`."""
    height, left, width = 26, 150, 420
    shapes = []
    for place, (name, value, said) in enumerate(rows):
        y = place * height
        long = max(0.0, min(1.0, value / most)) * width
        shapes += [
            tag("text", name, x=0, y=y + 17),
            tag("rect", x=left, y=y + 6, width=width, height=14, fill="#eef1f3"),
            tag("rect", x=left, y=y + 6, width=round(long, 1), height=14, fill=_colour(value, mark)),
            tag("text", said, x=left + width + 8, y=y + 17),
        ]
    if mark is not None:
        x = left + mark / most * width
        shapes.append(tag("line", x1=x, x2=x, y1=2, y2=len(rows) * height, stroke="#6b757d", stroke_dasharray="3 3"))
    return _svg(left + width + 70, len(rows) * height + 4, shapes)


def _colour(value: float, mark: float | None) -> str:
    return _COLOURS[2] if mark is None else _COLOURS[1] if value >= mark else _COLOURS[3]


def columns(values: Mapping[int, int], names: Sequence[int]) -> Html:
    """Small columns with their counts above and their names below."""
    width, high = 44, 70
    most = max(values.values(), default=0) or 1
    shapes = []
    for place, name in enumerate(names):
        count = values.get(name, 0)
        tall, x = count / most * high, place * width + 6
        shapes += [
            tag("rect", x=x, y=round(high - tall + 16, 1), width=width - 12, height=round(tall, 1), fill=_COLOURS[2]),
            tag("text", str(count), x=x + (width - 12) / 2, y=round(high - tall + 12, 1), text_anchor="middle"),
            tag("text", str(name), x=x + (width - 12) / 2, y=high + 30, text_anchor="middle"),
        ]
    return _svg(len(names) * width, high + 34, shapes)


def lines(series: Sequence[tuple[str, Sequence[float]]], most: float, names: Sequence[str]) -> Html:
    """Lines over the same points, each with its name at its end, from 0 to `most`."""
    points = max((len(values) for _, values in series), default=0)
    width, high, top = 520, 120, 10
    step = width / max(1, points - 1)
    shapes: list[Html] = [
        tag("line", x1=24, x2=24 + width, y1=top + high * part, y2=top + high * part, stroke="#e3e7ea")
        for part in (0, 0.5, 1)
    ]
    shapes += [tag("text", f"{most * (1 - part):g}", x=0, y=top + high * part + 4) for part in (0, 0.5, 1)]
    for place, (name, values) in enumerate(series):
        at = [(24 + i * step, top + high * (1 - value / most)) for i, value in enumerate(values)]
        colour = _COLOURS[place % len(_COLOURS)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        shapes.append(tag("polyline", points=path, fill="none", stroke=colour, stroke_width=2))
        if at:
            shapes += [tag("circle", cx=round(x, 1), cy=round(y, 1), r=2.5, fill=colour) for x, y in at]
            y = top + 14 + 18 * place
            shapes.append(tag("rect", x=width + 36, y=y - 9, width=10, height=10, fill=colour))
            shapes.append(tag("text", name, x=width + 52, y=y))
    every = max(1, -(-len(names) // 12))
    for i in range(0, len(names), every):
        shapes.append(tag("text", names[i], x=round(24 + i * step, 1), y=top + high + 18, text_anchor="middle"))
    return _svg(width + 140, high + top + 24, shapes)


def _svg(width: float, height: float, shapes: Sequence[Html]) -> Html:
    size = {"width": round(width), "height": round(height), "viewBox": f"0 0 {round(width)} {round(height)}"}
    return tag("svg", joined(*shapes), xmlns="http://www.w3.org/2000/svg", role="img", **size)
