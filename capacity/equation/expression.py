"""Sums, products, powers and brackets, reckoned while they are read, from left to right."""

from capacity.equation.cursor import Cursor
from capacity.equation.errors import EquationError
from capacity.equation.operand import apply, is_function, operand
from capacity.equation.value import Value

DEEPEST = 40  # brackets in brackets


def expression(cursor: Cursor, first: Value | None = None) -> Value:
    """A sum of products; `first` is what stands before a line that begins with an operator."""
    left = product(cursor, first)
    while True:
        sign, length = cursor.operator()
        if sign not in ("+", "-") or not sign:
            return left
        cursor.at += length
        right = product(cursor)
        left = _step(cursor, left.plus(right, 1 if sign == "+" else -1), left, right)


def product(cursor: Cursor, first: Value | None = None) -> Value:
    left = signed(cursor) if first is None else first
    while True:
        sign, length = cursor.operator()
        if sign not in ("*", "/") or not sign:
            if not _touches_bracket(cursor):
                return left
            sign, length = "*", 0
        cursor.at += length
        right = signed(cursor)
        made = left * right if sign == "*" else left / right
        left = _step(cursor, made, left, right)


def _step(cursor: Cursor, made: Value, left: Value, right: Value) -> Value:
    made = made.over(left.start, right.end)
    cursor.steps.append(made)
    return made


def _touches_bracket(cursor: Cursor) -> bool:
    """Whether a bracket follows without a blank, as in 2(3 + 4); after a blank it is a note."""
    return cursor.is_sign("(") and not cursor.here.spaced and cursor.at > 0


def signed(cursor: Cursor) -> Value:
    """A power, with any number of signs before it."""
    negative, start = False, cursor.here.start
    while cursor.is_sign("-+"):
        negative ^= cursor.here.text == "-"
        cursor.at += 1
    value = power(cursor)
    if not negative:
        return value
    zero = Value(value.number * 0, value.powers)
    return zero.plus(value, -1).over(start, value.end) if not value.percent else value


def power(cursor: Cursor) -> Value:
    base = primary(cursor)
    token = cursor.here
    if token.kind == "raised":
        cursor.at += 1
        digits = token.text.lstrip("-")
        if not digits.isdigit() or len(digits) > 4 or "-" in token.text[1:]:
            raise EquationError("power", "I cannot read this power.", token.start + 1)
        exponent = Value(base.number * 0 + int(token.text), start=token.start, end=token.end)
    elif cursor.is_sign("^"):
        cursor.at += 1
        _deeper(cursor)
        exponent = signed(cursor)
        cursor.depth -= 1
    else:
        return base
    return _step(cursor, base.to_power(exponent), base, exponent)


def primary(cursor: Cursor) -> Value:
    token = cursor.here
    if is_function(cursor):
        cursor.at += 1
        inside = _bracket(cursor)
        return _step(
            cursor, apply(token.text, inside), inside.over(token.start, inside.end), inside
        )
    if cursor.is_sign("("):
        return _bracket(cursor)
    return operand(cursor)


def _bracket(cursor: Cursor) -> Value:
    opening = cursor.here
    cursor.at += 1
    _deeper(cursor)
    value = expression(cursor)
    while cursor.here.kind == "word":  # '(86,400 s a day)' and other notes
        cursor.at += 1
    if not cursor.is_sign(")"):
        column = opening.start + 1
        raise EquationError(
            "bracket", "This bracket is not closed. Write ')' after its sum.", column
        )
    end = cursor.here.end
    cursor.at += 1
    cursor.depth -= 1
    return value.over(opening.start, end)


def _deeper(cursor: Cursor) -> None:
    cursor.depth += 1
    if cursor.depth > DEEPEST:
        message = f"Brackets or powers stand {DEEPEST} deep here. Write the sum in several lines."
        raise EquationError("depth", message, cursor.here.start + 1)
