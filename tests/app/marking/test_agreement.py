"""Agreement, with the figures of worked examples; what each check says of a class; advice."""

import importlib
import re

import pytest

from app.marking import agreement
from app.marking.agreement import Agreement, _advice
from grader.overruled import word_for
from tests.app.browsing import words_of
from tests.app.courses.conftest import School
from tests.app.marking.conftest import hand_in

HERE = "/courses/1/assignments/1/agreement"


def pairs(table: list[list[int]]) -> list[tuple[int, int]]:
    """A table of counts, rows one rater and columns the other, as pairs."""
    return [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def test_kappa_is_agreement_beyond_chance() -> None:
    """50 things: both yes 20, both no 15, else 5 and 10. Exact 0.7, by chance 0.5, κ 0.4."""
    found = agreement.agreement(pairs([[15, 10, 0], [5, 20, 0], [0, 0, 0]]))

    assert found.n == 50
    assert found.exact == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.4 < found.high


def test_a_far_miss_weighs_more_than_a_near_one() -> None:
    near = agreement.agreement(pairs([[10, 3, 0], [3, 10, 3], [0, 3, 10]]))
    far = agreement.agreement(pairs([[10, 0, 3], [3, 10, 3], [3, 0, 10]]))

    assert near.exact == pytest.approx(far.exact)
    assert near.weighted is not None
    assert far.weighted is not None
    assert near.weighted > far.weighted


def test_the_interval_narrows_with_more_ratings_and_is_the_same_every_time() -> None:
    table = [[6, 1, 0], [1, 6, 1], [0, 1, 6]]
    few = agreement.agreement(pairs(table))
    many = agreement.agreement(pairs([[10 * each for each in row] for row in table]))

    assert agreement.agreement(pairs(table)) == few
    assert few.high is not None
    assert few.low is not None
    assert many.high is not None
    assert many.low is not None
    assert many.high - many.low < few.high - few.low


def test_where_every_rating_is_one_word_there_is_no_kappa() -> None:
    assert agreement.agreement([(2, 2)] * 20) == Agreement(20, 1.0, None, None)


@pytest.mark.parametrize(
    ("n", "facility", "discrimination", "overruled", "said"),
    [
        (30, 0.5, 0.4, (8, 20), "People overrule it in 8 of 20"),
        (30, 0.99, 0.4, (0, 20), "Nearly everybody"),
        (30, 0.01, 0.4, (0, 20), "Nearly nobody"),
        (30, 0.5, -0.2, (0, 20), "do well elsewhere"),
        (30, 0.5, 0.02, (0, 20), "its own way"),
        (30, 0.5, 0.4, (1, 20), ""),
        (5, 1.0, None, (0, 5), ""),
    ],
)
def test_advice_names_what_to_do(
    n: int, facility: float, discrimination: float | None, overruled: tuple[int, int], said: str
) -> None:
    found = _advice(n, facility, discrimination, overruled)

    assert found.startswith(said) if said in found[: len(said)] else said in found
    assert bool(found) == bool(said)


def test_points_stand_for_words() -> None:
    assert [word_for(points, 2) for points in (0, 0.5, 2)] == ["missed", "partly", "met"]


def test_the_page_counts_what_people_finished(full: School) -> None:
    full.set()
    assert "Nothing was handed in yet" in words_of(full["observer"].open(HERE))
    for name, answer in (
        ("ada", "no-cache"),
        ("bo", "day-for-second"),
        ("cy", "strong-cache-aside"),
    ):
        full.add("learner", name)
        hand_in(full, name, answer)
    assert "Nobody has finished" in words_of(full["observer"].open(HERE))

    full["assistant"].submit(
        "/courses/1/submissions/1/checks/write-rate", points="0", reason="by hand"
    )
    full["assistant"].submit("/courses/1/submissions/1/done")
    page = words_of(full["observer"].open(HERE))

    assert re.search(r"n = \d+ checks in 1 finished submissions", page)
    assert "1 / 1" in page
    assert "the paragraph that teaches it" in page
    assert "Writes per second" in page


def test_without_the_libraries_the_page_says_how_to_get_them(
    full: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.set()
    hand_in(full, "learner", "no-cache")
    full["assistant"].submit("/courses/1/submissions/1/done")
    found = importlib.import_module

    def none_of_them(name: str) -> object:
        if name.startswith(("sklearn", "scipy")):
            raise ImportError(name)
        return found(name)

    monkeypatch.setattr(agreement.importlib, "import_module", none_of_them)

    page = full["owner"].open(HERE)

    assert page.status_code == 200
    assert "locks/statistics.txt" in page.text
