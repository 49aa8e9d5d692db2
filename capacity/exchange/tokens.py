"""Words of one line with the columns they begin in, so that an error can point."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_TOKEN = re.compile(rf"{_QUOTED}|\w+={_QUOTED}|[^\s,\"]+|,|\"")


class Misread(ValueError):
    """What is wrong in a line, and the column where."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    column: int  # from 1


class Tokens:
    """The rest of a line, word by word."""

    def __init__(self, text: str, column: int) -> None:
        self._waiting = [Token(found[0], column + found.start()) for found in _TOKEN.finditer(text)]
        self._at = 0
        self.end = column + len(text.rstrip())
        open_quote = next((each for each in self._waiting if each.text == '"'), None)
        if open_quote:
            raise Misread('a quotation mark is not closed: "like this".', open_quote.column)

    def __iter__(self) -> Iterator[Token]:
        while self._at < len(self._waiting):
            yield self.take()

    @property
    def next(self) -> Token | None:
        return self._waiting[self._at] if self._at < len(self._waiting) else None

    def take(self) -> Token:
        self._at += 1
        return self._waiting[self._at - 1]

    def listed(self) -> list[Token]:
        """Names separated by commas, until a word that no comma leads to."""
        found: list[Token] = []
        expecting = True
        while self.next and (expecting or self.next.text == ","):
            token = self.take()
            expecting = token.text == ","
            if not expecting:
                found.append(token)
        return found
