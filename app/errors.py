"""Error pages: what happened, and what to do. JSON where JSON was asked for."""

import logging
from contextlib import suppress

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from app.accounts.visitor import Visitor
from app.database import db, status_of
from app.incoming import largest_section
from app.problems import Refused, as_dicts
from app.telemetry import request_id
from capacity.frozen import BadInput

log = logging.getLogger(__name__)

RETRY_AFTER = "5"  # seconds; a busy database is free again long before
DRAINED = 16 * 1024 * 1024  # bytes of a refused body that are still read

# code: (title, what happened, what to do)
WORDS: dict[int, tuple[str, str, str]] = {
    400: (
        "That request could not be read",
        "Something in it was not as this page sends it.",
        "Go back, reload the page and try once more. What you typed is kept in this browser.",
    ),
    403: (
        "This is not open to you",
        "The page exists, but not for you, or not from here.",
        "Sign in with another account, or go back to the exercises.",
    ),
    404: (
        "There is no such page",
        "Nothing is kept at this address, or it belongs to somebody else.",
        "Check the address, or start from the list of exercises.",
    ),
    405: (
        "This address cannot do that",
        "The address exists, but not for this kind of request.",
        "Go back and use the buttons of the page.",
    ),
    409: (
        "Somebody was here first",
        "This was changed in another tab or window since your page was opened.",
        "Nothing is lost: reload the page, compare, and choose.",
    ),
    413: (
        "That is too large",
        "At most 1 MB is taken at once; a long answer is a fiftieth of that.",
        "Shorten it, or leave out what was pasted by mistake. Nothing that was saved before is lost.",
    ),
    422: (
        "Something in there could not be understood",
        "The request was read, but a part of it does not make sense here.",
        "Correct the part that is named and send it again.",
    ),
    429: (
        "Too many tries",
        "This was asked for too often in a short time.",
        "Wait a few minutes, then try again.",
    ),
    500: (
        "This is our mistake",
        "Something went wrong on the server, and it was written down there.",
        "Try again. What you saved is safe. If it happens again, tell your instructor what you did.",
    ),
    503: (
        "The server is busy",
        "The database could not take this just now. Reading still works.",
        "Wait a few seconds and try again. What you typed is kept in this browser.",
    ),
    507: (
        "There is no room left to save",
        "The disk of the server is full. Reading still works.",
        "Tell whoever runs this server. What you typed is kept in this browser: leave the page open.",
    ),
}


def add_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(CSRFError, token_error)
    app.register_error_handler(BadInput, bad_input)
    app.register_error_handler(SQLAlchemyError, database_error)
    app.register_error_handler(InternalServerError, http_error)


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.mimetype == "application/json" or best == "application/json"


def error_page(code: int, say: str | None = None, do: str | None = None) -> Response:
    """The page or the JSON of an error, in the words above unless others are given."""
    title, usual_say, usual_do = WORDS.get(code, WORDS[500 if code >= 500 else 400])
    words = {"code": code, "title": title, "say": say or usual_say, "do": do or usual_do}
    if code >= 500:
        words["request_id"] = request_id()
    if wants_json():
        response = jsonify(words)
    else:
        _know_the_visitor_or_nobody()
        response = make_response(
            render_template([f"errors/{code}.html", "errors/error.html"], **words)
        )
    response.status_code = code
    if code in {503, 507}:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def http_error(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())  # a redirect
    if isinstance(error, RequestEntityTooLarge):
        return _too_large(_the_rest())
    if isinstance(error, Refused):
        return error_page(error.code, error.say, error.do)
    response = error_page(error.code)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def token_error(_error: CSRFError) -> Response:
    """A page whose token is old: open since before a sign-in, or cookies are off.

    Asked as JSON, the answer carries a fresh token, so that an open draft can go on saving. A page
    of another site cannot read it: nothing here allows other origins.
    """
    say = "This page was opened before you signed in or out, or cookies are off."
    response = error_page(400, say)
    if wants_json():
        body = {**(response.get_json() or {}), "csrf_token": generate_csrf()}
        response = jsonify(body)
        response.status_code = 400
    return response


def bad_input(error: BadInput) -> Response:
    problems = as_dicts(error.problems)
    if wants_json():
        response = jsonify({"problems": problems})
        response.status_code = 422
        return response
    return error_page(422, " ".join(str(each) for each in error.problems))


def database_error(error: SQLAlchemyError) -> Response:
    with suppress(SQLAlchemyError):
        db.session.rollback()
    code = 503 if isinstance(error, PoolTimeout) else _code_of(error)
    log.log(
        logging.ERROR if code == 500 else logging.WARNING,
        "database: %s",
        error,
        exc_info=code == 500,
    )
    return error_page(code)


def _code_of(error: BaseException) -> int:
    """The answer to the first thing that went wrong.

    SQLite ends the whole transaction when the disk is full; giving up a savepoint then fails as
    well, and that second error is the one that arrives here.
    """
    first = error
    while isinstance(first.__context__, SQLAlchemyError):
        first = first.__context__
    return status_of(first.orig) if isinstance(first, DBAPIError) and first.orig else 500


def _know_the_visitor_or_nobody() -> None:
    """An error page asks the database for nothing: it may be what failed."""
    if "visitor" not in g:
        g.visitor = Visitor()


def _too_large(body: bytes) -> Response:
    """What is too large, by the name of the section that holds most of it."""
    section = largest_section(body)
    if section is None:
        return error_page(413)
    name, size = section
    return error_page(
        413, f"'{name}' holds {size / 1e6:.1f} MB, and at most 1 MB is taken at once."
    )


def _the_rest() -> bytes:
    """Take in a refused body, so that the browser reads our answer and not a broken connection."""
    body = bytearray()
    stream = request.environ["wsgi.input"]
    left = DRAINED
    with suppress(OSError, ValueError):
        while left > 0 and (part := stream.read(min(left, 65_536))):
            body += part
            left -= len(part)
    return bytes(body)
