"""Saying no: an exception that carries what happened and what to do about it."""

from typing import NoReturn

from werkzeug.exceptions import HTTPException

from capacity.frozen import Problem


class Refused(HTTPException):
    """A request that is refused, with our own words for the page."""

    def __init__(self, code: int, say: str, do: str) -> None:
        super().__init__(say)
        self.code = code
        self.say = say
        self.do = do


def refuse(code: int, say: str, do: str) -> NoReturn:
    raise Refused(code, say, do)


def as_dicts(problems: "tuple[Problem, ...] | list[Problem]") -> list[dict[str, str]]:
    """Problems as templates and JSON carry them."""
    return [{"field": each.field, "message": each.message} for each in problems]
