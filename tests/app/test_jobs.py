"""Long work: queued whole or not at all, done once, given on when a worker is lost."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.database import changing, db, writing
from app.jobs import queue, worker
from app.jobs.kinds import KINDS, Kind
from app.jobs.models import Job, JobPart
from app.jobs.queue import Order, cancel, enqueue, oldest_waiting, take
from app.jobs.worker import Terms, work_once
from app.practice.models import Attempt, Report
from tests.app.browsing import Browser
from tests.app.conftest import StillClock

LEASE = timedelta(seconds=20)
ORDER = Order("double", "Double some numbers")


class Doubling:
    """A kind of work for tests: it doubles numbers, and remembers what was stored."""

    def __init__(self) -> None:
        self.stored: list[int] = []
        self.during: Callable[[int], None] = lambda _thing: None

    def work(self, thing: int) -> int:
        self.during(thing)
        return 2 * thing

    def store(self, _change: Session, _things: list[int], results: list[int], _moment: datetime) -> None:  # fmt: skip
        self.stored += results


@pytest.fixture
def doubling(monkeypatch: pytest.MonkeyPatch) -> Doubling:
    made = Doubling()
    kind = Kind(lambda _session, given: list(given), made.work, made.store)
    monkeypatch.setattr(worker, "KINDS", {**KINDS, "double": kind})
    return made


@pytest.fixture
def session(app: Flask) -> Any:
    with app.app_context(), Session(db.engine, expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def terms(clock: StillClock) -> Terms:
    return Terms(LEASE, clock)


def order(session: Session, things: list[Any], moment: datetime, of: Order = ORDER) -> int:
    with changing(session) as change:
        return enqueue(change, of, things, moment, at_once=2)


def job(session: Session, number: int) -> Job:
    session.expire_all()
    found = session.get_one(Job, number)
    session.rollback()
    return found


def test_work_is_done_in_parts_and_counted(session: Session, doubling: Doubling, terms: Terms) -> None:  # fmt: skip
    number = order(session, [1, 2, 3, 4, 5], terms.moment())

    assert work_once(session, terms)
    part_way = job(session, number)
    assert (part_way.state, part_way.done, part_way.total) == ("running", 2, 5)
    while work_once(session, terms):
        pass

    ended = job(session, number)
    assert (ended.state, ended.done, ended.failed) == ("done", 5, 0)
    assert ended.ended_at == terms.moment()
    assert doubling.stored == [2, 4, 6, 8, 10]


def test_work_is_queued_with_the_change_that_asks_for_it_or_not_at_all(
    session: Session, terms: Terms
) -> None:
    with suppress(RuntimeError), changing(session) as change:
        enqueue(change, ORDER, [1], terms.moment())
        raise RuntimeError("in the middle")

    assert session.scalar(select(func.count(Job.id))) == 0


def test_nothing_to_do_is_done_at_once(session: Session, terms: Terms) -> None:
    ended = job(session, order(session, [], terms.moment()))

    assert (ended.state, ended.total, ended.ended_at) == ("done", 0, terms.moment())


def test_a_part_whose_worker_was_lost_is_done_by_another_and_accepted_once(
    session: Session, doubling: Doubling, terms: Terms, clock: StillClock
) -> None:
    number = order(session, [1, 2], clock())
    with changing(session) as change:
        lost = take(change, clock(), LEASE)
    assert lost is not None
    assert not work_once(session, terms), "it is still the first worker's"
    clock.forward(seconds=21)

    assert work_once(session, terms)

    assert doubling.stored == [2, 4]
    with changing(session) as change:
        assert not queue.accept(change, lost, clock()), "the first one wakes up too late"
        assert not queue.still_ours(change, lost, clock(), LEASE)
    assert (job(session, number).state, job(session, number).done) == ("done", 2)


def test_a_long_part_keeps_its_lease(
    session: Session, doubling: Doubling, terms: Terms, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Each thing takes 15 s: the second is begun with a lease that was renewed after the first."""
    passed = iter(range(0, 1000, 15))
    monkeypatch.setattr(worker.time, "monotonic", lambda: next(passed))
    leases: list[datetime] = []

    def during(_thing: int) -> None:
        clock.forward(seconds=15)
        leases.append(session.scalars(select(JobPart.not_before)).one())
        session.rollback()

    doubling.during = during
    order(session, [1, 2], clock())

    assert work_once(session, terms)

    assert doubling.stored == [2, 4]
    assert leases[1] - leases[0] == timedelta(seconds=15)


def test_work_that_breaks_is_tried_again_later_and_given_up_after_three(
    session: Session, doubling: Doubling, terms: Terms, clock: StillClock
) -> None:
    def broken(thing: int) -> None:
        if thing == 2:
            raise ValueError("no such thing")

    doubling.during = broken
    number = order(session, [1, 2, 3], clock())
    assert work_once(session, terms)
    assert work_once(session, terms), "the other part does not wait"
    assert not work_once(session, terms), "the broken one waits its time"
    for seconds in (2, 4):
        clock.forward(seconds=seconds)
        assert work_once(session, terms)
    clock.forward(hours=1)
    assert not work_once(session, terms)

    ended = job(session, number)
    assert (ended.state, ended.done, ended.failed) == ("failed", 1, 2)
    assert session.scalar(select(JobPart.error).where(JobPart.number == 0)) == (
        "ValueError: no such thing"
    )


def test_a_part_that_takes_its_worker_along_each_time_is_given_up(
    session: Session, terms: Terms, clock: StillClock
) -> None:
    number = order(session, [1, 2], clock())
    for _ in range(queue.MOST_TRIES):
        with changing(session) as change:
            assert take(change, clock(), LEASE)
        clock.forward(seconds=21)

    assert not work_once(session, terms)

    assert (job(session, number).state, job(session, number).failed) == ("failed", 2)


def test_a_cancelled_job_keeps_what_is_done_and_does_no_more(
    session: Session, doubling: Doubling, terms: Terms, clock: StillClock
) -> None:
    number = order(session, [1, 2, 3, 4], clock())
    assert work_once(session, terms)
    with changing(session) as change:
        in_hand = take(change, clock(), LEASE)
        assert in_hand
        assert cancel(change, number, clock())
        assert not queue.accept(change, in_hand, clock())
        assert not cancel(change, number, clock()), "once is enough"

    assert not work_once(session, terms)

    assert doubling.stored == [2, 4]
    assert (job(session, number).state, job(session, number).done) == ("cancelled", 2)


def test_the_most_urgent_comes_first(session: Session, doubling: Doubling, terms: Terms) -> None:
    order(session, [1], terms.moment())
    order(session, [10], terms.moment(), Order("double", "Now", priority=1))
    while work_once(session, terms):
        pass

    assert doubling.stored == [20, 2]


def test_how_long_work_has_waited_is_told(session: Session, clock: StillClock) -> None:
    assert oldest_waiting(session, clock()) == 0
    session.rollback()
    order(session, [1], clock())
    clock.forward(seconds=90)

    assert oldest_waiting(session, clock()) == 90


def test_many_workers_take_each_part_once(app: Flask, session: Session) -> None:
    moment = datetime(2025, 3, 3, tzinfo=UTC)
    order(session, list(range(60)), moment)
    taken: list[int] = []

    def work() -> None:
        with app.app_context(), Session(db.engine) as own:
            while True:
                with changing(own) as change:
                    part = take(change, moment, LEASE)
                if part is None:
                    return
                taken.append(part.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == len(set(taken)) == 30


def test_attempts_are_graded_again_beside_what_was_said_before(
    app: Flask, learner: Browser, session: Session, terms: Terms
) -> None:
    for number in range(3):
        learner.hand_in({"functional": f"try {number}"}, key=f"key-{number:05}")
    ids = list(session.scalars(select(Attempt.id)))
    session.rollback()
    with app.app_context(), writing() as change:
        enqueue(change, Order("regrade", "Regrade"), ids, terms.moment(), at_once=2)
    while work_once(session, terms):
        pass

    rows = session.execute(select(Report.attempt_id, Report.score, Report.rubric_digest)).all()
    assert sorted(row.attempt_id for row in rows) == sorted(ids * 2)
    assert len({(row.attempt_id, row.score, row.rubric_digest) for row in rows}) == 3
