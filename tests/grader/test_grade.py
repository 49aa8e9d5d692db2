"""A grade is a pure function of answer and rubric: the same bytes, whatever the hash seed; caps and gates hold."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader import bank
from grader.answer import Answer
from grader.grade import grade
from grader.reading import read_answer

ROOT = Path(__file__).parents[2]
EXERCISE = bank.exercise("url-shortener")
SENTENCES = "We read a cache first because links are popular. " * 3


def as_json(answer: str, seed: str) -> bytes:
    command = [sys.executable, "-m", "grader", "grade", "url-shortener", answer, "--json"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=True
    ).stdout


def test_same_bytes_whatever_the_hash_seed() -> None:
    answer = "tests/exercises/probes/edge-workers.yaml"

    first, second = as_json(answer, "1"), as_json(answer, "4242")

    assert first == second
    assert json.loads(first)["checks"][0]["evidence"]


def test_empty_answer_earns_nothing_and_is_told_where_to_begin() -> None:
    report = grade(EXERCISE, Answer())

    assert report.score == 0
    assert report.level == "none"
    assert "Begin with" in report.headline


def test_what_needs_a_missing_check_earns_nothing() -> None:
    answer = read_answer(
        {"deep_dives": "Expiry is checked on read with 410 and a nightly job purges expired rows."}
    )

    check = grade(EXERCISE, answer).check("expiry-purged")

    assert check.verdict == "missed"
    assert "It counts once" in check.because
    assert check.evidence


def test_report_adds_up() -> None:
    report = grade(
        EXERCISE,
        read_answer(
            {
                "functional": "Users shorten a URL and get a short link.\nOpening the short link redirects to the original URL."
            }
        ),
    )

    assert sum(each.points for each in report.phases) == pytest.approx(
        sum(each.points for each in report.checks)
    )
    assert report.bars == {"junior": 40, "senior": 70, "staff": 88}
    assert report.rubric_digest == EXERCISE.rubric_digest
    assert json.loads(report.model_dump_json())["exercise"] == "url-shortener"


def test_length_earns_nothing() -> None:
    short = grade(EXERCISE, read_answer({"deep_dives": SENTENCES}))
    long = grade(EXERCISE, read_answer({"deep_dives": SENTENCES * 100}))

    assert long.score <= short.score


def test_a_statement_and_its_contrary_go_to_a_person() -> None:
    answer = read_answer(
        {"deep_dives": "We read a Redis cache first. We do not use any cache at all."}
    )

    assert any("opposite things" in each for each in grade(EXERCISE, answer).needs_person)


def test_words_of_two_scripts_go_to_a_person() -> None:
    answer = read_answer({"deep_dives": "We use a \u0441ache."})

    assert any("two scripts" in each for each in grade(EXERCISE, answer).needs_person)
