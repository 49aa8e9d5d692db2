"""The made-up course: everything to look at is there, its people can sign in, and it is made once."""

import random
import subprocess
import sys
from pathlib import Path

from flask import Flask

import dev
from app.demo.answers import answers
from app.demo.course import ASSISTANTS, LEARNER, PASSWORD, SLUG, TEACHER, fill, is_filled
from app.demo.people import address
from grader.bank import exercise
from grader.grade import grade
from grader.reading import read_answer
from tests.app.browsing import Browser, words_of


def test_a_made_up_course_is_there_to_be_looked_at(app: Flask) -> None:
    said: list[str] = []
    assert not is_filled(app)

    fill(app, said.append, learners=12)

    assert is_filled(app)
    assert said
    for email in (TEACHER, LEARNER, address(ASSISTANTS[0])):
        browser = Browser(app)
        assert browser.sign_in(email, PASSWORD).status_code == 303, email
        assert browser.open("/courses/1").status_code == 200
    teacher = Browser(app)
    teacher.sign_in(TEACHER, PASSWORD)
    queue = words_of(teacher.open("/courses/1/assignments/1/queue"))
    assert "7 of 12 marked" in queue


def test_the_class_is_as_uneven_as_a_class_is_and_the_same_every_time() -> None:
    one, other = (list(answers(SLUG, 16, random.Random(5))) for _ in range(2))
    scores = [grade(exercise(SLUG), read_answer(each, as_it_is=True)).score for each in one]

    assert one == other
    assert len(scores) == 16
    assert max(scores) - min(scores) > 40
    assert len({round(each) for each in scores}) >= 6


def test_end_demo_removes_that_folder_and_nothing_else(tmp_path: Path) -> None:
    code = (
        "import dev, pathlib, sys; dev.DEMO = pathlib.Path(sys.argv[1]) / 'demo'; "
        "dev.end_demo(None, []); dev.end_demo(None, [])"
    )
    (tmp_path / "demo").mkdir()
    (tmp_path / "kept").mkdir()

    printed = subprocess.check_output(
        [sys.executable, "-c", code, str(tmp_path)], cwd=dev.HERE, text=True
    )

    assert printed.splitlines() == ["The made-up course is gone.", "There is no made-up course."]
    assert (tmp_path / "kept").exists()
    assert not (tmp_path / "demo").exists()
