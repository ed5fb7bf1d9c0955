"""Our own themes, from the Okabe-Ito colours that every kind of colour vision tells apart, and the one chosen.

A dark and a light one, and each again with the highest contrast: black and white grounds, strong lines.

The choice is a small file in the person's config folder; where it cannot be read or written, it is not remembered.
"""

import json
from pathlib import Path
from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="huashu-dark",
    primary="#56B4E9",
    secondary="#E69F00",
    accent="#E69F00",
    success="#56B4E9",
    warning="#E69F00",
    error="#F0823C",
    foreground="#E8E6E1",
    background="#14171B",
    surface="#1B1F25",
    panel="#252B33",
    dark=True,
    variables={"block-cursor-foreground": "#14171B", "block-cursor-background": "#56B4E9", "border": "#3A434F"},
)
LIGHT: Final = Theme(
    name="huashu-light",
    primary="#0066A1",
    secondary="#8A5A00",
    accent="#8A5A00",
    success="#0066A1",
    warning="#8A5A00",
    error="#A84300",
    foreground="#1B1E22",
    background="#FBFAF7",
    surface="#F1EFE9",
    panel="#E4E1D8",
    dark=False,
    variables={"block-cursor-foreground": "#FFFFFF", "block-cursor-background": "#0066A1", "border": "#B9B4A6"},
)


DARK_CONTRAST: Final = Theme(
    name="huashu-dark-contrast",
    primary="#7CCBFF",
    secondary="#FFC233",
    accent="#FFC233",
    success="#7CCBFF",
    warning="#FFC233",
    error="#FF9A5C",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    dark=True,
    variables={"block-cursor-foreground": "#000000", "block-cursor-background": "#FFFFFF", "border": "#FFFFFF"},
)
LIGHT_CONTRAST: Final = Theme(
    name="huashu-light-contrast",
    primary="#004B7A",
    secondary="#5C3C00",
    accent="#5C3C00",
    success="#004B7A",
    warning="#5C3C00",
    error="#7A2E00",
    foreground="#000000",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#EDEDED",
    dark=False,
    variables={"block-cursor-foreground": "#FFFFFF", "block-cursor-background": "#000000", "border": "#000000"},
)
OURS: Final = (DARK, LIGHT, DARK_CONTRAST, LIGHT_CONTRAST)


def _file() -> Path:
    from platformdirs import user_config_dir

    return Path(user_config_dir("huashu", appauthor=False)) / "app.json"


def remembered() -> str:
    """The theme chosen last, or our dark one."""
    try:
        return str(json.loads(_file().read_text(encoding="utf-8"))["theme"])
    except (OSError, ValueError, KeyError, TypeError):
        return DARK.name


def remember(theme: str) -> None:
    """Keep the choice, if that can be done."""
    path = _file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"theme": theme}), encoding="utf-8")
    except OSError:
        return
