"""How the server speaks to whoever runs it: a line an event, for people or as JSON for machines.

Each request is one line: its id, method, route, status and times. A route is the pattern
(`/practise/<slug>`), never the address asked for, and no line carries a name, an address or a word
that somebody typed.
"""

import logging
import sys
from typing import Any

import structlog

from app.settings import Settings

BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,  # the id of the request, in every line that it causes
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def write_logs(settings: Settings) -> None:
    """Send every log line of this process to standard error in the chosen form."""
    as_json = settings.log_format == "json"
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*BEFORE, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *([structlog.processors.dict_tracebacks] if as_json else []),
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)
