"""Progress: what the page says of attempts and sections, and which step it proposes, with its reason."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import db
from app.progress.mastery import HALF_LIFE, PRIOR, Evidence, mastery
from app.progress.models import QuestionAnswer
from app.progress.next_steps import Standing, next_steps
from app.progress.sections import title_of
from grader.bank import exercise, exercises
from grader.grade import grade
from grader.ladder import next_level
from grader.reading import read_answer
from grader.report import Report
from tests.app.browsing import SLUG, WORKSPACE, Browser, words_of
from tests.app.conftest import StillClock
from tests.app.stored import stored

NOW = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
CACHE = "anatomy#anatomy-cache"


def report_of(name: str) -> Report:
    return grade(exercise(SLUG), read_answer(stored(name)))


def evidence(share: float, *, days: float = 0, section: str = CACHE) -> Evidence:
    return Evidence(section, share, NOW - timedelta(days=days), "a check")


def known(*found: Evidence) -> float:
    (only,) = mastery(found, NOW)
    return only.known


def test_one_good_check_says_less_than_several() -> None:
    assert known(evidence(1)) == pytest.approx(1 / (1 + PRIOR))
    assert known(evidence(1)) < known(evidence(1), evidence(1)) < 1


def test_what_is_old_counts_less() -> None:
    half = HALF_LIFE / timedelta(days=1)

    assert known(evidence(1, days=half)) == pytest.approx(0.5 / (0.5 + PRIOR))
    assert known(evidence(1, days=10 * half)) < 0.01
    # a fresh miss outweighs an old success
    assert known(evidence(1, days=3 * half), evidence(0)) < 0.15


def test_what_was_known_once_is_fading_and_what_never_was_is_open() -> None:
    faded, never = (mastery([evidence(share, days=90)], NOW)[0].word for share in (1.0, 0.0))

    assert (faded, never) == ("fading", "open")
    assert mastery([evidence(1), evidence(0)], NOW)[0].word in {"begun", "open"}
    assert mastery([evidence(1)] * 3, NOW)[0].word == "solid"


def test_the_least_known_section_comes_first() -> None:
    found = mastery([evidence(1), evidence(0, section="anatomy#anatomy-keys")], NOW)

    assert [each.section for each in found] == ["anatomy#anatomy-keys", CACHE]


def test_every_section_that_a_rubric_names_has_its_heading() -> None:
    for each in exercises():
        for check in each.rubric.checks:
            label = check.book.partition("#")[2].replace("-", " ")
            assert title_of(check.book).lower() != label, check.book


def test_an_unknown_section_is_called_by_its_label() -> None:
    assert title_of("no-such-chapter#about-caches") == "About caches"
    assert title_of("../../etc#passwd") == "Passwd"


# --- the page -----------------------------------------------------------------------------------


def test_who_has_done_nothing_is_told_where_to_begin(app: Flask) -> None:
    words = words_of(Browser(app).open("/progress"))

    assert "Nothing is graded yet" in words
    easiest = [each.title for each in exercises() if each.level == "easy"]
    assert any(f"Begin {title}" in words for title in easiest)
    assert "You have not tried it yet." in words


def test_attempts_show_how_they_improved(learner: Browser) -> None:
    learner.hand_in(stored("single-database"))
    learner.hand_in(stored("strong-cache-aside"), key="second-key-0002")

    page = learner.open("/progress")

    first, second = (
        f"{report_of(name).score:g}" for name in ("single-database", "strong-cache-aside")
    )
    assert f"From {first} to {second} in 2 attempts." in words_of(page)
    assert f'aria-label="Scores, the first attempt first: {first}, {second}"' in page.text


def test_a_worse_attempt_is_said_plainly(learner: Browser) -> None:
    learner.hand_in(stored("strong-cache-aside"))
    learner.hand_in(stored("single-database"), key="second-key-0002")

    assert "2 attempts; the first is still the best." in words_of(learner.open("/progress"))


def test_sections_rest_on_the_checks_of_the_last_attempt(learner: Browser) -> None:
    learner.hand_in(stored("no-cache"))
    before = words_of(learner.open("/progress"))
    learner.hand_in(stored("strong-cache-aside"), key="second-key-0002")
    after = words_of(learner.open("/progress"))

    assert f"{title_of(CACHE)}" in before
    assert before.count("0 %") > after.count(" 0 %")


def test_next_steps_say_why(learner: Browser, clock: StillClock) -> None:
    learner.hand_in(stored("synchronous-clicks"))

    words = words_of(learner.open("/progress"))

    report = report_of("synchronous-clicks")
    coming = next_level(exercise(SLUG).rubric, report)
    assert coming is not None
    assert "cards are due" in words or "card is due" in words
    assert f"Try URL shortener again, for {coming.level}" in words
    assert coming.short[0] in words
    caps = [each.because for each in report.caps if each.id in coming.caps]
    assert not caps or caps[0] in words
    clock.forward(minutes=1)
    learner.save({"functional": "more"}, learner.draft()["version"])
    assert "Go on with URL shortener" in words_of(learner.open("/progress"))


def test_at_most_four_steps_and_each_has_a_reason() -> None:
    found = next_steps(
        Standing(
            exercises=exercises(),
            drafts=[(SLUG, "URL shortener", NOW)],
            due=3,
            latest={},
            mastery=mastery([evidence(0)], NOW),
        )
    )

    assert 0 < len(found) <= 4
    assert [each.kind for each in found[:2]] == ["draft", "cards"]
    assert all(each.because.endswith(".") for each in found)


def test_whoever_has_done_all_is_pushed_to_nothing() -> None:
    assert next_steps(Standing([], [], 0, {}, [])) == []


# --- questions of the book ----------------------------------------------------------------------


def send(learner: Browser, *answers: tuple[str, str, bool]):
    body = [
        {"section": section, "question": name, "right": right} for section, name, right in answers
    ]
    return learner.send("POST", "/progress/questions", {"answers": body})


def test_answers_to_the_book_count_and_the_latest_holds(app: Flask, learner: Browser) -> None:
    learner.token = learner.open("/progress/questions").get_json()["csrf_token"]

    first = send(learner, (CACHE, "anatomy-3", False), (CACHE, "anatomy-4", True))
    again = send(learner, (CACHE, "anatomy-3", True), (CACHE, "anatomy-4", True))

    assert (first.get_json(), again.get_json()) == ({"kept": 2}, {"kept": 1})
    with app.app_context():
        assert len(db.session.scalars(select(QuestionAnswer)).all()) == 3
    page = words_of(learner.open("/progress"))
    assert title_of(CACHE) in page
    assert "80 % solid" in page  # two right answers, and the prior: 2 / 2.5
    assert learner.open("/progress/questions").get_json()["known"] == 2


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"answers": 7},
        {"answers": [{"section": "x", "question": "q", "right": True}]},
        {"answers": [{"section": CACHE, "question": "<b>", "right": True}]},
        {"answers": [{"section": CACHE, "question": "q", "right": "maybe"}]},
        {"answers": [{"section": CACHE, "question": "q", "right": True}] * 501},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_kept(
    app: Flask, learner: Browser, body: object
) -> None:
    assert learner.send("POST", "/progress/questions", body).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(QuestionAnswer)).all() == []


def test_progress_is_ones_own(app: Flask, learner: Browser) -> None:
    learner.hand_in(stored("synchronous-clicks"))

    assert "Attempt 1" not in words_of(Browser(app).open("/progress"))
    assert f"{WORKSPACE}/attempts/1" in learner.open("/progress").text
    assert exercise(SLUG).title in words_of(learner.open("/progress"))
