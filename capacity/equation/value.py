"""What a part of a line comes to: an exact number of base units, and where it stands in the line.

Beside the number, a value remembers what a person may have left out: whether a number without a unit
took part, which units of time were written, and whether a `6B` could have been meant as billions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from capacity.equation.errors import EquationError
from capacity.format import human
from capacity.units import BASES, COUNTS, ONE

_MOST_BITS = 4000  # of a numerator or a denominator
_LARGEST = 1000  # powers of two, within what a float holds
_MOST_POWER = 400
_BYTE = BASES.index("byte")
_SECOND = BASES.index("second")
BILLION = 10**9


@dataclass(frozen=True, slots=True)
class Value:
    number: Fraction
    powers: tuple[int, ...] = ONE.powers
    start: int = 0
    end: int = 0
    digits: int = 0  # significant digits, of a number that was written and not computed
    bare: bool = False  # a number without a unit took part
    percent: bool = False  # it was written as so many percent
    billions: bool = False  # its `B` could be billions
    times: frozenset[Fraction] = frozenset()  # the units of time that were written, in seconds

    def __mul__(self, other: Value) -> Value:
        one, two = _bytes_once(self, other)
        powers = tuple(map(int.__add__, one.powers, two.powers))
        return _joined(one, two, one.number * two.number, powers)

    def __truediv__(self, other: Value) -> Value:
        if other.number == 0:
            raise EquationError("zero", "This divides by zero.", other.start + 1)
        powers = tuple(map(int.__sub__, self.powers, other.powers))
        return _joined(self, other, self.number / other.number, powers)

    def plus(self, other: Value, sign: int) -> Value:
        """Sum or difference. A percentage of something is added as that share of it."""
        if other.percent and not (self.percent or (self.is_bare and abs(self.number) <= 1)):
            share = 1 + sign * other.number
            return _joined(self, other, self.number * share, self.powers, mixed=False)
        if self.uncounted != other.uncounted:
            verb = "add" if sign > 0 else "subtract"
            one, two = other, self
            join = "to" if sign > 0 else "from"
            raise EquationError(
                "units",
                f"You {verb} {one.kind} {join} {two.kind}. Only like can be added to like.",
                other.start + 1,
            )
        return _joined(self, other, self.number + sign * other.number, self.powers)

    def to_power(self, other: Value) -> Value:
        if not other.is_bare or other.number.denominator != 1:
            raise EquationError(
                "power", "A power is a whole number without a unit.", other.start + 1
            )
        power = int(other.number)
        bits = max(self.number.numerator.bit_length(), self.number.denominator.bit_length())
        if abs(power) > _MOST_POWER or bits * abs(power) > _MOST_BITS:
            raise EquationError("size", "This power is too large to be meant.", other.start + 1)
        if self.number == 0 and power < 0:
            raise EquationError("zero", "This divides by zero.", self.start + 1)
        powers = tuple(each * power for each in self.powers)
        return _joined(self, other, self.number**power, powers)

    def over(self, start: int, end: int) -> Value:
        """The same, standing between two places of the line."""
        return replace(self, start=start, end=end)

    def as_billions(self) -> Value:
        """The same with its `B` taken for billions."""
        powers = list(self.powers)
        powers[_BYTE] -= 1
        return replace(self, number=self.number * BILLION, powers=tuple(powers), billions=False)

    @property
    def uncounted(self) -> tuple[int, ...]:
        """The powers of time, data and money, counting nouns aside."""
        return self.powers[: -len(COUNTS)]

    @property
    def is_bare(self) -> bool:
        return not any(self.powers)

    @property
    def size(self) -> float:
        return float(self.number)

    @property
    def said(self) -> str:
        """The value as a person would say it."""
        return said(self.size, self.powers)

    @property
    def kind(self) -> str:
        """What it measures, as one says it in 'you add … to …'."""
        return "a plain number" if self.is_bare else name_of(self.powers)


def _bytes_once(one: Value, two: Value) -> tuple[Value, Value]:
    """`6B × 500 B` is six billion times 500 bytes: nobody multiplies bytes by bytes."""
    if one.powers[_BYTE] == two.powers[_BYTE] == 1:
        if one.billions:
            return one.as_billions(), two
        if two.billions:
            return one, two.as_billions()
    return one, two


def _joined(
    one: Value, two: Value, number: Fraction, powers: tuple[int, ...], *, mixed: bool = True
) -> Value:
    size = number.numerator.bit_length() - number.denominator.bit_length()
    most = max(number.numerator.bit_length(), number.denominator.bit_length())
    if abs(size) > _LARGEST or most > _MOST_BITS:
        raise EquationError("size", "This is too large or too small to be meant.", two.start + 1)
    return Value(
        number,
        powers,
        min(one.start, two.start),
        max(one.end, two.end),
        bare=one.bare or (mixed and two.bare),
        billions=powers[_BYTE] == 1 and (one.billions or two.billions),
        times=one.times | two.times,
    )


def said(number: float, powers: tuple[int, ...]) -> str:
    """So many base units in words: '38.6 requests/s', '3 TB'. Nouns are left out where they confuse."""
    if number < 0:
        return f"−{said(-number, powers)}"
    plain = powers[: -len(COUNTS)]
    if any(plain[1:]) or sum(map(abs, powers)) > sum(map(abs, plain)) + 1:
        powers = (*plain, *[0] * len(COUNTS))
    name = name_of(powers)
    if name == "usd/s":  # money is asked for by the month
        return f"{human(number * 2_592_000, 'usd')}/month"
    if any(each not in (0, 1, -1) for each in powers):
        return f"{human(number)} {name}".replace(" 1/", "/")
    return human(number, "1" if not any(powers) else name)


_SHORT = {"second": "s", "byte": "B"}


def name_of(powers: tuple[int, ...]) -> str:
    """'request/s', 'B·s', '1/s²': the unit that the powers spell."""
    above = [_raised(base, power) for base, power in zip(BASES, powers, strict=True) if power > 0]
    below = [_raised(base, -power) for base, power in zip(BASES, powers, strict=True) if power < 0]
    counts_first = sorted(above, key=lambda each: each in ("s", "B"))
    return "/".join(["·".join(counts_first) or "1", *below])


def _raised(base: str, power: int) -> str:
    name = _SHORT.get(base, base)
    return (
        name
        if power == 1
        else name + str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    )


def ratio(one: Fraction, other: Fraction) -> float:
    """How many times the other a number is; infinite where a float cannot say it."""
    try:
        return float(one / other)
    except (OverflowError, ZeroDivisionError):
        return math.inf


def from_float(number: float, like: Value) -> Value:
    """A value that no fraction gives exactly, such as a logarithm."""
    if not math.isfinite(number):
        raise EquationError("size", "This is too large or too small to be meant.", like.start + 1)
    return replace(like, number=Fraction(number), digits=0)
