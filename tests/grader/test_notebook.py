"""The notebook of estimates: later lines use earlier ones, and what is wrong is said at its line."""

import pytest

from grader.bank import exercise
from grader.reading import LookOver, look_over, read_answer
from grader.submission import Submission
from grader.working import working_of

SHORTENER = exercise("url-shortener")


def look(*lines: tuple[str, str, str]) -> LookOver:
    rows = [dict(zip(("name", "working", "value"), each, strict=True)) for each in lines]
    return look_over({"estimates": rows}, SHORTENER)


def test_a_line_uses_the_lines_above_it_by_name() -> None:
    seen = look(
        ("links a month", "100M links", ""),
        ("write_rate", "links a month / 2.592M s", ""),
        ("read_rate", "write rate × 100", "3.9k/s"),
    )

    assert seen.readings["estimates[0]"] == "100M links"
    assert seen.readings["estimates[1]"].startswith("38.6 ")
    assert seen.readings["estimates[2]"] == "3.9k requests/s. The working comes to the same."
    assert seen.problems == ()


def test_what_a_sum_comes_to_can_be_taken_where_it_fits_what_is_asked() -> None:
    seen = look(("write_rate", "100M links / 2.592M s", ""), ("storage", "100M links / 3 s", ""))

    assert seen.readings["estimates[0].take"] == "38.6 requests/s"
    assert "estimates[1].take" not in seen.readings


def test_a_line_knows_nothing_of_the_lines_below_it() -> None:
    seen = look(("total", "3 × parts", ""), ("parts", "7 GB", ""))

    assert "estimates[0]" not in seen.readings


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("a", "6 elephants × 500 B", ""), "I don't know the unit 'elephants'."),
        (("a", "3 s + 4 B", ""), "Only like can be added to like."),
        (("a", "12 GB / 0", ""), "This divides by zero."),
        (("a", "", "3 elephants"), "I don't know the unit 'elephants'"),
    ],
)
def test_what_is_wrong_is_said_at_its_line_and_stops_nothing(
    line: tuple[str, str, str], said: str
) -> None:
    seen = look(("first", "10M users", ""), line)

    assert said in seen.remarks["estimates[1]"]
    assert list(seen.remarks) == ["estimates[1]"]
    assert seen.problems == ()


def test_prose_beside_a_number_is_left_alone() -> None:
    seen = look(
        ("storage", "5 years of it, in 3 copies or so; see the brief", "3 TB"),
        ("hit_ratio", "Zipf with s = 1, from Breslau 1999", "80 %"),
    )

    assert seen.remarks == {}


def test_a_grade_reads_a_sum_over_the_learners_own_lines() -> None:
    rows = [
        {"name": "links a month", "working": "100M links"},
        {"name": "write_rate", "value": "38.6/s", "working": "links a month / 2.592M s"},
    ]
    submission = Submission(
        SHORTENER,
        SHORTENER.lexicon,
        SHORTENER.rubric.signs,
        read_answer({"estimates": rows}),
    )

    working = working_of(submission, submission.numbers["write_rate"])

    assert working.arithmetic.word == "right"
    assert [each.text for each in working.equations] == ["links a month / 2.592M s"]
