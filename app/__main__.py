"""The command line of the app.

python -m app serve [--host H] [--port P] [--data DIR]
python -m app instructor-link [--data DIR]
python -m app worker [--workers N] [--data DIR]
python -m app backup FILE [--data DIR]
python -m app restore FILE [--replace] [--data DIR]
python -m app demo [--data DIR]
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import OperationalError

from app import create_app
from app.accounts.first_instructor import new_link_token, there_is_an_instructor
from app.backup import Counts, back_up, restore
from app.database import db, writing
from app.demo import course as demo
from app.demo.people import address
from app.jobs.worker import run_workers
from app.serve import serve
from app.settings import Settings, read_settings
from capacity.frozen import BadInput


def main(arguments: list[str] | None = None) -> int:
    chosen = vars(command_line().parse_args(arguments))
    command = chosen.pop("command")
    its_own = {name: chosen.pop(name) for name in ("file", "replace") if name in chosen}
    try:
        settings = read_settings(os.environ, **chosen)
        if command is run_workers:
            return int(
                run_workers(settings)
            )  # it serves no pages, and the app that does has migrated
        app = create_app(settings)
    except BadInput as error:
        print("The app cannot start:", file=sys.stderr)  # noqa: T201
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    except OperationalError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        print(f"The app cannot start: the database does not answer.\n{reason}", file=sys.stderr)  # noqa: T201
        return 2
    return int(command(app, settings, **its_own))


def _serve(app: Flask, settings: Settings) -> int:
    link = instructor_link(app, settings)
    if link:
        _say(
            "There is no instructor yet. This link makes the first one; it is good once, for a day:"
        )
        _say(f"  {link}")
    serve(app, settings)
    return 0


def _instructor_link(app: Flask, settings: Settings) -> int:
    link = instructor_link(app, settings)
    _say(link or "There is an instructor already; the link is only for the first.")
    return 0 if link else 1


def _backup(app: Flask, settings: Settings, file: Path) -> int:
    return _kept(app, lambda: back_up(db.engine, settings.data, file), f"{file} holds")


def _restore(app: Flask, settings: Settings, file: Path, *, replace: bool) -> int:
    return _kept(
        app,
        lambda: restore(db.engine, settings.data, file, replace=replace),
        f"{file} was brought back:",
    )


def _kept(app: Flask, work: Callable[[], Counts], done: str) -> int:
    try:
        with app.app_context():
            counts = work()
    except BadInput as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    rows = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    _say(f"{done} {rows}.")
    return 0


def _demo(app: Flask, settings: Settings) -> int:
    """Fill an empty installation with a course that is made up."""
    if not demo.is_filled(app):
        _say("Making a course of sixty …")
        demo.fill(app, _say)
    with app.app_context():
        db.engine.dispose()
    _say(f"A course of sixty is in {settings.data}. Sign in with the password “{demo.PASSWORD}”:")
    _say(f"  {demo.TEACHER} owns the course, {address(demo.ASSISTANTS[0])} marks,")
    _say(f"  {demo.LEARNER} learns.")
    return 0


def instructor_link(app: Flask, settings: Settings) -> str | None:
    """The address that makes the first instructor, or None when there is one."""
    with app.app_context():
        with writing(durable=True) as change:
            token = None if there_is_an_instructor(change) else new_link_token(change)
        db.engine.dispose()  # as in create_app: nothing open is handed on to a server
    if token is None:
        return None
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
    return f"http{'s' * settings.https}://{host}:{settings.port}/first-instructor/{token}"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the console is where this command speaks


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m app", description="Drawn to Scale, the web app."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, command, summary in (
        ("serve", _serve, "Serve the app and the book."),
        ("instructor-link", _instructor_link, "Print the link that makes the first instructor."),
        (
            "worker",
            run_workers,
            "Do long work, here or on another machine that reaches the database.",
        ),
        ("backup", _backup, "Write everything into one file."),
        ("restore", _restore, "Bring a backup back, on SQLite or PostgreSQL."),
        ("demo", _demo, "Fill an empty data folder with a made-up course of sixty."),
    ):
        each = commands.add_parser(name, help=summary, description=summary)
        each.set_defaults(command=command)
        each.add_argument("--host", help="address to serve on (127.0.0.1)")
        each.add_argument("--port", type=int, help="port to serve on (8000)")
        each.add_argument("--data", help="folder of the database and the secret key (data/)")
        if command in {_serve, run_workers}:
            each.add_argument("--workers", type=int, help="processes for long work (1)")
        if command in {_backup, _restore}:
            each.add_argument("file", type=Path, help="the backup, a zip")
        if command is _restore:
            each.add_argument("--replace", action="store_true", help="write over what is there")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
