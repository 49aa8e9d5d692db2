"""What separates a grade from the next level."""

import pytest

from capacity import yaml_door
from grader.bank import EXERCISES, exercise
from grader.grade import _level, grade
from grader.ladder import next_level
from grader.reading import read_answer
from grader.report import CheckReport, Report
from grader.rubric import LEVELS

SHORTENER = exercise("url-shortener")
NAMES = sorted(path.stem for path in (EXERCISES / "url-shortener" / "answers").glob("*.yaml"))


def report_of(name: str) -> Report:
    path = EXERCISES / "url-shortener" / "answers" / f"{name}.yaml"
    return grade(SHORTENER, read_answer(yaml_door.load_file(path, name)["answer"]))


def with_earned(report: Report, names: tuple[str, ...]) -> Report:
    """The report as it would be had these checks been met, and nothing else moved."""

    def met(check: CheckReport) -> CheckReport:
        return check.model_copy(update={"points": check.max, "verdict": "met"})

    checks = tuple(met(each) if each.id in names else each for each in report.checks)
    most = sum(
        each.max for each in checks if each.verdict not in ("not applicable", "cannot judge")
    )
    points = sum(each.points for each in checks) + sum(each.points for each in report.penalties)
    score = round(min([100 * points / most, *(each.limit for each in report.caps)]), 1)
    return report.model_copy(update={"checks": checks, "score": score})


@pytest.mark.parametrize("name", NAMES)
def test_the_checks_named_reach_the_level_where_they_are_said_to_be_enough(name: str) -> None:
    report = report_of(name)
    coming = next_level(SHORTENER.rubric, report)
    if coming is None:
        assert report.level == "staff"
        return

    after = with_earned(report, coming.checks)
    clear = frozenset(each.id for each in SHORTENER.rubric.caps) - {each.id for each in report.caps}
    reached = _level(SHORTENER.rubric, after.checks, after.score, clear)

    assert coming.short or coming.caps
    assert LEVELS.index(coming.level) == (
        LEVELS.index(report.level) + 1 if report.level != "none" else 0
    )
    if coming.enough:
        assert reached == coming.level


def test_a_cap_is_named_because_no_check_pays_for_it() -> None:
    report = report_of("permanent-redirect-exact-counts")

    coming = next_level(SHORTENER.rubric, report)

    assert coming is not None
    assert coming.level == "senior"
    assert not coming.enough
    assert [each.limit for each in report.caps if each.id in coming.caps] == [65]


def test_a_share_that_is_short_is_said_in_points() -> None:
    report = report_of("single-database")

    coming = next_level(SHORTENER.rubric, report)

    assert coming is not None
    assert coming.short[0].startswith("Senior begins at 70 points: ")
    assert "65 % of the points of senior checks" in coming.short[1]
    assert set(coming.checks) <= {each.id for each in report.checks if each.points < each.max}
