"""A second exercise, of another shape than the bank's first, can be said in the rule kinds there are.

Its rubric follows the worked news feed check by check; its answers use other words and other designs.
"""

from pathlib import Path

import pytest

from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.reading import read_answer
from grader.report import Report

FOLDER = Path(__file__).parent / "news-feed"
EXERCISE = bank.load(FOLDER)
RECORD = [
    {"at": 40, "kind": "question", "text": "How many followers does a celebrity have?"},
    {"at": 300, "kind": "edit", "section": "architecture"},
]


def report_of(name: str, events: list[dict] | None = None) -> Report:
    raw = yaml_door.load_file(FOLDER / "answers" / f"{name}.yaml")["answer"]
    return grade(EXERCISE, read_answer({**raw, "events": events or []}))


@pytest.mark.parametrize("name", ["strong-hybrid", "strong-postgres-pull"])
def test_strong_answer_in_its_own_words_earns_nearly_all(name: str) -> None:
    report = report_of(name)

    lower = [(each.id, each.because) for each in report.checks if each.points < each.max]
    assert report.score >= 95, lower
    assert report.level == "staff"


def test_weak_answer_earns_little_and_contradicts_itself() -> None:
    report = report_of("weak-sync")

    assert report.score <= 40
    assert report.level == "none"
    assert [each.id for each in report.penalties if each.points < 0] == [
        "offset-and-stable",
        "nosql-because",
    ]
    ends = {each.section for each in report.penalties[0].evidence}
    assert ends == {"non_functional", "api"}


def test_checks_tell_strong_from_weak() -> None:
    strong, weak = report_of("strong-hybrid"), report_of("weak-sync")

    alike = [each.id for each in strong.checks if weak.check(each.id).points == each.points]
    assert len(alike) <= 15, alike


def test_points_are_multiplied_by_who_raised_a_check_first() -> None:
    hint = {"at": 500, "kind": "hint", "checks": ["n-d2", "n-a2"]}
    follow_up = {"at": 600, "kind": "follow_up", "checks": ["n-d3", "n-g1"]}
    earlier = {"at": 450, "kind": "raised", "checks": ["n-d8"]}
    later = {"at": 700, "kind": "hint", "checks": ["n-d8"]}

    report = report_of("strong-hybrid", [*RECORD, later, hint, follow_up, earlier])

    times = {each.id: each.times for each in report.checks}
    assert report.check("n-d2").points == pytest.approx(0.7 * report.check("n-d2").max)
    assert (times["n-d2"], times["n-d3"], times["n-a2"], times["n-g1"]) == (0.7, 0.5, 0.9, 0.9)
    assert (times["n-d8"], report.check("n-d8").raised) == (1.0, "unprompted")
    assert report.check("n-r7").verdict == "met"


def test_staff_is_who_raises_most_of_it_alone() -> None:
    everything = [each.id for each in EXERCISE.rubric.checks if each.level != "junior"]

    alone = report_of("strong-hybrid", [*RECORD, {"at": 9, "kind": "raised", "checks": everything}])
    hinted = report_of("strong-hybrid", [*RECORD, {"at": 9, "kind": "hint", "checks": everything}])

    assert alone.level == "staff"
    assert hinted.level == "senior"
    assert hinted.score < alone.score


def test_level_waits_until_its_caps_are_clear() -> None:
    raw = yaml_door.load_file(FOLDER / "answers" / "strong-hybrid.yaml")["answer"]

    report = grade(EXERCISE, read_answer({**raw, "functional": ""}))

    assert [each.id for each in report.caps] == ["no-requirements"]
    assert report.level == "none"
