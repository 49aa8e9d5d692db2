"""What people write, read as a quantity: `~58k QPS`, `3 000 GB`, `1.2 TB/day`, `5 nines`.

The policy, which messages repeat: k, M, G are powers of 1000 and Ki, Mi, Gi powers of 1024; B is
bytes and b is bits; a month is 30 days and a year 365; '300 B' is bytes, '6 B links' is billions;
'5m' could be million or minutes, so it is asked about.

>>> str(read("~58k QPS")), str(read("1.2 TB/day")), read("5 nines").value
('58k QPS', '1.2 TB/day', 0.99999)
>>> read("2.7-3.3 TB").to("GB")
3000.0
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from capacity.spelling import (
    ACTIVE,
    ADJECTIVES,
    ADVERBS,
    ARTICLE,
    BETWEEN,
    DECIMAL_COMMA,
    DOLLARS,
    ENDING,
    GIVE_OR_TAKE,
    GLUED,
    JOINING,
    LASTING,
    MONEY,
    NEGATIVE,
    NOT_AN_AMOUNT,
    NOTES,
    NUMBER,
    ODD_DIGITS,
    OUT_OF,
    PER,
    PERCENT,
    PLUS,
    RANGE,
    SEPARATORS,
    TO_ONE,
    TOKEN,
    WORDS,
    after_lead,
    in_digits,
    plain,
)
from capacity.units import ASKED, ONE, Unit, UnitError, in_words, is_unit, unit

LONGEST = 200  # characters
_LARGEST_POWER = 60
_LARGEST_EXPONENT = 400
_BETWEEN_UNITS = frozenset("/÷*·⋅")
_HUGE = 10**308
_NINES = Unit("nines", Fraction(1), ONE.powers)


Ratio = tuple[int, int]  # exact, and much quicker than a Fraction, which looks for the lowest terms


class UnreadableQuantity(ValueError):
    """A text that is not a quantity, with a sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of base units. `low` and `high` differ from `value` where a range was written."""

    value: float
    unit: Unit
    text: str = ""
    low: float = math.nan
    high: float = math.nan

    def __str__(self) -> str:
        return self.text

    def to(self, name: str) -> float:
        """The same in another unit. Raises UnitError when it measures something else."""
        wanted = unit(name)
        if wanted.powers != self.unit.powers:
            raise UnitError(f"{self.unit.name} cannot be given in {name}")
        return float(Fraction(self.value) / wanted.scale)

    def in_dimension_of(self, name: str) -> bool:
        """Whether it measures what `name` measures, counting nouns and all."""
        return unit(name).powers == self.unit.powers

    def as_(self, name: str) -> float:
        """The number of `name`s it was meant to be: counting nouns may be left out or differ.

        `3.9k/s` and `3.9k redirects/s` are both meant as requests a second. Raises
        UnreadableQuantity, with what was written and what is wanted.
        """
        wanted = unit(name)
        if self.unit.uncounted == wanted.uncounted and _nouns_agree(self.unit, wanted):
            return float(Fraction(self.value) / wanted.scale)
        raise UnreadableQuantity(
            f"`{self.text}` is {in_words(self.unit)}; here {in_words(wanted)} is wanted, in {name}."
        )


def _nouns_agree(written: Unit, wanted: Unit) -> bool:
    """Nouns may be left out or be others, but users are not requests and shares are not counts."""
    counts = written.powers[len(written.uncounted) :]
    if not any(counts) or written.powers == wanted.powers:
        return True
    return sum(counts) == sum(wanted.powers[len(wanted.uncounted) :]) or wanted.is_bare


def read(text: str) -> Quantity:
    """The quantity a person wrote. Raises UnreadableQuantity with a sentence for that person."""
    if len(text) > LONGEST:
        raise UnreadableQuantity(
            f"`{text[:30]}…` is {len(text):,} characters long. Write one number with its unit."
        )
    return _read(text)


@lru_cache(4096)
def _read(text: str) -> Quantity:
    written = plain(text)
    if not written:
        raise UnreadableQuantity(
            "There is nothing here yet. Write a number with its unit, as in 3.9k/s."
        )
    body = after_lead(written.rpartition("=")[2].strip(" ") or written)
    body = BETWEEN.sub(r"\1 to ", body) if body[:1] in "bB" else body
    money = DOLLARS.match(body)
    body = in_digits(body[money.end() :] if money else body)
    first = NUMBER.match(body)
    if first is None or not body:
        raise UnreadableQuantity(_no_number(written, body))
    ends, measured = _amount(first, body[first.end() :], written, dollars=bool(money))
    over, under = _middle(ends)
    if any(each >= _HUGE * below for each, below in ends) or (over and over / under == 0):
        raise UnreadableQuantity(f"`{written}` is too large or too small to be meant.")
    low, high = (
        sorted((each / below for each, below in ends)) if len(ends) > 1 else (over / under,) * 2
    )
    said = f"${body}" if money else body
    return Quantity(over / under, measured, said, low, high)


def _middle(ends: list[Ratio]) -> Ratio:
    """Half-way between two ends, exactly."""
    if len(ends) == 1:
        return ends[0]
    (one, below_one), (other, below_other) = ends
    return one * below_other + other * below_one, 2 * below_one * below_other


def _amount(
    first: re.Match[str], rest: str, text: str, *, dollars: bool
) -> tuple[list[Ratio], Unit]:
    """The ends in base units (one, or two of a range) and the unit."""
    number = _number(first, text)
    if TO_ONE.match(rest) and number[0] > number[1]:
        rest = ""
    odd = ODD_DIGITS.match(rest)
    if odd:
        raise UnreadableQuantity(
            f"`{text}`: I cannot read {first[0]}{odd[0]} as one number. Write it as 1234.5 or 1,234.5."
        )
    over = OUT_OF.match(rest)
    under = NUMBER.match(rest, over.end()) if over else None
    if under:
        number, rest = _over(number, _number(under, text)), rest[under.end() :]
    ends, rest = _ends(number, rest, text)
    rest = PLUS.sub(r"\1", rest) if "+" in rest else rest
    if len(ends) == 1 and (both := _both(number, rest, text, first["digits"], dollars=dollars)):
        return both
    factor, measured = _unit_after(rest, text, first["digits"], dollars=dollars)
    if measured is _NINES:
        if any(over % under or over > _LARGEST_POWER * under for over, under in ends):
            raise UnreadableQuantity(f"`{text}`: nines are whole. Write the share, as in 99.95 %.")
        tens = [10 ** (over // under) for over, under in ends]
        return [(each - 1, each) for each in tens], ONE
    return [_times(each, factor, measured) for each in ends], measured


def _times(number: Ratio, factor: int, measured: Unit) -> Ratio:
    """In base units."""
    scale = measured.scale
    return number[0] * factor * scale.numerator, number[1] * scale.denominator


def _over(number: Ratio, other: Ratio) -> Ratio:
    """The quotient; by zero, the number itself."""
    return (number[0] * other[1], number[1] * other[0]) if other[0] else number


def _ends(number: Ratio, rest: str, text: str) -> tuple[list[Ratio], str]:
    """The ends of '2-3' and of '3 ± 0.5', and what follows; one end where there is no range."""
    around = GIVE_OR_TAKE.match(rest)
    second = NUMBER.match(rest, around.end()) if around else None
    if second:
        middle, off = Fraction(*number), Fraction(*_number(second, text))
        rest = rest[second.end() :]
        if share := PERCENT.match(rest):
            off, rest = middle * off / 100, rest[share.end() :]
        if off > middle:
            raise UnreadableQuantity(f"`{text}` reaches below zero. An amount is zero or more.")
        return [each.as_integer_ratio() for each in (middle - off, middle + off)], rest
    dash = RANGE.match(rest)
    second = NUMBER.match(rest, dash.end()) if dash else None
    if second:
        return [number, _number(second, text)], rest[second.end() :]
    return [number], rest


def _both(
    low: Ratio, rest: str, text: str, digits: str, *, dollars: bool
) -> tuple[list[Ratio], Unit] | None:
    """'10k-20k QPS', '800 MB to 1 TB': the ends of a range whose first has a unit of its own."""
    dash = RANGE.search(rest)
    second = NUMBER.match(rest, dash.end()) if dash else None
    if not dash or not second or NOTES.search(rest[: dash.start()]):
        return None
    before = rest[: dash.start()]
    if not all(each in (*WORDS, "/") or is_unit(each) for each in TOKEN.findall(before)):
        return None
    here, one = _unit_after(before, text, digits, dollars=dollars)
    there, other = _unit_after(rest[second.end() :], text, second["digits"], dollars=dollars)
    if one.is_bare and one.scale == 1:
        one = other
    if one.powers != other.powers:
        raise UnreadableQuantity(_more_than_one(text))
    return [_times(low, here, one), _times(_number(second, text), there, other)], other


def _number(found: re.Match[str], text: str) -> Ratio:
    digits, e, ten, raised = found.groups()
    if not digits.isdecimal():
        digits = digits.replace(",", ".") if DECIMAL_COMMA.match(digits) else SEPARATORS.sub("", digits)  # fmt: skip
    whole, _, part = digits.partition(".")
    over, under = int(whole + part), 10 ** len(part)
    exponent, power = int(e or ten or 0), int(raised or 0)
    if abs(exponent) > _LARGEST_POWER or abs(power) > _LARGEST_EXPONENT or (power < 0 and not over):
        raise UnreadableQuantity(f"`{text[:40]}` is too large or too small to be meant.")
    if raised:
        return (over**power, under**power) if power >= 0 else (under**-power, over**-power)
    return (over * 10**exponent, under) if exponent >= 0 else (over, under * 10**-exponent)


def _unit_after(rest: str, text: str, digits: str, *, dollars: bool) -> tuple[int, Unit]:
    """The factor (k, million …) and the unit that follow a number."""
    said = ACTIVE.sub("", NOTES.split(rest, maxsplit=1)[0])
    tokens = TOKEN.findall(ARTICLE.sub("÷ ", PER.sub("/ ", said)))
    word, following = (tokens[0], tokens[1:]) if tokens else ("", [])
    noun_follows = bool(following) and (is_unit(following[0]) or following[0] in ADJECTIVES)
    factor = 1
    if word in ("nines", "nine", "9s"):
        return 1, _NINES
    if word in WORDS:
        factor, tokens = WORDS[word], following
    elif word in ("B", "b") and noun_follows:
        factor, tokens = 10**9, following
    elif word == "m":
        if not noun_follows:
            raise UnreadableQuantity(
                f"`{text}` can be million or minutes. Write {digits}M for million or {digits} min "
                "for minutes."
            )
        factor, tokens = 10**6, following
    elif word[:1] in GLUED and not is_unit(word) and is_unit(word[1:]) and word not in ASKED:
        factor, tokens = GLUED[word[0]], [word[1:], *following]
    return factor, _unit_of(tokens, text, dollars=dollars)


def _unit_of(tokens: list[str], text: str, *, dollars: bool) -> Unit:
    """The unit that tokens spell. Words after a whole unit are a note: '3 TB raw', '3 TB of data a day'."""
    made = ["usd"] if dollars else []
    below: list[str] = []
    place, last = "", ""  # what came before a token: '/', '*', 'past' a unit; and that token
    for token in tokens:
        word = token.rstrip(ENDING)
        if token in _BETWEEN_UNITS:
            place = _place_after(token, last)
        elif place == "skipped":
            place, last = "past", word
        elif word in ADVERBS:
            below.append(ADVERBS[word])
        elif word == "and" and last in below:
            place = "/"
        elif place == "/" or (word and is_unit(word) and (place == "*" or not made)):
            (below if place == "/" else made).append(_known(word or token, text))
            place, last = "past", word
        elif (
            token[:1].isdecimal()
            and token[0].isascii()
            and (last in JOINING or last in (*made, *below))
        ):
            raise UnreadableQuantity(_more_than_one(text))
        else:
            if word and not made and not below and word not in ADJECTIVES and token not in JOINING:
                _known(word, text)
            last = token
    return unit(" ".join([*made, *(f"/ {each}" for each in below)])) if made or below else ONE


def _place_after(token: str, last: str) -> str:
    """'÷' stands for 'a', which divides in 'reads a day' and not in 'for a day'."""
    if token == "÷":  # noqa: S105 - a token of a unit
        return "skipped" if last.lower() in LASTING else "/"
    return "/" if token == "/" else "*"  # noqa: S105 - a token of a unit


def _known(word: str, text: str) -> str:
    try:
        unit(word)
    except UnitError as error:
        raise UnreadableQuantity(f"`{text}`: {error}") from None
    return word


def _more_than_one(text: str) -> str:
    return f"`{text}` holds more than one amount. Write what they come to, as in = 3.5 TB."


def _no_number(text: str, body: str) -> str:
    if MONEY.match(body):
        return f"`{text}` is in {body[0]}. Prices are in dollars here: write $."
    if NOT_AN_AMOUNT.match(body):
        return f"`{text}` is not an amount. Write a number with its unit, as in 3.9k/s."
    if NEGATIVE.match(body):
        return f"`{text}` is negative. An amount is zero or more."
    return f"`{text[:60]}`: I see no number at the start. Write the number first, as in 3.9k/s or 3 TB."
