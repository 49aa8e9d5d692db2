"""Searches in the background: one at a time in a process, their progress and findings in the database."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, current_app
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.clock import now
from app.database import rows_changed, writing
from app.earning.models import Search
from app.practice.attempts import GradedAttempt, as_graded
from grader.bank import Exercise
from grader.earn import can_search, what_would_earn
from grader.report import Report

log = logging.getLogger(__name__)

SILENT = timedelta(seconds=30)  # a search that has not moved for so long is dead: each try takes ms
BEAT = 0.4  # seconds between two notes of how far it is
KEY = "searches"  # of the app's extensions


@dataclass(frozen=True, slots=True)
class Found:
    """How a search stands: not begun, under way, or done."""

    state: (
        str  # none, working, done, or pointless where no change of the drawing could earn anything
    )
    tried: int = 0
    most: int = 0
    changes: tuple[dict[str, Any], ...] = ()


def add_searches(app: Flask) -> None:
    """One thread for searches, made when the first one is asked for: a server may fork before that."""
    app.extensions[KEY] = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")


def find(exercise: Exercise, attempt: GradedAttempt) -> Found:
    """What is known so far. An older rubric's report is not searched: it could not be compared."""
    if attempt.report["rubric_digest"] != exercise.rubric_digest:
        return Found("pointless")
    row = attempt.search
    if row is not None and row.found is not None:
        return Found("done", row.tried, row.most, tuple(row.found))
    if not can_search(exercise, Report.model_validate(attempt.report)):
        return Found("pointless")
    if row is None or row.beat_at < now() - SILENT:
        return Found("none")
    return Found("working", row.tried, row.most)


def start(exercise: Exercise, attempt: GradedAttempt) -> Future[None] | None:
    """Begin the search, unless it is done, under way or pointless."""
    if find(exercise, attempt).state != "none":
        return None
    with writing() as change:
        if not _taken(change, attempt.report_id):
            return None
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's own way to hand the app to a thread
    pool: ThreadPoolExecutor = app.extensions[KEY]
    return pool.submit(_search, app, exercise, attempt)


def _taken(change: Session, report_id: int) -> bool:
    """The search's row is ours: new, or one whose beat has stopped."""
    moment = now()
    taken_up = change.execute(
        update(Search)
        .where(
            Search.report_id == report_id, Search.found.is_(None), Search.beat_at < moment - SILENT
        )
        .values(beat_at=moment, tried=0)
    )
    if rows_changed(taken_up):
        return True
    try:
        with change.begin_nested():
            change.add(Search(report_id=report_id, beat_at=moment))
    except IntegrityError:
        return False
    return True


def _search(app: Flask, exercise: Exercise, attempt: GradedAttempt) -> None:
    with app.app_context():
        try:
            answer = as_graded(attempt.answer, attempt.events)
            report = Report.model_validate(attempt.report)
            found = what_would_earn(exercise, answer, report, _beating(attempt.report_id))
            _note(attempt.report_id, found=[each.model_dump(mode="json") for each in found])
        except Exception:  # the page says that nothing was found; the log says why
            log.exception("the search for attempt %s failed", attempt.id)
            _note(attempt.report_id, found=[])


def _beating(report_id: int) -> Callable[[int, int], None]:
    """Notes of how far a search is, not more often than anybody would look."""
    last = time.monotonic()

    def told(tried: int, most: int) -> None:
        nonlocal last
        if time.monotonic() - last >= BEAT:
            last = time.monotonic()
            _note(report_id, tried=tried, most=most, beat_at=now())

    return told


def _note(report_id: int, **values: Any) -> None:
    with writing() as change:
        change.execute(update(Search).where(Search.report_id == report_id).values(**values))
