"""Receipts that stand in the repository: whoever grades these answers, anywhere, must make the same bytes.

They are those of the exercise that `new-exercise` begins, which no edit of a real rubric changes. A change of
what a rule says changes them. Read the difference, and where it is meant, make them anew:

    .venv/bin/python -m tests.grader.golden
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.reading import read_answer
from grader.receipt import canonical, receipt
from grader.report import Report
from grader.starting import SKELETON

STORED = Path(__file__).parent / "golden"
SKELETON_EXERCISE = SKELETON / "exercise"
ANSWERS = tuple(path.stem for path in sorted((SKELETON_EXERCISE / "answers").glob("*.yaml")))


@cache
def exercise() -> bank.Exercise:
    """The exercise as it is begun under the name of kept-notes."""
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "kept-notes"
        folder.mkdir()
        for path in SKELETON_EXERCISE.glob("*.*"):
            text = path.read_text(encoding="utf-8")
            text = text.replace("SLUG", "kept-notes").replace("TITLE", "Kept notes")
            (folder / path.name).write_text(text, encoding="utf-8")
        return bank.load(folder)


def report_of(name: str) -> Report:
    """One of its answers, graded."""
    raw = yaml_door.load_file(SKELETON_EXERCISE / "answers" / f"{name}.yaml")["answer"]
    return grade(exercise(), read_answer(raw))


def made(name: str) -> bytes:
    """The receipt for it, as it is stored."""
    return canonical(receipt(report_of(name))) + b"\n"


if __name__ == "__main__":
    for each in ANSWERS:
        (STORED / f"{each}.json").write_bytes(made(each))
