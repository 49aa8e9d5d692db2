"""A change that is said to earn points was made and graded again; it gains exactly what it says."""

import pytest

from capacity import yaml_door
from capacity.improve import apply
from grader import bank
from grader.__main__ import main
from grader.answer import Answer
from grader.earn import what_would_earn
from grader.grade import grade
from grader.reading import read_answer

EXERCISE = bank.exercise("url-shortener")
ANSWERS = bank.EXERCISES / "url-shortener" / "answers"


def stored(name: str) -> Answer:
    return read_answer(yaml_door.load_file(ANSWERS / f"{name}.yaml")["answer"])


@pytest.mark.parametrize(
    ("name", "check", "said"),
    [
        ("synchronous-clicks", "clicks-not-waited-for", "A log between app and Click statistics"),
        ("no-cache", "cache-with-a-way-back", "A cache that app looks into before"),
        ("single-database", "no-single-loss", "One more Application instance and one more PostgreSQL copy"),
        ("single-database", "redirects-in-time-at-the-peak", "7 more Application instances (1 → 8)"),
        ("average-textbook", "redirects-as-often-as-promised", "5 more Web servers instances"),
    ],
)  # fmt: skip
def test_changes_earn_exactly_what_they_say(name: str, check: str, said: str) -> None:
    answer = stored(name)
    before = grade(EXERCISE, answer)

    found = what_would_earn(EXERCISE, answer, before)

    for each in found:
        drawing = apply(answer.architecture, each.change)
        after = grade(EXERCISE, answer.model_copy(update={"architecture": drawing}))
        assert after.score == each.score
        assert after.score - before.score == pytest.approx(each.points, abs=0.051)
        assert each.checks == tuple(
            one.id for one in after.checks if one.points > before.check(one.id).points
        )
        assert f"+{each.points:g} points" in each.sentence
    assert [each for each in found if check in each.checks and each.change.says.startswith(said)]


def test_nothing_is_proposed_where_nothing_is_open() -> None:
    answer = stored("strong-cache-aside")

    assert what_would_earn(EXERCISE, answer, grade(EXERCISE, answer)) == ()


def test_a_drawing_in_which_nothing_runs_is_answered_too() -> None:
    for name in ("empty", "no-path", "buzzwords"):
        answer = stored(name)
        assert what_would_earn(EXERCISE, answer, grade(EXERCISE, answer)) == ()


def test_command_names_the_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["earn", "url-shortener", "single-database"]) == 0

    said = capsys.readouterr().out
    assert "One more Application instance and one more PostgreSQL copy: +" in said
    assert "What the checks ask for" in said
