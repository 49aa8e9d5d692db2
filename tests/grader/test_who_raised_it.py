"""A record of the interview says who raised a check first, and points and levels follow it."""

import pytest

from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.reading import read_answer
from grader.report import Report

EXERCISE = bank.exercise("news-feed")
STRONG = yaml_door.load_file(bank.EXERCISES / "news-feed" / "answers" / "strong-hybrid-log.yaml")[
    "answer"
]
DRAWN = {"at": 300, "kind": "edit", "section": "architecture"}


def report_of(*events: dict, **other: object) -> Report:
    return grade(EXERCISE, read_answer({**STRONG, **other, "events": list(events)}))


def test_points_are_multiplied_by_who_raised_a_check_first() -> None:
    hint = {"at": 500, "kind": "hint", "checks": ["hot-post-carried", "feed-by-cursor"]}
    follow_up = {"at": 600, "kind": "follow_up", "checks": ["inactive-users-spared", "working-paths"]}  # fmt: skip
    earlier = {"at": 450, "kind": "raised", "checks": ["indicators-watched"]}
    later = {"at": 700, "kind": "hint", "checks": ["indicators-watched"]}

    report = report_of(DRAWN, later, hint, follow_up, earlier)

    times = {each.id: each.times for each in report.checks}
    assert report.check("hot-post-carried").points == pytest.approx(0.7)
    assert (times["hot-post-carried"], times["inactive-users-spared"]) == (0.7, 0.5)
    assert (times["feed-by-cursor"], times["working-paths"]) == (0.9, 0.9)
    assert (times["indicators-watched"], report.check("indicators-watched").raised) == (1.0, "unprompted")  # fmt: skip


def test_staff_is_who_raises_most_of_it_alone() -> None:
    everything = [each.id for each in EXERCISE.rubric.checks if each.level != "junior"]

    alone = report_of(DRAWN, {"at": 9, "kind": "raised", "checks": everything})
    hinted = report_of(DRAWN, {"at": 9, "kind": "hint", "checks": everything})

    assert alone.level == "staff"
    assert hinted.level == "senior"
    assert hinted.score < alone.score


def test_level_waits_until_its_caps_are_clear() -> None:
    report = report_of(functional="")

    assert "nothing-asked-for" in [each.id for each in report.caps]
    assert report.score >= EXERCISE.rubric.levels["junior"].score
    assert report.level == "none"
