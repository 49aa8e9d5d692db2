"""The feedback page: what it says of a grade, beside the learner's own work."""

import re

import pytest
from flask import Flask
from sqlalchemy import update

from app.database import db
from app.feedback.evidence import contradictions, parts_of_drawing, with_evidence_ids
from app.feedback.page import drawing_of
from app.practice.models import Report
from grader.bank import exercise
from grader.grade import grade
from grader.reading import read_answer
from tests.app.browsing import SLUG, WORKSPACE, Browser, words_of
from tests.app.stored import stored

CONTRADICTORY = "sums-right-drawing-wrong"


def report_of(name: str) -> dict:
    return with_evidence_ids(
        grade(exercise(SLUG), read_answer(stored(name))).model_dump(mode="json")
    )


def test_a_box_lists_the_checks_that_it_and_its_arrows_took_part_in() -> None:
    report = report_of("synchronous-clicks")

    parts = parts_of_drawing(report, drawing_of(stored("synchronous-clicks"), exercise(SLUG)))

    by_place = {each["at"]: [check["id"] for check in each["checks"]] for each in parts}
    assert "clicks-not-waited-for" in by_place["app->clicks"]
    assert set(by_place["app->clicks"]) <= set(by_place["clicks"])
    assert all(len(set(checks)) == len(checks) for checks in by_place.values())
    assert {each["at"]: each["title"] for each in parts}["app->clicks"].count(" → ") == 1


def test_every_evidence_in_the_drawing_is_listed_under_its_part() -> None:
    report = report_of("average-textbook")
    parts = parts_of_drawing(report, drawing_of(stored("average-textbook"), exercise(SLUG)))
    listed = {(part["at"], check["id"]) for part in parts for check in part["checks"]}
    drawn = {part["at"] for part in parts}

    for check in (*report["checks"], *report["penalties"]):
        for each in check["evidence"]:
            if each["section"] == "architecture" and each["at"] in drawn:
                assert (each["at"], check["id"]) in listed


def test_a_contradiction_has_its_two_ends_apart() -> None:
    found = {each["id"]: each for each in contradictions(report_of(CONTRADICTORY))}

    claim, denial = found["kept-redirect-and-counts"]["ends"]

    assert "exact" in claim["says"]
    assert {each["section"] for each in claim["evidence"]} == {"functional"}
    assert "301" in denial["says"]
    assert "api" in {each["section"] for each in denial["evidence"]}


def test_what_has_one_end_is_said_as_it_is() -> None:
    found = {each["id"]: each for each in contradictions(report_of(CONTRADICTORY))}

    assert found["redirect-waits-for-clicks"]["ends"] == []
    assert found["redirect-waits-for-clicks"]["because"]


def test_nothing_that_costs_no_points_is_called_a_contradiction() -> None:
    assert contradictions(report_of("strong-cache-aside")) == []


def test_the_page_says_what_separates_from_the_next_level(learner: Browser) -> None:
    learner.hand_in(stored("average-textbook"))

    page = words_of(learner.open(f"{WORKSPACE}/attempts/1"))

    assert "Between you and senior" in page
    assert "Senior begins at 70 points" in page
    assert "What checks can add to that" in page, "a cap holds it, which no check lifts"
    learner.hand_in(stored("beginner-single-server"), key="second-key-0002")
    page = words_of(learner.open(f"{WORKSPACE}/attempts/2"))
    assert "Between you and junior" in page
    assert "The nearest way" in page


def test_at_the_top_nothing_is_said_of_a_next_level(learner: Browser) -> None:
    learner.hand_in(stored("strong-cache-aside"))

    assert "Between you and" not in words_of(learner.open(f"{WORKSPACE}/attempts/1"))


def test_a_report_of_an_older_rubric_names_no_next_level(app: Flask, learner: Browser) -> None:
    """What is short is reckoned with the rubric of today, and that report was made with another."""
    learner.hand_in(stored("average-textbook"))
    with app.app_context():
        body = db.session.query(Report).one().body
        db.session.execute(update(Report).values(body={**body, "rubric_digest": "an older one"}))
        db.session.commit()

    page = learner.open(f"{WORKSPACE}/attempts/1")

    assert page.status_code == 200
    assert "Between you and" not in words_of(page)


@pytest.mark.parametrize("name", [CONTRADICTORY, "empty", "buzzwords", "overbuilt"])
def test_every_link_within_the_page_leads_somewhere(learner: Browser, name: str) -> None:
    learner.hand_in(stored(name))

    page = learner.open(f"{WORKSPACE}/attempts/1").text

    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#(check-[^"]+|evidence-[^"]+|at-[^"]+)"', page):
        section = target.split("-")[1]
        assert target in ids or section == "architecture", target


DOCUMENT = """openapi: 3.0.3
info: {title: Links, version: "1"}
paths:
  /v1/links:
    post:
      summary: shorten a long url
      responses: {"201": {description: the code}, "400": {description: no URL}}
"""


def test_an_api_that_came_as_a_document_is_shown_as_it_was_read(learner: Browser) -> None:
    learner.hand_in({**stored("no-cache"), "api": {"openapi": DOCUMENT}})

    page = learner.open(f"{WORKSPACE}/attempts/1").text

    assert '<tr id="at-api-0"><th scope="row"><code>POST /v1/links</code>' in page
    assert "summary: shorten a long url" in page
