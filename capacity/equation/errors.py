"""Why a line could not be reckoned with: what is wrong, in which column, and what to do."""

from typing import Literal

Reason = Literal[
    "nothing",
    "no-number",
    "operand",
    "bracket",
    "word",
    "zero",
    "size",
    "ambiguous",
    "length",
    "depth",
    "units",
    "power",
    "before",
]


class EquationError(ValueError):
    """A line that is no arithmetic. `column` counts from 1; the message says what to do."""

    def __init__(self, reason: Reason, message: str, column: int) -> None:
        super().__init__(f"Column {column}: {message}")
        self.reason = reason
        self.column = column
        self.message = message
