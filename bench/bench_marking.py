"""How fast the marking room is with a class of a thousand: a page of the queue, and a regrade.

The regrade is measured against the bare grading of the same answers in the same process: what is
left of its speed once reports are stored and rows are read anew.
"""

import random
import tempfile
import time
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import create_app
from app.clock import now, system_clock
from app.courses.models import Assignment, Submission
from app.database import db, writing
from app.demo.answers import answers
from app.jobs import queue
from app.jobs.queue import Order
from app.jobs.worker import Terms, work_once
from app.marking import regrade
from app.marking.regrades import KIND
from app.practice.models import Attempt
from app.settings import Settings
from tests.app.browsing import SLUG
from tests.app.courses.conftest import School, new_school
from tests.app.marking.test_queue import thousand
from tests.app.test_queries import counted

CLASS = 1000
AGAIN = 128
ROUNDS = 7
BAR_PAGE_MS, BAR_QUERIES, BAR_REGRADE = 300, 8, 0.85


def measure() -> dict[str, Any]:
    """Milliseconds are of this machine; queries and the share of bare speed are not."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder)))
        school = new_school(app)
        school.set()
        thousand(app, CLASS)
        found = {
            "submissions": CLASS,
            **_page(app, school, "queue", f"{school.course}/assignments/1/queue"),
            **_page(app, school, "marking", f"{school.course}/submissions/1000"),
            "page_bar_ms": BAR_PAGE_MS,
            "queries_bar": BAR_QUERIES,
            "regrade_share_of_bare_grading": round(_regrade(app), 3),
            "regrade_bar": BAR_REGRADE,
        }
        with app.app_context():
            db.engine.dispose()
    return found


def _page(app: Flask, school: School, name: str, path: str) -> dict[str, float]:
    with counted(app) as asked:
        school["owner"].open(path)
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        school["owner"].open(path)
        took.append(time.perf_counter() - began)
    return {f"{name}_ms": round(1000 * min(took), 1), f"{name}_queries": len(asked)}


def _regrade(app: Flask) -> float:
    """Processor time of the grading alone, over that of the whole regrade."""
    numbers = list(range(1000, 1000 + AGAIN))
    handed_in = answers(SLUG, AGAIN, random.Random(1))  # no two alike, as of a class
    with app.app_context():
        with writing() as change:
            for number, answer in zip(numbers, handed_in, strict=True):
                change.execute(update(Attempt).where(Attempt.id == number).values(answer=answer))
        with Session(db.engine, expire_on_commit=False) as session:
            things = regrade.load(session, tuple(numbers))
            for thing in things:  # both runs find the same things known already
                regrade.work(thing)
            began = time.process_time()
            for thing in things:
                regrade.work(thing)
            bare = time.process_time() - began
            session.rollback()
        with writing() as change:
            queue.enqueue(change, Order(KIND, "bench"), numbers, now())
        began = time.process_time()
        with Session(db.engine, expire_on_commit=False) as session:
            while work_once(session, Terms(moment=system_clock)):
                pass
        whole = time.process_time() - began
        graded = db.session.scalars(
            select(Submission.report_id).where(
                Submission.id.in_(numbers), Submission.report_id >= 2000
            )
        ).all()
        if len(graded) != AGAIN or db.session.get(Assignment, 1) is None:
            raise RuntimeError(f"{AGAIN - len(graded)} were not graded again")
    return bare / whole
