"""Long work: attempts graded again by two workers, against a bare pool of two processes on the same."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.accounts.models import Person
from app.clock import system_clock
from app.database import changing, db, open_engine
from app.jobs.models import Job
from app.jobs.queue import Order, enqueue
from app.practice import regrade
from app.practice.models import Attempt
from app.settings import ROOT, Settings
from grader.bank import EXERCISES
from tests.postgres import postgres_served

ATTEMPTS = 300
PROCESSES = 2
SLUG = "url-shortener"


def measure() -> dict[str, Any]:
    """Attempts a second; a worker's time to start is left out on both sides."""
    given = [(number, SLUG, answer) for number, answer in enumerate(_answers())]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        list(pool.map(regrade.work, given[: 4 * PROCESSES]))  # the pool has begun
        began = time.perf_counter()
        list(pool.map(regrade.work, given, chunksize=16))
        bare = len(given) / (time.perf_counter() - began)
    found = {"bare_pool_per_s": round(bare, 1)}
    with tempfile.TemporaryDirectory() as folder:
        sqlite = _with_workers(Settings(data=Path(folder), workers=PROCESSES))
    with tempfile.TemporaryDirectory() as folder, postgres_served() as server:
        address = server.new_database()
        postgres = _with_workers(
            Settings(data=Path(folder), workers=PROCESSES, database_url=address)
        )
    return {
        **found,
        "sqlite_workers_per_s": round(sqlite, 1),
        "sqlite_against_bare_pool": round(sqlite / bare, 2),
        "postgresql_workers_per_s": round(postgres, 1),
        "postgresql_against_bare_pool": round(postgres / bare, 2),
        "bar": 0.85,
    }


def _answers() -> list[dict[str, Any]]:
    files = sorted((EXERCISES / SLUG / "answers").glob("*.yaml"))
    stored = [yaml.safe_load(file.read_text())["answer"] for file in files]
    return [stored[number % len(stored)] for number in range(ATTEMPTS)]


def _with_workers(settings: Settings) -> float:
    ids = _handed_in(settings)
    engine = open_engine(settings)
    with Session(engine) as session:
        # a first job tells when the workers have begun; the second is measured
        workers = subprocess.Popen(
            [sys.executable, "-m", "app", "worker"],
            cwd=ROOT,
            env={**os.environ, **settings.as_environment()},
            stderr=subprocess.DEVNULL,
        )
        try:
            _done(session, ids[: 16 * PROCESSES])
            began = time.perf_counter()
            _done(session, ids)
            took = time.perf_counter() - began
        finally:
            workers.terminate()
            workers.wait(timeout=20)
    engine.dispose()
    return len(ids) / took


def _handed_in(settings: Settings) -> list[int]:
    app = create_app(settings)
    with app.app_context(), changing(db.session) as change:
        person = Person(name="bench", created_at=system_clock())
        change.add(person)
        change.flush()
        made = [
            Attempt(person_id=person.id, exercise=SLUG, number=1 + number, key=f"key-{number:05}",
                    answer=answer, handed_in=system_clock())
            for number, answer in enumerate(_answers())
        ]  # fmt: skip
        change.add_all(made)
        change.flush()
        ids = [each.id for each in made]
    with app.app_context():
        db.engine.dispose()
    return ids


def _done(session: Session, ids: list[int]) -> None:
    with changing(session) as change:
        number = enqueue(change, Order("regrade", "bench"), ids, system_clock())
    while session.scalar(select(Job.state).where(Job.id == number)) != "done":
        session.rollback()
        time.sleep(0.02)
    session.rollback()
