"""Receipts that stand in the repository: whoever grades these answers, anywhere, must make the same bytes.

A change of a rubric or of what a rule says changes them. Read the difference, and where it is meant, make them anew:

    .venv/bin/python -m tests.grader.golden
"""

from pathlib import Path

from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.reading import read_answer
from grader.receipt import canonical, receipt
from grader.report import Report

HERE = Path(__file__).parent
STORED = HERE / "golden"
SLUG = "news-feed"
ANSWERS = ("strong-hybrid-log", "average-textbook", "single-database")


def report_of(name: str) -> Report:
    """A stored answer to the news feed, graded."""
    raw = yaml_door.load_file(bank.EXERCISES / SLUG / "answers" / f"{name}.yaml")["answer"]
    return grade(bank.exercise(SLUG), read_answer(raw))


def made(name: str) -> bytes:
    """Its receipt, as it is stored."""
    return canonical(receipt(report_of(name))) + b"\n"


if __name__ == "__main__":
    for each in ANSWERS:
        (STORED / f"{each}.json").write_bytes(made(each))
