"""Questions are read into what the page needs, and what cannot be asked is refused with a reason."""

import pytest

from book import questions
from capacity.reading import read

SLIPS = ["= 347 request/s within 10 %", "- 500 request/s → sixty", "→ 30M over 86,400"]


def test_a_question_is_parted_from_its_answers_and_lines_are_joined() -> None:
    asked, answers = questions.parted(["How", "many?", "- * one", "  more → yes", "- two → no"])

    assert asked == ["How", "many?"]
    assert answers == ["- * one more → yes", "- two → no"]


def test_a_number_is_right_within_what_the_question_allows() -> None:
    asked = questions.number(SLIPS)

    assert asked.is_right(read("350 requests/s"))
    assert asked.is_right(read("30M requests/day"))
    assert not asked.is_right(read("400 requests/s"))
    assert asked.slip(read("510 requests/s")) == asked.slips[0]
    assert asked.slip(read("1 request/s")) is None


def test_steps_are_never_shown_in_their_right_order() -> None:
    for count in range(3, 9):
        items = questions.order([f"{n}. step {n} → because" for n in range(1, count + 1)])
        places = questions.shuffled(items)

        assert sorted(places) == list(range(count))
        assert places != list(range(count))


@pytest.mark.parametrize(
    ("kind", "lines", "message"),
    [
        ("several", ["- * a → b", "- * c → d"], "some answers must begin"),
        ("several", ["- a"], "is not '- answer → feedback'"),
        ("order", ["1. a → b", "2. c → d"], "at least three"),
        ("order", ["- a → b"], r"is not '1\. step"),
        ("match", ["- a = b → c", "- d = b → e"], "two different halves"),
        ("match", ["- a → b"], "is not '- thing = its other half"),
        ("number", ["= 3 dya", "→ x"], "dya"),
        ("number", ["- 3 GB → x"], "one line '= value"),
        ("number", ["= 3 GB within 80 %", "→ x"], "at most 50 %"),
        ("number", ["= 3 GB", "- 3.1 GB → close", "→ x"], "of the right value"),
        ("number", ["= 3 GB", "- 3 s → time", "→ x"], "measures something else"),
    ],
)
def test_what_cannot_be_asked_is_refused(kind: str, lines: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        getattr(questions, kind)(lines)
