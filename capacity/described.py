"""A formula as the app, the grader and the page know it: everything but the algebra.

`browser/described.mjs` says the same for the page.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from capacity.format import human
from capacity.reading import Quantity, UnreadableQuantity, read
from capacity.solve import NoSolutionError, solve
from capacity.spread import Spread, spread

Values = Mapping[str, float]
Given = Mapping[str, str | float | Quantity]

_STEP = 1e-4  # of the logarithm, for an elasticity that is measured
_LAST_BITS = 1e-12  # of a result or an input, which arithmetic may have cost
_NEARLY_ONE = 0.9995  # said as 1
_PLACE = re.compile(r"\{(\w+)\}(\^?)")
_BEYOND = 1e6  # an input is sought this many times past what its slider offers


@dataclass(frozen=True, slots=True)
class DescribedInput:
    """One input. Values are in `unit`; `shown` is the unit in which people read them.

    `low` and `high` are the ends of a slider; `least` and `most` bound what makes sense at all, and
    zero itself only does where `least` is given.
    """

    name: str
    label: str
    letters: str  # LaTeX
    unit: str
    shown: str
    example: float
    low: float
    high: float
    log: bool
    whole: bool
    least: float | None
    most: float

    def outside(self, value: float) -> str | None:
        """Why this value makes no sense, for a person; None when it does."""
        said = f"“{self.label}” cannot be {shown(value, self)}"
        if value > self.most:
            return f"{said}; the most is {shown(self.most, self)}."
        if self.least is None and value <= 0:
            return f"{said}; it must be more than zero."
        if self.least is not None and value < self.least:
            return f"{said}; the least is {shown(self.least, self)}."
        return None


@dataclass(frozen=True, slots=True)
class DescribedOutput:
    label: str
    letters: str
    unit: str
    shown: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a formula holds, and the sentence for somebody who is outside."""

    holds: Callable[..., bool]
    said: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a formula that is computed first, and the unit that it is said in."""

    compute: Callable[..., float]
    shown: str


@dataclass(frozen=True)
class Described:
    """A formula: its words, its letters, and the plain functions that compute it.

    `latex` is the whole equation; `words` is its right side as a template in which `{name}` stands
    for an input, so that a derivation can be filled with the reader's own numbers; `worked` is the
    step after, with `{part_1}` for what was computed. `smooth` is the formula without rounding up.
    """

    name: str
    title: str
    meaning: str
    source: str
    source_kind: str
    inputs: tuple[DescribedInput, ...]
    output: DescribedOutput
    latex: str
    mathml: str
    words: str
    worked: str
    parts: tuple[Part, ...]
    conditions: tuple[Condition, ...]
    compute: Callable[..., float]
    smooth: Callable[..., float]
    inverses: Mapping[str, Callable[..., float]]
    exponents: Mapping[str, float] | None

    @property
    def examples(self) -> dict[str, float]:
        return {each.name: each.example for each in self.inputs}

    @cached_property
    def _by_name(self) -> dict[str, DescribedInput]:
        return {each.name: each for each in self.inputs}

    def input(self, name: str) -> DescribedInput:
        return self._by_name[name]

    def values(self, given: Given) -> dict[str, float]:
        """Numbers in the inputs' units, from numbers or from what people write; examples for the rest.

        Raises UnreadableQuantity, naming the input, when one cannot be read or is not known.
        """
        unknown = set(given) - set(self._by_name)
        if unknown:
            known = ", ".join(self._by_name)
            raise UnreadableQuantity(f"{self.name} has no input '{min(unknown)}'; it has {known}.")
        found = self.examples
        for name, value in given.items():
            if isinstance(value, int | float):
                found[name] = float(value)
                continue
            try:
                quantity = read(value) if isinstance(value, str) else value
                found[name] = in_unit(quantity, self.input(name).unit)
            except UnreadableQuantity as error:
                raise UnreadableQuantity(f"{name}: {error}") from None
        return found

    def outside(self, values: Values) -> str | None:
        """Why the formula says nothing at these values, for a person; None where it holds."""
        for each in self.inputs:
            said = each.outside(values[each.name])
            if said:
                return said
        for condition in self.conditions:
            if not condition.holds(**values):
                said = condition.said.format_map(self._shown(values))
                return said[0].upper() + said[1:]
        return None

    def steps(self, given: Given) -> tuple[str, ...]:
        """The right side filled with the reader's numbers, its parts worked out, and what comes out.

        Where the formula does not hold, one sentence that says why.
        """
        values = self.values(given)
        outside = self.outside(values)
        if outside:
            return (outside,)
        filled = self._shown(values)
        lines = [_filled(self.words, filled)]
        parts = self._parts(values)
        if parts:
            lines.append(_filled(self.worked, {**filled, **parts}))
        return (*lines, shown(self.compute(**values), self.output))

    def _parts(self, values: Values) -> dict[str, str]:
        """What the parts come to; nothing where they say nothing.

        So it is where one is too small or too large for a computer, is 1, or reads like an input.
        """
        try:
            found = [(each.compute(**values), each.shown) for each in self.parts]
        except (ValueError, ArithmeticError):
            return {}
        if not all(math.isfinite(value) for value, _ in found):
            return {}
        said = [_part(value, unit) for value, unit in found]
        alike = {each for each in said if " " in each} & set(self._shown(values).values())
        if alike or "1" in said:
            return {}
        return {f"part_{at}": text for at, text in enumerate(said, 1)}

    def derivation(self, given: Given) -> str:
        """The steps in one line; a result that is a plain number says what it is."""
        steps = self.steps(given)
        named = self.output.shown == "1" and len(steps) > 1
        return " = ".join(steps) + (f" ({self.output.label})" if named else "")

    def solve(self, name: str, result: float, given: Given) -> float:
        """The input that gives `result` (in the output's unit) while the others stay as given.

        For a whole number without a closed form, the first at which the result is reached. Raises
        NoSolutionError with a sentence when there is none.
        """
        one = self.input(name)
        values = self.values({key: value for key, value in given.items() if key != name})
        found = self._solved(one, result, values)
        found = None if found is None else _settled(one, found)
        if found is not None and self.outside({**values, name: found}) is None:
            return found
        raise NoSolutionError(
            f"No value of “{one.label}” makes “{self.output.label}” come to "
            f"{shown(result, self.output)} while the other numbers stay as they are. Change one of them."
        )

    def _solved(self, one: DescribedInput, result: float, values: dict[str, float]) -> float | None:
        found = self._closed(one, result, values)
        return self._searched(one, result, values) if found is None else found

    def _closed(self, one: DescribedInput, result: float, values: dict[str, float]) -> float | None:
        """By the inverse; None where there is none, or where it divides nothing by nothing."""
        others = {key: value for key, value in values.items() if key != one.name}
        try:
            found = self.inverses[one.name](result=result, **others)
        except (
            KeyError,
            ValueError,
            ArithmeticError,
            TypeError,
        ):  # a root of less than zero is complex
            return None
        return found if math.isfinite(found) else None

    def _searched(
        self, one: DescribedInput, result: float, values: dict[str, float]
    ) -> float | None:
        def off(x: float) -> float | None:
            at = {**values, one.name: x}
            try:
                short = None if self.outside(at) else self.smooth(**at) - result
            except (ValueError, ArithmeticError):
                return None
            reached = one.whole and short is not None and abs(short) <= _LAST_BITS * abs(result)
            return 0.0 if reached else short

        low, high = self._range(one)
        log, close = one.log or one.least is None, _LAST_BITS * abs(result)
        return solve(off, low, high, log=log, whole=one.whole, close=close)

    @staticmethod
    def _range(one: DescribedInput) -> tuple[float, float]:
        """Where an input is looked for: all that makes sense, within reason."""
        if one.least is not None and not one.log:
            return one.least, min(one.most, max(one.high, 1.0) * 10)
        low = one.least or one.low / _BEYOND
        return low, min(one.most, one.high * (10 if one.whole else _BEYOND))

    def elasticities(self, values: Values) -> dict[str, float]:
        """Percent by which the result moves for one percent more of each input."""
        if self.exponents is not None:
            return dict(self.exponents)
        return {each.name: self._elasticity(each, values) for each in self.inputs}

    def _elasticity(self, one: DescribedInput, values: Values) -> float:
        """Measured on both sides of the value, or on one where the formula ends; 0 at zero."""
        value = values[one.name]
        here = self.smooth(**values)
        if value == 0 or here == 0:
            return 0.0
        step = 1.0 if one.whole else value * _STEP
        ends = [value - step, value + step]
        kept = [x for x in ends if self.outside({**values, one.name: x}) is None and x > 0]
        if not kept:
            return 0.0
        low, high = (kept[0], kept[-1]) if len(kept) == 2 else sorted((value, kept[0]))
        below, above = (self.smooth(**{**values, one.name: x}) for x in (low, high))
        if min(below, above, low) > 0:
            return math.log(above / below) / math.log(high / low)
        return (above - below) / (high - low) * value / here

    def spread(self, given: Given, doubts: Values) -> Spread:
        """How far the result may be off, when each input may be off by the factor in `doubts`.

        See `capacity.spread`. Raises UnreadableQuantity as `values` does.
        """
        values = self.values(given)
        return spread(self.compute(**values), self.elasticities(values), doubts)

    def _shown(self, values: Values) -> dict[str, str]:
        return {each.name: shown(values[each.name], each) for each in self.inputs}


def _filled(template: str, texts: Mapping[str, str]) -> str:
    """The template with its texts; what is raised to a power stands in brackets: (10 ms)^2."""

    def text(found: re.Match[str]) -> str:
        said = texts[found[1]]
        return f"({said})^" if found[2] and " " in said else said + found[2]

    return _PLACE.sub(text, template)


def _part(value: float, unit: str) -> str:
    """A part in its step: what is below zero in brackets, and what is near 1 told from it."""
    if unit == "1" and _NEARLY_ONE <= value < 1:
        return human(value, "%")
    return f"(−{human(-value, unit)})" if value < 0 else human(value, unit)


def _settled(one: DescribedInput, found: float) -> float:
    """A solution without the dust of arithmetic: 3 copies, not 2.9999999999999996."""
    dust = _LAST_BITS * max(1.0, abs(found))
    edges = [each for each in (one.least, one.most) if each is not None and math.isfinite(each)]
    nearby = [*edges, float(math.floor(found + 0.5))] if one.whole else edges
    return next((each for each in nearby if abs(found - each) <= dust), found)


def in_unit(quantity: Quantity, unit: str) -> float:
    """The number of `unit` that a quantity is; a bare '20' is twenty of whatever is measured.

    Raises UnreadableQuantity when it measures something else.
    """
    bare = quantity.unit.is_bare and quantity.unit.scale == 1
    return quantity.value if bare else quantity.as_(unit)


def shown(value: float, kind: DescribedInput | DescribedOutput) -> str:
    """A value of an input or an output as a person reads it."""
    return human(value, kind.shown or kind.unit)
