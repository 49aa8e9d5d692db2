"""Every chapter of the course has what a reader was promised of it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.axe import violations
from tests.book.test_pages import THEMES

BOOK = Path(__file__).parents[2] / "book"
TAUGHT = "What you will be able to do"
CHAPTERS = [path for path in sorted(BOOK.glob("*.md")) if TAUGHT in path.read_text()]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_has_all_its_parts(path: Path) -> None:
    text = path.read_text()

    assert re.search(r"^You need: .*Time: about \d+ minutes", text, re.MULTILINE)
    assert len(re.findall(r"^```\{(?:check|quiz)\}", text, re.MULTILINE)) >= 5
    assert len(re.findall(r"^```\{panel\}", text, re.MULTILINE)) >= 1
    assert re.search(r"^```\{(?:drawing|live-drawing|states|sequence)\}", text, re.MULTILINE)
    assert "assert " in text, "no cell checks what the text says"
    assert re.search(r"^```\{exercise\}", text, re.MULTILINE)
    assert re.search(r"^````\{solution\}", text, re.MULTILINE)
    assert "## What to remember" in text
    assert re.search(r"^```\{practise\}", text, re.MULTILINE)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_section_of_a_chapter_can_be_linked_to(path: Path) -> None:
    lines = path.read_text().splitlines()
    for number, line in enumerate(lines):
        if line.startswith("## ") and line != "## What to remember":
            assert re.match(r"^\([\w-]+\)=$", lines[number - 1]), line


def test_the_new_chapters_can_be_read_on_a_phone_by_everybody(opened, wrong: list[str]) -> None:
    page: Page = opened(viewport={"width": 390, "height": 844}, color_scheme="dark")
    for path in CHAPTERS:
        page.goto(f"/{path.stem}.html", wait_until="networkidle")

        assert violations(page, leave_out=THEMES) == [], path.stem
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path.stem
    assert wrong == []
