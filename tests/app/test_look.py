"""The design system: text can be read in both themes, and app and book have the same colours."""

import re
from pathlib import Path

from app.look.tokens import MEANS, contrasts, tokens
from capacity.browser.widget import __file__ as widget

PANEL = (Path(widget).parent / "panel.css").read_text(encoding="utf-8")
SHARED = {
    "ink": "ink",
    "quiet": "quiet",
    "sheet": "sheet",
    "hair": "hair",
    "line": "edge",
    "accent": "accent",
    **{name: name for name in ("good", "good-soft", "part", "part-soft", "bad", "bad-soft")},
}  # a panel's own names for the same


def test_every_text_contrasts_enough_in_both_themes() -> None:
    for text, ground, light, dark in contrasts():
        assert min(light, dark) >= 4.5, f"{text} on {ground}: {light:.2f}, {dark:.2f}"


def test_every_colour_says_what_it_means() -> None:
    assert [each.name for each in tokens()] == list(MEANS)


def test_the_panels_of_the_book_have_the_colours_of_the_app() -> None:
    own = {each.name: each for each in tokens()}
    light, dark = (
        dict(re.findall(r"--dts-([\w-]+): (#[0-9a-f]+)", line))
        for line in PANEL.splitlines()
        if line.count("--dts-ink:") and not line.startswith("  ")
    )

    for name, token in SHARED.items():
        assert (light[name], dark[name]) == (own[token].light, own[token].dark), name
