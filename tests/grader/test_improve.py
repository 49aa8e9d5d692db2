"""A change that is proposed was made and graded again; it gains exactly what it says."""

import pytest

from capacity import yaml_door
from grader import bank
from grader.__main__ import main
from grader.grade import grade
from grader.improve import improvement
from grader.reading import read_answer

EXERCISE = bank.exercise("url-shortener")


@pytest.mark.parametrize(
    ("name", "check", "said"),
    [
        ("synchronous-clicks", "clicks-not-waited-for", "A queue between"),
        ("average-textbook", "no-single-loss", "A second instance of"),
    ],
)
def test_change_gains_exactly_what_it_says(name: str, check: str, said: str) -> None:
    stored = bank.EXERCISES / "url-shortener" / "answers" / f"{name}.yaml"
    answer = read_answer(yaml_door.load_file(stored)["answer"])
    before = grade(EXERCISE, answer)

    change = improvement(EXERCISE, answer, before, check)

    assert change is not None
    assert change.says.startswith(said)
    drawing = change.applied(answer.architecture)
    after = grade(EXERCISE, answer.model_copy(update={"architecture": drawing}))
    assert after.score - before.score == pytest.approx(change.points)
    assert after.check(check).points > before.check(check).points


def test_nothing_is_proposed_where_nothing_is_open() -> None:
    stored = bank.EXERCISES / "url-shortener" / "answers" / "strong-cache-aside.yaml"
    answer = read_answer(yaml_door.load_file(stored)["answer"])

    assert improvement(EXERCISE, answer, grade(EXERCISE, answer), "no-single-loss") is None


def test_command_names_the_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["improve", "url-shortener", "single-database"]) == 0

    assert "A second instance of Application and PostgreSQL." in capsys.readouterr().out
