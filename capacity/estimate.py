"""Judging an estimate: inputs plausible, arithmetic right, conclusion consistent.

The three are judged apart, each with a sentence and the places it is about. A right step from a
wrong number is told from a wrong step; and the mistakes that a formula makes possible (an input left
out, used twice, turned upside down) are read off the formula itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from capacity.described import Described
from capacity.equation import Equation, Used
from capacity.equation.holds import (
    ROUNDING,
    Finding,
    about,
    as_stated,
    findings,
    left_out,
    settled,
    wrong_sum,
)
from capacity.equation.value import Value, ratio
from capacity.reading import Quantity
from capacity.slips import Slip, explain

Word = Literal["right", "wrong", "unsaid"]
MATTERS = 1.5  # an input nearer to one makes no factor that anybody would miss
PLAUSIBLE = 3.0  # a factor within which another assumption leads to the same design
FAR = 1000.0  # numbers further apart are of different things
# Plain numbers that convert units and stand for no input.
_COMMON = frozenset((1, 7, 8, 12, 24, 30, 31, 60, 365, 1000, 1024, 3600, 86_400))


@dataclass(frozen=True, slots=True)
class Known:
    """A number that a sum may begin with: one of the brief, or one that the learner wrote before."""

    said: str  # as one quotes it: '“Redirects for each new link: 100”'
    value: Value
    wanted: bool = True  # whether the sum needs it, or may only begin with it

    @property
    def forms(self) -> tuple[Value, ...]:
        """The number itself; for one a month also the amount of a month."""
        powers = (self.value.powers[0] + 1, *self.value.powers[1:])
        return (
            self.value,
            *(
                replace(self.value, number=self.value.number * time, powers=powers)
                for time in self.value.times
            ),
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """One of the three judgements; 'unsaid' where there is nothing to judge."""

    word: Word = "unsaid"
    sentence: str = ""
    places: tuple[tuple[int, int], ...] = ()
    plausible: bool = True  # a wrong input may still lead to the same design


def slips_of(
    formula: Described, values: Mapping[str, float], said: Mapping[str, str]
) -> tuple[Slip, ...]:
    """The mistakes that a formula makes possible at these inputs, for the inputs that `said` names."""
    right = _computed(formula, values)
    found: list[Slip] = []
    if not right:
        return ()
    for each in formula.inputs:
        if each.name not in said:
            continue
        for key, value, sentence in _mistaken(each.unit, values[each.name], said[each.name]):
            wrong = _computed(formula, {**values, each.name: value})
            if wrong > 0 and not 1 / MATTERS < wrong / right < MATTERS:
                found.append(Slip(key, wrong / right, sentence))
    return tuple(found)


def _mistaken(unit: str, value: float, said: str) -> list[tuple[str, float, str]]:
    """The values that an input takes by mistake, the likeliest first."""
    mistakes = []
    if unit == "year":
        mistakes.append(("one-month", 1 / 12, f"it is one month's, where the brief has {said}"))
    if unit == "%" or 0 < value < 1:
        mistakes += [
            ("rest-for-share", 1 - value, f"the rest was taken for the share in {said}"),
            ("percent-for-share", value * 100, f"percent was taken for a share in {said}"),
        ]
    if value > MATTERS:
        mistakes += [
            ("left-out", 1.0, f"{said} was left out"),
            ("twice", value * value, f"{said} was counted twice"),
            ("inverted", 1 / value, f"{said} was divided by, where it multiplies"),
        ]
    return mistakes


def _computed(formula: Described, values: Mapping[str, float]) -> float:
    try:
        return float(formula.smooth(**values))
    except (ValueError, ArithmeticError):
        return 0.0


def judge_inputs(equations: Iterable[Equation], known: Iterable[Known]) -> Judged:
    """Whether the numbers of the sums are those of the brief, or ones the learner wrote before.

    A number differs from one that is known where both measure the same and no other number of the sums
    is the known one.
    """
    used = [each for equation in equations if equation.has_sum for each in _inputs(equation)]
    known = tuple(known)
    if not used:
        return Judged()
    missing = [
        each for each in known if each.wanted and not any(_same(one.value, each) for one in used)
    ]
    for each in used:
        if any(_same(each.value, one) for one in known) or each.value.number in _COMMON:
            continue
        alike = [(one, form) for one in missing for form in one.forms if _alike(each.value, form)]
        if len(alike) == 1:
            meant, form = alike[0]
            off = abs(ratio(each.value.number, form.number))
            return Judged(
                "wrong",
                f"You reckon with {each.text}, where the brief has {meant.said}.",
                ((each.value.start, each.value.end),),
                plausible=1 / PLAUSIBLE <= off <= PLAUSIBLE,
            )
    return Judged("right", "", tuple((each.value.start, each.value.end) for each in used))


def _inputs(equation: Equation) -> list[Used]:
    """The numbers that sums begin with, stated results left aside."""
    stated = {each.value.start for each in equation.sides if not each.is_sum}
    return [each for each in equation.used if each.value.start not in stated]


def _same(one: Value, other: Known) -> bool:
    """Whether a number of a sum is one that is known, its unit perhaps left out."""
    return any(
        (one.bare or one.uncounted == form.uncounted)
        and form.number != 0
        and abs(ratio(one.number, form.number) - 1) < ROUNDING
        for form in other.forms
    )


def _alike(one: Value, other: Value) -> bool:
    """Whether two numbers measure the same, plainly enough that one stands for the other."""
    if one.uncounted != other.uncounted or one.is_bare != other.is_bare:
        return False
    if not (one.number > 0 and other.number > 0):
        return False
    return 1 / FAR < ratio(one.number, other.number) < FAR


def judge_arithmetic(
    equations: tuple[Equation, ...], stated: Value | None, written: str, own: Iterable[Slip] = ()
) -> Judged:
    """Whether every equality holds, and the sums come to the number that was given."""
    own = tuple(own)
    wrong = findings(equations, own)
    if wrong:
        return _judged(wrong[0])
    sums = [each for each in equations if each.has_sum]
    if not sums or stated is None:
        return Judged("right" if sums else "unsaid")
    if any(_comes_to(each, stated) for each in equations):
        return Judged("right", "", ((sums[0].result.start, sums[0].result.end),))
    fitting = [each for each in sums if _comparable(settled(each), stated)]
    if not fitting:
        return Judged()
    last = fitting[-1]
    value = settled(last)
    why = explain(ratio(stated.number, value.number), own, *about(stated), fine=True).sentence
    return Judged(
        "wrong",
        wrong_sum(last.text, value, stated, written, why),
        ((last.result.start, last.result.end),),
    )


def came_to(equations: tuple[Equation, ...], stated: Value) -> Value | None:
    """What the working comes to by its own numbers, in the unit of the number that was given."""
    sums = [settled(each) for each in equations if each.has_sum]
    fitting = [each for each in sums if _comparable(each, stated)]
    return fitting[-1] if fitting else None


def _judged(found: Finding) -> Judged:
    return Judged("wrong", found.sentence, ((found.start, found.end),))


def _comes_to(equation: Equation, stated: Value) -> bool:
    sides = [each.value for each in equation.sides]
    return any(as_stated(each, stated, equation) is not None for each in sides)


def _comparable(value: Value, stated: Value) -> bool:
    return value.uncounted == stated.uncounted or left_out(value, stated)


def as_value(quantity: Quantity) -> Value:
    """A number that was given beside its working; a range is known by its middle."""
    return Value(
        Fraction(quantity.value), quantity.unit.powers, digits=2, bare=quantity.unit.is_bare
    )


def known_as(said: str, quantity: Quantity, *, wanted: bool = True) -> Known:
    """A given of a brief, with its unit of time kept: 100M/month is also 100M in a month."""
    time = next((word for word in ("month", "day", "year") if word in quantity.unit.name), "")
    scales = {"month": 2_592_000, "day": 86_400, "year": 31_536_000}
    times = frozenset({Fraction(scales[time])}) if time else frozenset()
    return Known(said, replace(as_value(quantity), times=times), wanted)
