"""What the sections of the book are called, read from its chapters."""

import re
from functools import cache
from pathlib import Path

CHAPTERS = Path(__file__).parents[2] / "book"
SECTION = re.compile(r"^\((?P<label>[a-z0-9-]+)\)=\n+#+ +(?P<title>.+)$", re.MULTILINE)


def title_of(section: str) -> str:
    """The heading of chapter#label, or the label in words where the chapter is not here."""
    chapter, _, label = section.partition("#")
    words = label.replace("-", " ")
    return _titles(chapter).get(label, words[:1].upper() + words[1:])


@cache
def _titles(chapter: str) -> dict[str, str]:
    path = CHAPTERS / f"{chapter}.md"
    if not re.fullmatch(r"[a-z0-9-]+", chapter) or not path.exists():
        return {}
    found = SECTION.finditer(path.read_text(encoding="utf-8"))
    return {each["label"]: each["title"].strip() for each in found}
