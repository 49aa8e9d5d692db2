"""Whether the sides of an equation are equal, within the rounding a person would do.

People leave units out and write conversions as plain numbers (`100M/month / 30 / 86,400 = 38.6/s`,
`600 GB/year × 5 = 3 TB`). What can be read as such is taken as right; what cannot be is said.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from capacity.equation import Equation, Side
from capacity.equation.value import Value, name_of, ratio
from capacity.format import digits as in_digits
from capacity.slips import About, Slip, explain
from capacity.units import BASES

ROUNDING = 0.05  # what people round on the way
ROUGHLY = 0.12  # after ≈
_MOST = 0.25  # one digit may stand for so much
_CONVERSIONS = 5  # plain numbers that may together convert a unit
_BITS = Fraction(8)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a line, with its keys, for a person, and where it stands."""

    keys: tuple[str, ...]
    sentence: str
    start: int
    end: int


def findings(equations: Iterable[Equation], own: Iterable[Slip] = ()) -> tuple[Finding, ...]:
    """Everything that does not hold in the equations of a line; nothing where all does."""
    own = tuple(own)
    return tuple(each for equation in equations for each in _of(equation, own))


def settled(equation: Equation) -> Value:
    """What an equation comes to, in the unit that its stated result says where the sum left it out."""
    result = equation.result
    after = [each.value for each in equation.sides if each.value.start > result.start]
    if not after:
        return result
    stated = after[-1]
    found = as_stated(result, stated, equation)
    if found is None and left_out(result, stated) and not stated.is_bare:
        return replace(result, powers=stated.powers)
    return found or result


def as_stated(result: Value, stated: Value, equation: Equation | None = None) -> Value | None:
    """The result with what was left out put in, where that makes it what is stated; else None."""
    for each in _readings(result, stated):
        if each.uncounted == stated.uncounted:
            for factor in _conversions(each, stated, equation):
                made = each.number * factor
                if _close(stated.number, made, tolerance(stated)):
                    return replace(each, number=made)
    if left_out(result, stated):
        powers = result.powers if stated.is_bare else stated.powers
        for scale in _time_scales(result):
            for factor in _conversions(result, stated, equation):
                made = result.number * scale * factor
                if _close(stated.number, made, tolerance(stated)):
                    return replace(result, number=made, powers=powers)
    return None


def tolerance(stated: Value, relation: str = "=") -> float:
    """How far off a written number may be: its last digit, or what people round on the way."""
    exact = abs(stated.number)
    half = 0.0
    if stated.digits and exact:
        mantissa = 10 ** (stated.digits - 1)
        half = 0.5 / mantissa
    return min(_MOST, max(ROUGHLY if relation == "≈" else ROUNDING, half if half < 0.5 else 0.13))


def _of(equation: Equation, own: tuple[Slip, ...]) -> Iterator[Finding]:
    twice = _impossible(equation.result, equation)
    if twice:
        yield Finding(("units",), twice, equation.result.start, equation.result.end)
        return
    for left, right in zip(equation.sides, equation.sides[1:], strict=False):
        found = _between(equation, left, right, own)
        if found:
            yield found


def _impossible(value: Value, equation: Equation) -> str:
    """Why a result has a unit that nobody means."""
    second, byte = (value.powers[BASES.index(base)] for base in ("second", "byte"))
    rates = [each for each in equation.used if each.value.powers[0] == -1 and "/" in each.text]
    spans = [each for each in equation.used if each.value.powers[0] == 1]
    if second <= -2 and rates and spans:
        amount = rates[0].text.partition("/")[0].strip()
        return (
            f"{rates[0].text} is per time already; over {spans[0].text} it becomes a rate of a rate "
            f"({name_of((*value.powers[:3], 0, 0, 0, 0, 0))}). Perhaps {amount} / {spans[0].text}."
        )
    if abs(second) > 1:
        return f"This gives {value.said}, a rate of a rate. Time belongs into it once."
    if abs(byte) > 1:
        return "This multiplies bytes by bytes. Perhaps one of them is a number of things, as in 6B links."
    return ""


def _between(equation: Equation, left: Side, right: Side, own: tuple[Slip, ...]) -> Finding | None:
    """What is wrong between two sides; None where they are equal or only said to be in words."""
    if right.relation in ("<", ">"):
        return None
    stated = right.value
    first = right.first if right.is_sum else None  # a = b = b × c: the line runs on
    if any(_equal(equation, left.value, each, right) for each in (stated, first) if each):
        return None
    if first is not None and left.is_sum:
        stated = first
    if stated.billions and left.value.uncounted != stated.uncounted:
        stated = stated.as_billions()
    alike = left.value.uncounted == stated.uncounted
    names_a_thing = not left.is_sum and (
        not alike or left.value.percent
    )  # 'the top 1 % = 60M links'
    if names_a_thing or (stated.is_bare and not alike):
        return None
    if not alike and not left_out(left.value, stated):
        said = (
            f"`{left.text}` comes to {left.value.said}, and `{right.text}` is {_measure(stated)}. "
            "Write the unit at every number and let it cancel."
        )
        return Finding(("units",), said, left.value.start, stated.end)
    why = explain(ratio(stated.number, left.value.number), own, *about(stated), fine=True)
    return Finding(
        ("sum", *why.keys), wrong_sum(left.text, left.value, stated, right.text, why.sentence),
        left.value.start, right.value.end,
    )  # fmt: skip


def wrong_sum(text: str, value: Value, stated: Value, written: str, why: str) -> str:
    """'`38.6/s × 100` comes to 3.86k/s, and not 3.86M/s: 1,000 times too much. Perhaps …'."""
    off = abs(ratio(stated.number, value.number))
    return f"`{text}` comes to {value.said}, and not {written}{times(off)}.{perhaps(why)}"


def perhaps(why: str) -> str:
    """A likely reason as a sentence of its own; nothing where there is none."""
    if not why:
        return ""
    return f" Perhaps {why.partition('perhaps ')[2] if 'perhaps ' in why else why}."


def times(off: float) -> str:
    """': 8 times too much', or the percent where it is less than twice."""
    if off <= 0 or math.isinf(off):
        return ""
    much = "much" if off > 1 else "little"
    factor = off if off > 1 else 1 / off
    if math.isinf(factor):
        return ""
    if factor < 1.95:
        return f": {abs(off - 1):.0%} too {much}".replace("%", " %")
    return f": {in_digits(float(f'{factor:.3g}'))} times too {much}"


def about(value: Value) -> tuple[About, ...]:
    """What slips can be behind a number of this kind."""
    second, byte = (value.powers[BASES.index(base)] for base in ("second", "byte"))
    kinds: list[About] = []
    if second:
        kinds.append("time")
    if byte:
        kinds.append("data")
    return tuple(kinds)


def _measure(value: Value) -> str:
    return f"given in {value.kind}" if not value.is_bare else "a plain number"


def _equal(equation: Equation, value: Value, stated: Value, right: Side) -> bool:
    off = tolerance(stated, right.relation)
    if value.uncounted == stated.uncounted and _close(stated.number, value.number, off):
        return True
    return as_stated(value, stated, equation) is not None


def _close(stated: Fraction, value: Fraction, off: float) -> bool:
    if value == 0:
        return stated == 0
    return abs(ratio(stated, value) - 1) <= off


def _readings(result: Value, stated: Value) -> Iterator[Value]:
    yield result
    if result.billions and result.uncounted != stated.uncounted:
        yield result.as_billions()


def _conversions(value: Value, stated: Value, equation: Equation | None) -> Iterator[Fraction]:
    """Factors that plain numbers of the sum stand for, where they convert one unit to another."""
    yield Fraction(1)
    if equation is None:
        return
    plain = [each.value.number for each in equation.used if each.value.is_bare and each.value.bare]
    scales = {*value.times, *stated.times, *([_BITS] if "data" in about(stated) else [])}
    scales |= {one / two for one in scales for two in scales if one > two}
    for count in range(1, min(3, len(plain)) + 1):
        for chosen in combinations(plain[:_CONVERSIONS], count):
            made = math.prod(chosen, start=Fraction(1))
            for scale in scales:
                if made and abs(ratio(made, scale) - 1) < ROUNDING:
                    yield made
                    yield 1 / made


def left_out(result: Value, stated: Value) -> bool:
    """Whether a number without its unit may be why two sides measure different things."""
    if not (result.bare or stated.is_bare):
        return False
    off = [a - b for a, b in zip(stated.uncounted, result.uncounted, strict=True)]
    return all(abs(each) <= 1 for each in off)


def _time_scales(value: Value) -> Iterator[Fraction]:
    yield Fraction(1)
    for scale in value.times:
        yield scale
        yield 1 / scale
