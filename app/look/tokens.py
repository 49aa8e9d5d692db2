"""The colours of the design system, read from the style sheet that has them, and how well they contrast.

>>> round(contrast("#000000", "#ffffff"))
21
"""

import re
from dataclasses import dataclass
from pathlib import Path

STYLE = Path(__file__).parents[1] / "static" / "style.css"
COLOUR = re.compile(r"--(?P<name>[\w-]+): (?P<value>#[0-9a-f]{3,6});")
MEANS = {
    "paper": "behind everything",
    "sheet": "what is written on",
    "ink": "text",
    "quiet": "text that stands back",
    "hair": "a line between things that belong together",
    "line": "a line between things that do not",
    "edge": "the edge of what can be used",
    "grid": "drafting paper",
    "accent": "links, the chosen, the first thing to do",
    "on-accent": "text on accent",
    "accent-soft": "behind the chosen",
    "good": "kept, met, saved",
    "good-soft": "behind it",
    "part": "partly, on the way",
    "part-soft": "behind it",
    "bad": "broken, missed, cannot be read",
    "bad-soft": "behind it",
}
TEXT = (
    ("ink", "paper"),
    ("ink", "sheet"),
    ("quiet", "paper"),
    ("quiet", "sheet"),
    ("accent", "paper"),
    ("accent", "sheet"),
    ("ink", "accent-soft"),
    ("on-accent", "accent"),
    ("good", "good-soft"),
    ("part", "part-soft"),
    ("bad", "bad-soft"),
    ("bad", "sheet"),
)  # what stands on what


@dataclass(frozen=True, slots=True)
class Token:
    name: str
    means: str
    light: str
    dark: str


def tokens(css: str | None = None) -> list[Token]:
    """Every colour in both themes, in the order of the style sheet."""
    css = STYLE.read_text(encoding="utf-8") if css is None else css
    light = _values(css, ":root {")
    dark = _values(css, ':root[data-theme="dark"] {')
    return [Token(name, MEANS.get(name, ""), value, dark[name]) for name, value in light.items()]


def contrasts() -> list[tuple[str, str, float, float]]:
    """What stands on what: the ratio in light and in dark, of which 4.5 is the least for text."""
    by_name = {each.name: each for each in tokens()}
    return [
        (
            text,
            ground,
            contrast(by_name[text].light, by_name[ground].light),
            contrast(by_name[text].dark, by_name[ground].dark),
        )
        for text, ground in TEXT
    ]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _values(css: str, head: str) -> dict[str, str]:
    start = css.index(head) + len(head)
    return {
        each["name"]: each["value"] for each in COLOUR.finditer(css[start : css.index("}", start)])
    }


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    pairs = [each * 2 for each in digits] if len(digits) == 3 else re.findall("..", digits)
    red, green, blue = (_linear(int(each, 16) / 255) for each in pairs)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
