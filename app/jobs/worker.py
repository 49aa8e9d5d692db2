"""A worker: takes a part, does it, stores the result, and begins again.

    python -m app worker --processes 2

Any number may run, on any machine that reaches the database. A worker that is killed loses nothing:
its part is given to another when its lease is over. One that was frozen meanwhile finds its result
refused.
"""

import logging
import multiprocessing
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.clock import Clock, system_clock
from app.database import changing, open_engine
from app.jobs import queue
from app.jobs.kinds import KINDS, Kind
from app.jobs.queue import Taken
from app.logs import write_logs
from app.settings import Settings

log = logging.getLogger(__name__)

IDLE = 0.5  # seconds between two looks at an empty queue
START = "spawn" if sys.platform == "win32" else "fork"  # a copy shares what was imported
AWAY = 2.0  # seconds until a database that is away is asked again


@dataclass(frozen=True, slots=True)
class Terms:
    """How a worker tells the time, and how long it may be silent."""

    lease: timedelta = timedelta(seconds=20)
    moment: Clock = system_clock


def work_once(session: Session, terms: Terms) -> bool:
    """Do one part, if there is one; False when nothing waits."""
    with changing(session) as change:
        taken = queue.take(change, terms.moment(), terms.lease)
    if taken is None:
        return False
    try:
        done = _do(session, taken, KINDS[taken.kind], terms)
    except SQLAlchemyError:
        raise  # the database is away: the part comes back when the lease is over
    except Exception as error:
        log.exception("a part of job %s failed", taken.job_id)
        with changing(session) as change:
            queue.give_back(change, taken, terms.moment(), f"{type(error).__name__}: {error}")
        return True
    if not done:
        log.info("a part of job %s was somebody else's by then", taken.job_id)
    return True


def _do(session: Session, taken: Taken, kind: Kind, terms: Terms) -> bool:
    """Whether the part's results were taken."""
    things = kind.load(session, taken.given)
    session.rollback()  # nothing stays open while the work is done
    results: list[Any] = []
    renewed = time.monotonic()
    for thing in things:
        results.append(kind.work(thing))
        if time.monotonic() - renewed > terms.lease.total_seconds() / 4:
            renewed = time.monotonic()
            with changing(session) as change:
                if not queue.still_ours(change, taken, terms.moment(), terms.lease):
                    return False
    return _store(session, taken, kind, (things, results), terms.moment())


def _store(
    session: Session, taken: Taken, kind: Kind, done: tuple[list[Any], list[Any]], moment: datetime
) -> bool:
    with changing(session, durable=True) as change:
        if not queue.accept(change, taken, moment, failed=len(taken.given) - len(done[0])):
            return False
        kind.store(change, *done, moment)
    return True


# --- processes -----------------------------------------------------------------------------------


def run_workers(settings: Settings) -> int:
    """Keep this many workers alive until told to stop; each is a process, for the work is Python."""
    write_logs(settings)
    context: Any = multiprocessing.get_context(START)
    stopping = False

    def stop(*_signal: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    parent = os.getppid()
    alive: list[BaseProcess] = []
    while not stopping and os.getppid() == parent:  # the app that started us is gone: so are we
        alive = [each for each in alive if each.is_alive()]
        while len(alive) < settings.workers and not stopping:
            alive.append(context.Process(target=work_until_told, args=(settings, os.getpid())))
            alive[-1].start()
        time.sleep(IDLE)
    for each in alive:
        each.terminate()
    for each in alive:
        each.join(timeout=10)
    return 0


def work_until_told(settings: Settings, supervisor: int) -> None:
    """The life of one worker."""
    write_logs(settings)
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the supervisor tells us
    engine = open_engine(settings)
    terms = Terms(timedelta(seconds=settings.job_lease))
    while os.getppid() == supervisor:
        try:
            with Session(engine, expire_on_commit=False) as session:
                while work_once(session, terms):
                    if os.getppid() != supervisor:
                        return
        except SQLAlchemyError as error:
            log.warning("the database is away: %s", str(error).partition("\n")[0])
            engine.dispose()
            time.sleep(AWAY)
        time.sleep(IDLE)


def _leave(*_signal: object) -> None:
    raise SystemExit(0)  # what was not stored is given to another worker
