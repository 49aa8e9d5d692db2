"""One operand of a line: a number with its unit, a known name, a bracket, a logarithm."""

import math
from fractions import Fraction

from capacity.equation.cursor import FILLERS, FUNCTIONS, Cursor
from capacity.equation.errors import EquationError, Reason
from capacity.equation.tokens import Token
from capacity.equation.value import BILLION, Value, from_float
from capacity.spelling import WORDS
from capacity.suggest import did_you_mean
from capacity.units import ONE, UnitError, atom, is_unit

_PER = frozenset(("per", "each", "every", "a", "an"))
_NEVER_UNITS = frozenset(("x", "X", "×", "times", "fold", "1"))
_SECONDS = atom("s").powers
_ROOTS = {
    "ln": math.log,
    "log": math.log10,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
}


def quantity(cursor: Cursor) -> Value:
    """A number with the factor and the unit that follow it: `100M links/month`, `$0.023/GB`."""
    dollars, start = cursor.here.text == "$", cursor.here.start
    cursor.at += dollars
    number = cursor.here
    if number.kind != "number":
        raise EquationError("operand", "A number belongs here.", number.start + 1)
    cursor.at += 1
    value = Value(number.value, ONE.powers, start, number.end, number.digits, bare=True)
    if dollars:
        value = _with(value, "usd", number, 1)
    if cursor.here.text in ("nines", "nine") and number.value.denominator == 1:
        token = cursor.here
        cursor.at += 1
        value = Value(1 - Fraction(1, 10 ** min(30, int(number.value))), end=token.end, digits=9)
        return value.over(number.start, token.end)
    return _units(cursor, _factor(cursor, value, number))


def _factor(cursor: Cursor, value: Value, number: Token) -> Value:
    """The same after k, M, million … ; the word stays where it is none of these."""
    token = cursor.here
    word = token.text
    if token.kind != "word" or (value.powers != ONE.powers and word not in WORDS):
        return value
    if word in WORDS:
        return _taken(cursor, value, Fraction(WORDS[word]))
    if word in ("B", "b") and _noun_follows(cursor, 1):
        return _taken(cursor, value, Fraction(BILLION))
    if word == "m":
        if not _noun_follows(cursor, 1):
            raise EquationError(
                "ambiguous",
                f"`{number.text}m` can be million or minutes. Write {number.text}M for million or "
                f"{number.text} min for minutes.",
                number.start + 1,
            )
        return _taken(cursor, value, Fraction(10**6))
    if word[:1] in "kKMGTmB" and word[1:] and not is_unit(word) and is_unit(word[1:]):
        scale = {"m": 10**6, "B": BILLION}.get(word[0]) or WORDS[word[0]]
        return _taken(cursor, _with(value, word[1:], token, 1), Fraction(scale))
    return value


def _taken(cursor: Cursor, value: Value, scale: Fraction) -> Value:
    token = cursor.here
    cursor.at += 1
    return Value(
        value.number * scale, value.powers, value.start, token.end, value.digits, bare=value.bare,
        times=value.times,
    )  # fmt: skip


def _noun_follows(cursor: Cursor, ahead: int) -> bool:
    """Whether what is counted is named there, perhaps after an adjective: 'new links'."""
    for more in (ahead, ahead + 1):
        token = cursor.peek(more)
        if token.kind != "word" or cursor.relation(more):
            return False
        if _is_unit(token):
            return _counts(token.text)
        if token.text in FILLERS or not token.text.isalpha():
            return False
    return False


def _counts(word: str) -> bool:
    """Whether a word names things that are counted, or a rate of them."""
    measured = atom(word)
    return any(measured.powers[3:])


def _is_unit(token: Token) -> bool:
    return token.kind == "word" and token.text not in _NEVER_UNITS and is_unit(token.text)


def _units(cursor: Cursor, value: Value) -> Value:
    """The same with all the units that follow it."""
    while True:
        token = cursor.here
        if cursor.name()[1] > 1 or (value.is_bare and cursor.operator()[0]):
            below = _below(cursor)
            if not below:
                return value
        if _is_unit(token):
            billions = token.text == "B" and not token.spaced and value.is_bare
            value = _with(value, token.text, token, 1, billions=billions)
            cursor.at += 1
        elif below := _below(cursor):
            unit = cursor.peek(below)
            value = _with(value, unit.text, unit, -1)
            cursor.at += below + 1
        elif token.kind == "word" and value.is_bare and _adjective(cursor):
            cursor.at += 1
        else:
            return value


def _below(cursor: Cursor) -> int:
    """How many tokens lead to a unit that is divided by: '/ day', 'a day', 'per user'; 0 if none."""
    token = cursor.here
    is_per = token.kind == "word" and token.text in _PER
    if not (cursor.is_sign("/") or is_per):
        return 0
    unit = cursor.peek()
    if not _is_unit(unit) or (cursor.name(1)[0] and unit.spaced and not is_per):
        return 0
    timely = token.text not in ("a", "an") or atom(unit.text).powers == _SECONDS
    return 1 if timely else 0


def _adjective(cursor: Cursor) -> bool:
    """Whether a word only describes the noun after it, as in '6 billion short links'."""
    word = cursor.here.text
    plain = word.isalpha() and word.lower() not in FILLERS | _PER and not cursor.relation()
    return plain and not cursor.operator()[0] and _noun_follows(cursor, 1) and word not in (
        "at", "for", "in", "and", "with", "on", "to", "from", "as", "before", "after", "leaves",
        "needs", "covers", "holds", "serves", "if", "that", "which", "than", "from", "until", "by",
    )  # fmt: skip


def _with(value: Value, unit: str, token: Token, power: int, *, billions: bool = False) -> Value:
    measured = atom(unit)
    powers = tuple(a + power * b for a, b in zip(value.powers, measured.powers, strict=True))
    is_time = measured.powers == _SECONDS
    return Value(
        value.number * measured.scale**power,
        powers,
        value.start,
        token.end,
        value.digits,
        bare=value.bare and unit in ("%", "percent", "pct"),
        percent=unit in ("%", "percent", "pct"),
        billions=billions or value.billions,
        times=value.times | ({measured.scale} if is_time else set()),
    )


def operand(cursor: Cursor) -> Value:
    """What stands here, whatever it is but a sum. Raises EquationError, saying what is missing."""
    while cursor.here.text in FILLERS or cursor.is_sign("≈"):
        cursor.at += 1
    token = cursor.here
    name, length = cursor.name()
    if name:
        end = cursor.peek(length - 1).end
        cursor.at += length
        value = cursor.names[name].over(token.start, end)
        cursor.used.append((value, name))
        return value
    if token.kind == "number" or token.text == "$":
        value = quantity(cursor)
        cursor.used.append((value, ""))
        return value
    if _is_unit(token):  # 'user / day' and '1 % of DAU' leave the one out
        cursor.at += 1
        return _with(Value(Fraction(1), start=token.start), token.text, token, 1)
    raise EquationError(*_missing(cursor, token), token.start + 1)


def _missing(cursor: Cursor, token: Token) -> tuple[Reason, str]:
    if token.kind == "word":
        try:
            atom(token.text)
        except UnitError:
            guess = did_you_mean(token.text[:40], cursor.names)
            return "word", (
                f"I don't know '{token.text[:40]}' here.{guess} Write a number with its unit, or the "
                "name of a number that stands above."
            )
    before = cursor.tokens[cursor.at - 1].text if cursor.at else ""
    after = f" after '{before}'" if before else ""
    return "operand", f"A number is missing{after}."


def is_function(cursor: Cursor) -> bool:
    return cursor.here.kind == "word" and cursor.here.text in FUNCTIONS and cursor.is_sign("(", 1)


def apply(name: str, value: Value) -> Value:
    """A logarithm or a root of a plain number."""
    if not value.is_bare and name != "sqrt":
        value = Value(value.number, start=value.start, end=value.end)  # ln(60M links): nouns aside
    if value.number <= 0 or (name == "sqrt" and not value.is_bare):
        raise EquationError(
            "size", f"{name} is taken of plain numbers above zero.", value.start + 1
        )
    return from_float(_ROOTS[name](value.size), value)
