"""What the server tells whoever runs it: whether it is well, what requests cost, and no words of people."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from app.database import db
from tests.app.browsing import WORKSPACE, Browser

TOKEN = {"Authorization": "Bearer let-me-read"}


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [record.__dict__ for record in caplog.records if record.name == "drawn.request"]


def test_a_request_is_one_line_with_its_route_and_its_cost(
    learner: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        answer = learner.open(WORKSPACE)

    (line,) = lines(caplog)
    assert (line["method"], line["route"], line["status"]) == ("GET", "/practise/<slug>", 200)
    assert line["queries"] >= 1
    assert 0 < line["database_ms"] < line["ms"]
    assert answer.headers["X-Request-ID"]


def test_no_line_holds_what_somebody_typed(
    learner: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        learner.save({"functional": "quokka words"})
        learner.hand_in({"functional": "quokka words"})
        learner.sign_up("quokka@example.org")
        learner.open("/quokka/nowhere?q=quokka")
        learner.sign_in("quokka@example.org", "the wrong quokka")

    assert len(lines(caplog)) >= 5
    assert "quokka" not in repr([record.__dict__ for record in caplog.records])


@pytest.mark.parametrize(
    ("given", "taken"),
    [("from-the-proxy-01", True), ("short", False), ("x" * 65, False), ("a b c d e f g", False)],
)
def test_a_proxy_may_name_the_request_and_nonsense_is_renamed(
    learner: Browser, given: str, *, taken: bool
) -> None:
    answer = learner.open("/", headers={"X-Request-ID": given})

    assert (answer.headers["X-Request-ID"] == given) is taken
    assert len(answer.headers["X-Request-ID"]) >= 8


def test_a_mistake_of_ours_tells_the_name_by_which_the_log_knows_it(app: Flask) -> None:
    def broken() -> str:
        raise RuntimeError("the inside of the server")

    app.add_url_rule("/broken", view_func=broken)
    page = Browser(app).open("/broken")

    assert page.headers["X-Request-ID"] in page.text


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer guessed"}, {"Authorization": ""}]
)
def test_metrics_are_for_whoever_knows_the_token(
    make_app: Callable[..., Flask], headers: dict[str, str]
) -> None:
    for app in (make_app(), make_app(metrics_token="let-me-read")):
        assert Browser(app).open("/metrics", headers=headers).status_code == 404


def test_metrics_count_requests_and_time_every_statement(make_app: Callable[..., Flask]) -> None:
    browser = Browser(make_app(metrics_token="let-me-read"))
    browser.open(WORKSPACE)
    browser.open(WORKSPACE)
    browser.open("/no-such-page")

    told = browser.open("/metrics", headers=TOKEN).text

    assert 'drawn_requests_total{method="GET",route="/practise/<slug>",status="200"} 2.0' in told
    assert 'route="(none)",status="404"} 1.0' in told
    assert 'drawn_request_seconds_count{route="/practise/<slug>"} 2.0' in told
    asked = float(told.split("drawn_query_seconds_count ")[1].split("\n")[0])
    assert asked >= 4


def test_it_is_ready_only_with_the_schema_that_it_needs(app: Flask) -> None:
    browser = Browser(app)
    assert browser.open("/readyz").get_json()["status"] == "ok"
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        db.session.commit()

    told = browser.open("/readyz")

    assert told.status_code == 503
    assert told.get_json()["schema"] == "0000"
    assert browser.open("/livez").status_code == 200


def test_without_its_database_it_lives_and_is_not_ready(app: Flask) -> None:
    with app.app_context():
        db.session.execute(text("DROP TABLE alembic_version"))
        db.session.commit()

    browser = Browser(app)

    assert browser.open("/livez").status_code == 200
    assert browser.open("/readyz").status_code == 503


def test_lines_for_machines_are_json_with_the_request_in_each() -> None:
    program = """
import logging, structlog
from app.logs import write_logs
from app.settings import Settings
write_logs(Settings(log_format="json"))
structlog.contextvars.bind_contextvars(request="abc")
logging.getLogger("drawn.request").info("answered", extra={"status": 200})
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("app").exception("broke")
"""
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # fmt: skip

    first, second = (json.loads(line) for line in said.stderr.splitlines())
    assert (first["event"], first["status"], first["request"]) == ("answered", 200, "abc")
    assert second["exception"][0]["exc_type"] == "ZeroDivisionError"
    assert second["request"] == "abc"
