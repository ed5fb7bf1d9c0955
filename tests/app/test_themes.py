from textual.color import Color

from trainer.app.themes import OURS


def _ratio(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG defines it."""
    light, dark = sorted((_luminance(Color.parse(one)), _luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 255 for part in color.rgb]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_our_themes_can_be_read_on_its_ground() -> None:
    for theme in OURS:
        least = 7.0 if "contrast" in theme.name else 4.5
        for colour in (theme.primary, theme.secondary, theme.error, theme.foreground):
            assert colour is not None
            assert theme.background is not None
            assert _ratio(colour, theme.background) >= least, (theme.name, colour)


def test_each_ground_has_a_theme_of_highest_contrast() -> None:
    assert sorted((theme.dark, "contrast" in theme.name) for theme in OURS) == [
        (False, False),
        (False, True),
        (True, False),
        (True, True),
    ]
