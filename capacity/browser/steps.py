"""What a panel shows: formulas one after another, each fed by earlier ones or by the reader.

`chain.mjs` says the same in the page.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from capacity.described import DescribedOutput, shown
from capacity.formulary import FORMULAS
from capacity.frozen import did_you_mean
from capacity.reading import Quantity, UnreadableQuantity
from capacity.spread import spread

Given = Mapping[str, str | float | Quantity]
Step = dict[str, Any]  # {"formula", "values": {input: number}, "feeds": {input: formula}}
FED = "<-"


class BadPanel(ValueError):
    """A panel that names a formula, an input or a quantity that is not there."""


@dataclass(frozen=True)
class Came:
    """What a step came to: its values, fed ones filled in, and a result or why there is none."""

    values: dict[str, float]
    result: float | None
    said: str | None


def step(formula: str, given: Given, before: tuple[str, ...] = ()) -> Step:
    """One step. `given` values are numbers, what people write, or '<-earlier_formula'. Raises BadPanel."""
    if formula not in FORMULAS:
        raise BadPanel(f"there is no formula '{formula}'.{did_you_mean(formula, FORMULAS)}")
    feeds = {
        name: value.removeprefix(FED).strip()
        for name, value in given.items()
        if isinstance(value, str) and value.startswith(FED)
    }
    for name, source in feeds.items():
        if source not in before:
            raise BadPanel(
                f"{formula}: {name} is fed by '{source}', which does not come before it."
            )
    try:
        values = FORMULAS[formula].values(
            {name: value for name, value in given.items() if name not in feeds}
        )
    except UnreadableQuantity as error:
        raise BadPanel(str(error)) from None
    return {"formula": formula, "values": values, "feeds": feeds}


def worked(steps: list[Step]) -> list[Came]:
    """What each step comes to."""
    results: dict[str, float | None] = {}
    came: list[Came] = []
    for each in steps:
        made = _worked(each, results)
        results[each["formula"]] = made.result
        came.append(made)
    return came


def _worked(each: Step, results: Mapping[str, float | None]) -> Came:
    formula = FORMULAS[each["formula"]]
    values = dict(each["values"])
    for name, source in each["feeds"].items():
        result = results[source]
        if result is None:
            title = FORMULAS[source].title
            said = (
                f"This needs the {title[0].lower()}{title[1:]}, and there is none at these values."
            )
            return Came(values, None, said)
        values[name] = result
    outside = formula.outside(values)
    if outside:
        return Came(values, None, outside)
    try:
        result = formula.compute(**values)
    except (ValueError, ArithmeticError):
        result = math.nan
    if not math.isfinite(result):
        return Came(values, None, "The result is too large or too small to compute.")
    return Came(values, result, None)


def inputs(steps: list[Step]) -> dict[str, str]:
    """The inputs that the reader sets, by place and name ('0.users'), with their labels."""
    return {
        f"{place}.{one.name}": one.label
        for place, each in enumerate(steps)
        for one in FORMULAS[each["formula"]].inputs
        if one.name not in each["feeds"]
    }


@dataclass(frozen=True)
class Band:
    """Between which ends the last result lies nine times in ten, and whose doubt it is.

    An end is None where the formula does not hold there; `said` is why.
    """

    low: float | None
    high: float | None
    factor: float
    shares: dict[str, float]
    said: str | None

    def sentence(self, output: DescribedOutput) -> str:
        """The band in words; nothing when nothing is in doubt."""
        if self.factor == 1:
            return ""
        ends = sorted(each for each in (self.low, self.high) if each is not None)
        texts = [shown(each, output) for each in ends]
        if len(texts) == 2:
            return f"Between {texts[0]} and {texts[1]}, nine times in ten."
        if not texts:
            return f"At both ends of your doubt there is no result: {self.said}"
        first = f"Up to {texts[0]}" if self.low is None else f"From {texts[0]} on"
        return f"{first}; at the other end there is no result: {self.said}"


def band(steps: list[Step], doubts: Mapping[str, float]) -> Band | None:
    """How far the last result may be off; None where there is no result. `doubts` go by place and name.

    The ends are computed where they are likeliest: each input off in its share of the doubt.
    """
    came = worked(steps)
    last = came[-1].result
    if last is None or any(each.said for each in came):
        return None
    powers = _powers(steps, came)
    known = {key: factor for key, factor in doubts.items() if key in powers}
    found = spread(last, powers, known)
    if found.factor == 1:
        return Band(last, last, 1.0, {}, None)
    off = {
        key: known[key] ** math.copysign(math.sqrt(share), powers[key])
        for key, share in found.shares.items()
    }
    low, high = (worked(_off_by(steps, off, way))[-1] for way in (-1, 1))
    return Band(low.result, high.result, found.factor, found.shares, high.said or low.said)


def _off_by(steps: list[Step], off: Mapping[str, float], way: int) -> list[Step]:
    """The steps at one end of the doubt."""
    made = []
    for place, each in enumerate(steps):
        values = dict(each["values"])
        for one in FORMULAS[each["formula"]].inputs:
            factor = off.get(f"{place}.{one.name}")
            if factor:
                value = values[one.name] * factor**way
                values[one.name] = float(math.floor(value + 0.5)) if one.whole else value
        made.append({**each, "values": values})
    return made


def _powers(steps: list[Step], came: list[Came]) -> dict[str, float]:
    """Percent by which the last result moves for one percent more of each of the reader's inputs."""
    up_to: dict[str, dict[str, float]] = {}
    for place, (each, made) in enumerate(zip(steps, came, strict=True)):
        own: dict[str, float] = {}
        for name, power in FORMULAS[each["formula"]].elasticities(made.values).items():
            source = each["feeds"].get(name)
            before = up_to[source] if source else {f"{place}.{name}": 1.0}
            for key, earlier in before.items():
                own[key] = own.get(key, 0.0) + power * earlier
        up_to[each["formula"]] = own
    return up_to[steps[-1]["formula"]]
