"""How much the web app costs: a page against a plain Flask hello, questions a page, saves a second."""

import json
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from flask import Flask
from sqlalchemy import event

from app import create_app
from app.database import db
from app.settings import ROOT, Settings
from capacity.exchange.text import write as write_text
from grader.reading import read_answer
from tests.app.browsing import SLUG, WORKSPACE, Browser

ROUNDS = 100
SAVES = 400
THREADS = 4
BAR_CPU = 20  # times a plain Flask hello
BAR_QUERIES = 5


def measure() -> dict[str, Any]:
    """Ratios first; the absolute figures beside them are of this machine."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder)))
        learner = _learner(app)
        hello = _cpu(_hello().test_client().get, "/")
        page = _cpu(learner.client.get, WORKSPACE)
        report = _cpu(learner.client.get, f"{WORKSPACE}/attempts/1")
        found = {
            "workspace_cpu_against_hello": round(page / hello, 1),
            "workspace_cpu_bar": BAR_CPU,
            "feedback_cpu_against_hello": round(report / hello, 1),
            "workspace_queries": _queries(app, learner, WORKSPACE),
            "feedback_queries": _queries(app, learner, f"{WORKSPACE}/attempts/1"),
            "queries_bar": BAR_QUERIES,
            "hello_ms": round(hello * 1000, 3),
            "workspace_ms": round(page * 1000, 2),
            "feedback_ms": round(report * 1000, 2),
            **_autosave(app),
        }
        with app.app_context():
            db.engine.dispose()
    return found


def _hello() -> Flask:
    hello = Flask("hello")
    hello.add_url_rule("/", view_func=lambda: "Hello")
    return hello


def _learner(app: Flask) -> Browser:
    """Somebody signed in, with a whole answer as the draft and one attempt."""
    stored = (ROOT / "exercises" / SLUG / "answers").glob("*.yaml")
    longest = max(stored, key=lambda path: path.stat().st_size)
    learner = Browser(app)
    learner.sign_up()
    learner.open(WORKSPACE)
    handed_in = learner.hand_in(_as_typed(longest), as_it_is="yes")
    if handed_in.status_code != 303:
        raise RuntimeError(f"{longest.name} was not taken: {handed_in.status_code}")
    return learner


def _as_typed(file: Path) -> dict[str, Any]:
    """A stored answer with the keys and the shapes of the form."""
    answer = read_answer(yaml.safe_load(file.read_text(encoding="utf-8"))["answer"])
    typed = answer.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {**typed, "architecture": {"text": write_text(answer.architecture)}}


def _cpu(get: Callable[[str], Any], path: str) -> float:
    """Seconds of processor time a request, the best of three rounds."""
    get(path)
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(ROUNDS):
            get(path)
        rounds.append((time.process_time() - began) / ROUNDS)
    return min(rounds)


def _queries(app: Flask, learner: Browser, path: str) -> int:
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    learner.client.get(path)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def _autosave(app: Flask) -> dict[str, float]:
    """Saves of 2 KB from guests in threads, in process: none may be refused."""
    took: list[float] = []
    body = {"functional": "x" * 2000}

    def typing() -> None:
        guest = Browser(app)
        guest.open(WORKSPACE)
        version = 0
        for _ in range(SAVES // THREADS):
            began = time.perf_counter()
            saved = guest.save(body, version)
            took.append(time.perf_counter() - began)
            version = json.loads(saved.text)["version"]
            if saved.status_code != 200:
                raise RuntimeError(saved.text)

    threads = [threading.Thread(target=typing) for _ in range(THREADS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if len(took) != SAVES:
        raise RuntimeError(f"{SAVES - len(took)} saves are missing")
    p99 = sorted(took)[round(SAVES * 0.99) - 1]
    return {
        "autosave_requests_a_second": round(SAVES / seconds),
        "autosave_p99_ms": round(p99 * 1000, 1),
    }
