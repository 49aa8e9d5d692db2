"""Marks that leave the building and come back: unchanged files change nothing, edits are overrides."""

import csv
import io
import json

import pytest

from grader.bank import exercise
from grader.grade import grade
from grader.reading import read_answer
from grader.receipt import differences
from tests.app.browsing import SLUG, words_of
from tests.app.conftest import StillClock
from tests.app.courses.conftest import School
from tests.app.marking.conftest import hand_in, stored


@pytest.fixture
def two(full: School) -> School:
    """Two submissions, one of somebody whose name a spreadsheet would run."""
    full.set()
    row = "name,email,number\n'=SUM(A1),learner@example.org,0042\n"
    full["owner"].submit(f"{full.course}/people.csv", text=row)
    full.add("learner", "bo")
    hand_in(full, "learner", "no-cache")
    hand_in(full, "bo", "day-for-second")
    return full


def marks(school: School) -> str:
    return school["owner"].open(f"{school.course}/assignments/1/marks.csv").text


def take_in(school: School, text: str) -> tuple[int, str]:
    sent = school["owner"].submit(f"{school.course}/assignments/1/marks.csv", text=text)
    if sent.status_code == 303:
        sent = school["owner"].open(sent.headers["Location"])
    return sent.status_code, words_of(sent)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def as_text(lines: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, lines[0])
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def test_marks_that_come_back_unchanged_change_nothing(two: School) -> None:
    mark = {"points": "0", "reason": "=not so", "comment": "-see, chapter “two”;\nline 2"}
    two["assistant"].submit(f"{two.course}/submissions/1/checks/write-rate", **mark)
    text = marks(two)

    status, said = take_in(two, text)

    assert status == 200
    assert "nothing was changed" in said
    assert marks(two) == text
    assert "'=SUM(A1)" in text
    assert "'=not so" in text
    assert len(rows(text)) > 80


def test_other_points_in_a_file_are_overrides_with_their_reason(two: School) -> None:
    lines = rows(marks(two))
    met = next(each for each in lines if each["submission"] == "1" and float(each["points"]) > 0)
    met.update(points="0", reason="Not in a spreadsheet.", comment="Read it again.")

    status, said = take_in(two, as_text(lines))

    assert status == 200
    assert "1 mark was added" in said
    page = words_of(two["owner"].open(f"{two.course}/submissions/1"))
    assert "Not in a spreadsheet." in page
    after = {(each["submission"], each["check"]): each for each in rows(marks(two))}
    assert after["1", met["check"]]["points"] == "0"
    assert after["1", met["check"]]["comment"] == "Read it again."
    assert "nothing was changed" in take_in(two, marks(two))[1]


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        ({"points": "0"}, "row 2, reason: say why"),
        ({"points": "lots"}, "row 2, points: 'lots' is not a number"),
        ({"points": "1000", "reason": "x"}, "row 2, points"),
        ({"submission": "999"}, "row 2, submission: there is no submission '999'"),
        ({"check": "nonsense"}, "row 2, check"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_and_nothing_of_it_is_taken(
    two: School, edit: dict[str, str], where: str
) -> None:
    before = marks(two)
    lines = [each for each in rows(before) if float(each["points"] or 0) > 0]
    lines[0].update(edit)
    lines[1].update(points="0", reason="this one would be fine")

    status, said = take_in(two, as_text(lines))

    assert status == 422
    assert where in said
    assert marks(two) == before


def test_the_gradebook_goes_out_in_each_format(two: School) -> None:
    def out(name: str) -> list[dict[str, str]]:
        return rows(two["owner"].open(f"{two.course}/gradebook.csv?for={name}").text)

    assert {each["name"] for each in out("plain")} == {"'=SUM(A1)", "bo"}
    assert out("plain")[0]["First design"] == "65"
    canvas = out("canvas")
    assert list(canvas[0])[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert canvas[0]["Student"] == "Points Possible"
    assert canvas[0]["First design"] == "100"
    assert canvas[1]["SIS User ID"] == "0042"
    assert out("moodle")[0]["Email address"] == "learner@example.org"
    assert two["owner"].open(f"{two.course}/gradebook.csv?for=other").status_code == 404


def test_a_mark_that_waits_for_a_person_stays_at_home(full: School) -> None:
    full.set()
    hand_in(full, "learner", "buzzwords")

    out = full["owner"].open(f"{full.course}/gradebook.csv").text
    assert rows(out)[0]["First design"] == ""
    assert "pending" in words_of(full["owner"].open(f"{full.course}/gradebook"))

    full["assistant"].submit(f"{full.course}/submissions/1/done")

    assert rows(full["owner"].open(f"{full.course}/gradebook.csv").text)[0]["First design"] == "0"


def test_lateness_and_points_are_counted_in_and_a_team_shares(
    full: School, clock: StillClock
) -> None:
    full.set(due_at="2025-03-03T12:00", late_per_day="10", points="20", by_team="yes")
    roster = "name,email,team\nlearner,learner@example.org,red\nbo,bo@example.org,red\n"
    full["owner"].submit(f"{full.course}/people.csv", text=roster)
    clock.forward(hours=4)
    hand_in(full, "learner", "no-cache")

    found = rows(full["owner"].open(f"{full.course}/gradebook.csv").text)

    assert [each["First design"] for each in found] == ["11.7", "11.7"]  # 65 % × 0.9 of 20


def test_receipts_hold_and_people_stand_beside_the_rules(two: School) -> None:
    two["assistant"].submit(
        f"{two.course}/submissions/1/checks/write-rate", points="0", reason="by hand"
    )

    found = json.loads(two["owner"].open(f"{two.course}/assignments/1/receipts.json").text)

    first = found["submissions"][0]
    again = grade(exercise(SLUG), read_answer(json.loads(stored("no-cache")), as_it_is=True))
    assert differences(first["by_rules"], again) == []
    assert first["by_people"][0]["reason"] == "by hand"
    assert first["score"] <= first["by_rules"]["score"]
