"""A rubric is complete: weights, concepts, hints, book links, three strong designs, decisive choices."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from grader.choices import read_choices
from grader.pairs import named_in
from grader.prove.discrimination import STRONG
from grader.prove.finding import Finding
from grader.prove.material import Material
from grader.rubric import Check

WHOLE = 100  # points of all checks together
STRONG_DESIGNS = 3  # materially different ones
FULL_DEPTH = 40  # checks, from which on an exercise has all that a full interview needs
SHORTEST_HINT = 10  # characters
BOOK = Path(__file__).parents[2] / "book"
LABEL = re.compile(r"^\(([a-z0-9-]+)\)=\s*$", re.MULTILINE)


def lint(material: Material) -> Iterator[Finding | None]:
    """For each thing that a complete rubric has, what is missing or None."""
    rubric = material.exercise.rubric
    yield _unless(
        abs(rubric.most - WHOLE) < 1e-9, "rubric.yaml", "weights that sum to 100", f"{rubric.most:g}",
        "Give or take points until they do, so that one point is worth the same in every exercise.",
    )  # fmt: skip
    strong = sum(report.score >= STRONG for report in material.reports.values())
    yield _unless(
        strong >= STRONG_DESIGNS, "answers/", "three different designs that earn 90 or more",
        str(strong), "Store another design that is just as good; if it earns less, the rubric asks for one drawing.",
    )  # fmt: skip
    yield from _treated(material)
    yield from _dead_concepts(material)
    for check in rubric.checks:
        yield from _teaches(check)


def _treated(material: Material) -> Iterator[Finding | None]:
    """An exercise at full depth tells instructors what it is for, and learners what decides it."""
    notes, choices = (
        material.folder / "design.md",
        read_choices(material.folder, material.exercise.rubric),
    )
    full = len(material.exercise.rubric.checks) >= FULL_DEPTH
    yield _unless(
        not full or notes.exists(), "design.md", "notes for instructors", "no such file",
        "Say what it trains, how its numbers were chosen, what it does not test, and the sources.",
    )  # fmt: skip
    yield _unless(
        not full or len(choices) in {2, 3}, "choices.yaml", "the two or three choices that decide it",
        str(len(choices)), "Write each as it is made badly, well and better; grader/choices.py says how.",
    )  # fmt: skip


def _dead_concepts(material: Material) -> Iterator[Finding | None]:
    lexicon = material.exercise.lexicon
    used = set(material.exercise.rubric.concepts)
    inside = {name for terms in lexicon.terms.values() for term in terms for name in named_in(term)}
    for name in lexicon.concepts:
        yield _unless(
            name in used | inside, f"lexicon.yaml: {name}", "a rule that speaks of it", "none",
            "Name it in a rule, or remove it: a word list that nothing reads misleads its next reader.",
        )  # fmt: skip


def _teaches(check: Check) -> Iterator[Finding | None]:
    short = [hint for hint in check.hints if len(hint) < SHORTEST_HINT]
    yield _unless(
        not short, f"{check.id}: hints", "three hints that help", f"“{''.join(short[:1])}”",
        "Say where to look, what to think of, and what to do.",
    )  # fmt: skip
    labels = book_labels(BOOK)
    if labels:
        chapter, _, label = check.book.partition("#")
        yield _unless(
            label in labels.get(chapter, ()), f"{check.id}: book", "a paragraph that teaches it",
            f"{check.book}, which is not in the book",
            f"Labels of {chapter}: {', '.join(labels.get(chapter, ())) or 'there is no such chapter'}.",
        )  # fmt: skip


@cache
def book_labels(book: Path) -> dict[str, tuple[str, ...]]:
    """The labels of each chapter; nothing where the book is not installed beside the grader."""
    chapters = sorted(book.rglob("*.md"))
    return {
        path.relative_to(book).with_suffix("").as_posix(): tuple(
            LABEL.findall(path.read_text(encoding="utf-8"))
        )
        for path in chapters
        if "_build" not in path.parts
    }


def _unless(holds: bool, about: str, expected: str, came: str, advice: str) -> Finding | None:  # noqa: FBT001
    return None if holds else Finding(about=about, expected=expected, came=came, advice=advice)
