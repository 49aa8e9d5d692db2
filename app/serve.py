"""Serve the app: gunicorn with threads, waitress where gunicorn does not run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from app.logs import write_logs
from app.settings import ROOT, Settings


def serve(app: Flask, settings: Settings) -> None:
    """Answer requests until the process is told to stop.

    One process: the limits on tries are counted in its memory, and SQLite has one writer anyway.
    """
    write_logs(settings)
    with _workers(settings):
        if sys.platform == "win32":
            _with_waitress(app, settings)
        else:
            _with_gunicorn(app, settings)


@contextmanager
def _workers(settings: Settings) -> Iterator[None]:
    """The processes for long work, beside the server; they leave when it is gone."""
    if not settings.workers:
        yield
        return
    command = [sys.executable, "-m", "app", "worker"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env={**os.environ, **settings.as_environment()}
    ) as workers:
        try:
            yield
        finally:
            workers.terminate()


def _with_gunicorn(app: Flask, settings: Settings) -> None:
    # it does not import on Windows
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # noqa: PLC0415

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in _options(settings).items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Server().run()


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": settings.threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "control_socket_disable": True,
        "loglevel": "warning",
    }


def _with_waitress(app: Flask, settings: Settings) -> None:
    # it is installed on Windows only
    from waitress import serve as waitress_serve  # type: ignore[import-untyped]  # noqa: PLC0415

    waitress_serve(app, host=settings.host, port=settings.port, threads=settings.threads)
