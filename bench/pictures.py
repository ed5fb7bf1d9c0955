"""Turns a Textual screenshot (SVG) into one whose Chinese is not squeezed, and that into a PNG with Chromium."""

import html
import re
import subprocess
import tempfile
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

CELL = 12.2
FONTS = "'Fira Code','DejaVu Sans Mono','Noto Sans Mono CJK SC',monospace"
_TEXT = re.compile(
    r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)" textLength="[^"]*"( clip-path="[^"]*")?>(.*?)</text>'
)
_FACE = re.compile(r"@font-face\s*{[^}]*}", re.DOTALL)
_QUIETLY = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def corrected(svg: str) -> str:
    """The picture with every run of characters as long as its cells, and no address to fetch a font from."""
    svg = _FACE.sub("", svg)
    svg = re.sub(r"font-family: ?Fira Code[^;]*;", f"font-family: {FONTS};", svg)
    return _TEXT.sub(_runs, svg)


def _runs(found: re.Match[str]) -> str:
    """One text element for each run of characters of the same width."""
    style, x, y, clip, content = found.groups()
    at = float(x)
    parts = []
    for wide, run in groupby(html.unescape(content), key=lambda character: cell_len(character) > 1):
        text = "".join(run)
        length = CELL * len(text) * (2 if wide else 1)
        words = html.escape(text).replace(" ", "&#160;").replace("\xa0", "&#160;")
        if text.strip():
            parts.append(f'<text class="{style}" x="{at:g}" y="{y}" textLength="{length:g}"{clip or ""}>{words}</text>')
        at += length
    return "".join(parts)


def to_png(svg: Path, png: Path) -> None:
    """Render a picture with headless Chromium."""
    width, height = (round(float(value)) + 1 for value in _SIZE.search(svg.read_text(encoding="utf-8")).groups())  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "chromium", *_QUIETLY, f"--user-data-dir={profile}", f"--window-size={width},{height}",
            f"--screenshot={png}", svg.resolve().as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
