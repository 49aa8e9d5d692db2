"""What each request cost, told to the log and counted for a monitor.

`/metrics` speaks the text format of Prometheus to whoever knows the token of `DRAWN_METRICS_TOKEN`;
without a token there is no such page.
"""

import hmac
import logging
import re
import secrets
import time
from dataclasses import dataclass, field

import structlog
from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy import Engine, event

from app.problems import refuse
from app.settings import Settings

log = logging.getLogger("drawn.request")
blueprint = Blueprint("telemetry", __name__)

GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")  # what a proxy in front may have called the request
QUIET = {"health.alive", "health.ready", "health.health", "telemetry.metrics", "static"}
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


@dataclass
class Cost:
    """What one request has cost so far; times in seconds."""

    began: float = field(default_factory=time.perf_counter)
    queries: int = 0
    in_database: float = 0.0


class Meters:
    """The counts of one process; a monitor adds those of several."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "drawn_requests", "Requests answered", ["method", "route", "status"], registry=self.registry
        )  # fmt: skip
        self.seconds = Histogram(
            "drawn_request_seconds", "Time to answer a request", ["route"],
            buckets=SECONDS, registry=self.registry,
        )  # fmt: skip
        self.queries = Histogram(
            "drawn_query_seconds", "Time the database took for one statement",
            buckets=SECONDS, registry=self.registry,
        )  # fmt: skip


def add_telemetry(app: Flask, settings: Settings) -> None:
    app.config["METRICS_TOKEN"] = settings.metrics_token.get_secret_value()
    app.extensions["meters"] = Meters()
    app.before_request(_begin)
    app.after_request(_end)


def meters() -> Meters:
    found: Meters = current_app.extensions["meters"]
    return found


def watch_queries(app: Flask, engine: Engine) -> None:
    """Time every statement, for the request that asked it and for all together."""
    counted: Meters = app.extensions["meters"]

    @event.listens_for(engine, "before_cursor_execute")
    def before(connection: object, _cursor: object, *_more: object) -> None:
        connection.info["asked"] = time.perf_counter()  # type: ignore[attr-defined]

    @event.listens_for(engine, "after_cursor_execute")
    def after(connection: object, _cursor: object, *_more: object) -> None:
        took = time.perf_counter() - connection.info["asked"]  # type: ignore[attr-defined]
        counted.queries.observe(took)
        if g and "cost" in g:
            g.cost.queries += 1
            g.cost.in_database += took


@blueprint.get("/metrics")
def metrics() -> Response:
    token = current_app.config["METRICS_TOKEN"]
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        refuse(404, "There is no such page.", "Whoever runs this server sets DRAWN_METRICS_TOKEN.")
    return Response(generate_latest(meters().registry), content_type=CONTENT_TYPE_LATEST)


def request_id() -> str:
    """The name of this request in the log; an error page tells it."""
    return str(g.get("request_id", ""))


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
    g.cost = Cost()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def _end(response: Response) -> Response:
    cost: Cost | None = g.get("cost")
    if cost is None:
        return response
    took = time.perf_counter() - cost.began
    route = request.url_rule.rule if request.url_rule else "(none)"
    counted = meters()
    counted.requests.labels(request.method, route, response.status_code).inc()
    counted.seconds.labels(route).observe(took)
    response.headers["X-Request-ID"] = g.request_id
    if request.endpoint not in QUIET:
        log.info(
            "answered",
            extra={
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round(took * 1000, 1),
                "queries": cost.queries,
                "database_ms": round(cost.in_database * 1000, 1),
            },
        )
    return response
