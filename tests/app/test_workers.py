"""Workers as processes, killed in the middle of their work: nothing is lost, nothing is done twice."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import create_app
from app.clock import system_clock
from app.database import changing, db, open_engine
from app.jobs import worker
from app.jobs.models import Job, JobPart
from app.jobs.queue import Order, enqueue
from app.practice.models import Attempt, Report
from app.settings import ROOT, Settings
from tests.app.browsing import SLUG, WORKSPACE, Browser
from tests.serving import app_served

ATTEMPTS = 16


@pytest.fixture
def settings(tmp_path: Path, database: str) -> Settings:
    return Settings(data=tmp_path / "data", database_url=database, job_lease=1, workers=2)


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    """A database with a class's attempts and a job that grades them again."""
    app = create_app(settings)
    learner = Browser(app)
    learner.open(WORKSPACE)
    learner.hand_in({"functional": "The system shortens links."}, key="key-00000")
    with app.app_context():
        first = db.session.scalars(select(Attempt)).one()
        copies = [
            Attempt(person_id=first.person_id, exercise=SLUG, number=2 + number, key=f"copy-{number:05}",
                    answer=first.answer, handed_in=datetime.now(UTC))
            for number in range(ATTEMPTS)
        ]  # fmt: skip
        with changing(db.session) as change:
            change.add_all(copies)
            change.flush()
            enqueue(
                change, Order("regrade", "Regrade"), [each.id for each in copies], system_clock(), at_once=2
            )  # fmt: skip
        db.engine.dispose()
    engine = open_engine(settings)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@contextmanager
def working(settings: Settings, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "worker"], cwd=ROOT, stdout=output, stderr=output,
            env={**os.environ, **settings.as_environment()}, start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def children(of: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{of}/task/{of}/children").read_text().split()]


def wait(until: Callable[[], bool], log: Path) -> None:
    for _ in range(600):
        if until():
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def ended(session: Session) -> bool:
    session.rollback()
    return session.scalar(select(Job.state)) in {"done", "failed"}


def parts_done(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(JobPart.id)).where(JobPart.state == "done")) or 0


def test_workers_killed_in_the_middle_lose_nothing_and_do_nothing_twice(
    settings: Settings, session: Session, tmp_path: Path
) -> None:
    """Each worker is killed once and replaced, then all of them with their supervisor."""
    log = tmp_path / "worker.log"
    with working(settings, log) as process:
        wait(lambda: parts_done(session) >= 2, log)
        killed = children(process.pid)
        for each in killed:
            os.kill(each, signal.SIGKILL)
        wait(lambda: len(set(children(process.pid)) - set(killed)) == 2, log)
        before = parts_done(session)
        wait(lambda: parts_done(session) > before, log)
        orphans = children(process.pid)
        process.kill()
        process.wait(timeout=10)
        wait(lambda: not any(Path(f"/proc/{each}/cmdline").exists() for each in orphans), log)
    with working(settings, log):
        wait(lambda: ended(session), log)

    (job,) = session.scalars(select(Job))
    assert (job.state, job.done, job.failed) == ("done", ATTEMPTS, 0)
    reports = Counter(session.scalars(select(Report.attempt_id)))
    assert sorted(reports.values()) == [1] * (1 + ATTEMPTS)


@pytest.mark.sqlite
def test_the_app_brings_its_worker_and_takes_it_along(settings: Settings, session: Session) -> None:
    with app_served(settings.data, DRAWN_WORKERS="1"):
        wait(lambda: parts_done(session) >= 1, settings.data / "server.log")
    before = parts_done(session)
    time.sleep(2 * worker.IDLE)

    assert parts_done(session) == before


@pytest.mark.sqlite
def test_a_worker_that_is_told_to_leave_leaves_at_once(settings: Settings, session: Session, tmp_path: Path) -> None:  # fmt: skip
    log = tmp_path / "worker.log"
    with working(settings, log) as process:
        wait(lambda: parts_done(session) >= 1, log)
        process.terminate()
        assert process.wait(timeout=15) == 0
