"""The load and the promises of an operation, as an exercise writes them: from the givens, by formulas.

    load:
      rate: {formula: read_rate, inputs: {write_rate: {formula: write_rate, inputs: {items_per_month: new_links}}, reads_per_write: reads_per_write}}
      peak_factor: peak_factor       # the name of a given or of a promise
      response: 500 B                # or a value of its own
    promises: {p99: redirect_p99, availability: redirect_availability}

Because numbers are named and not repeated, an exercise with other givens has another load.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from capacity.formulary import FORMULAS
from capacity.frozen import Frozen, did_you_mean
from capacity.reading import Quantity, UnreadableQuantity, read
from capacity.units import unit as to_unit
from capacity.workload import Operation, Promises


class Computed(Frozen):
    """A number that follows from others."""

    formula: str
    inputs: dict[str, Source]


Source = Computed | str | float

# The fields of a load and of promises that are numbers, with the units they are wanted in.
_LOAD = {
    "rate": "request/s",
    "peak_factor": "1",
    "request": "B/request",
    "response": "B/request",
    "keeps": "B/request",
    "kept_for": "s",
    "skew": "1",
    "items": "1",
}
_PROMISES = {"p99": "s", "availability": "1", "freshness": "s"}


class Load(Frozen):
    """How often an operation is asked for, and how large it is."""

    rate: Source
    writes: bool = False
    peak_factor: Source = 1.0
    request: Source = 0.0
    response: Source = 0.0
    keeps: Source = 0.0
    kept_for: Source | None = None
    skew: Source = 0.0
    items: Source | None = None


class Promised(Frozen):
    """What is promised for an operation, each by the name under which the brief promises it."""

    p99: Source | None = None
    availability: Source | None = None
    freshness: Source | None = None


def operation(
    name: str, title: str, load: Load, promised: Promised, known: Mapping[str, Quantity]
) -> Operation:
    """The operation in numbers. Raises ValueError that names the part that cannot be found."""
    return Operation.model_validate(
        {
            "id": name,
            "title": title,
            "writes": load.writes,
            **_numbers(load, _LOAD, known),
            "promises": Promises(**_numbers(promised, _PROMISES, known)),
        }
    )


def _numbers(
    given: Frozen, units: Mapping[str, str], known: Mapping[str, Quantity]
) -> dict[str, Any]:
    found = {}
    for field, unit in units.items():
        source = getattr(given, field)
        if source is not None:
            try:
                found[field] = value_of(source, unit, known)
            except (ValueError, ArithmeticError) as error:
                raise ValueError(f"{field}: {error}") from None
    return found


def value_of(source: Source, unit: str, known: Mapping[str, Quantity]) -> float:
    """A source as a number of `unit`. Raises ValueError for the person who wrote the exercise."""
    if isinstance(source, Computed):
        return _computed(source, unit, known)
    if isinstance(source, str):
        if source in known:
            return known[source].as_(unit)
        try:
            return read(source).as_(unit)
        except UnreadableQuantity as error:
            if source.replace("_", "").isalnum() and not source[:1].isdigit():
                guess = did_you_mean(source, known)
                raise ValueError(f"the brief gives no '{source}'.{guess}") from None
            raise ValueError(str(error)) from None
    return float(source)


def _computed(source: Computed, unit: str, known: Mapping[str, Quantity]) -> float:
    formula = FORMULAS.get(source.formula)
    if formula is None:
        raise ValueError(
            f"there is no formula '{source.formula}'.{did_you_mean(source.formula, FORMULAS)}"
        )
    wanted = {each.name: each.unit for each in formula.inputs}
    if set(source.inputs) != set(wanted):
        raise ValueError(f"{formula.name} takes {', '.join(wanted)}.")
    values = {name: value_of(source.inputs[name], each, known) for name, each in wanted.items()}
    result = formula.compute(**values)
    return Quantity(result, to_unit(formula.output.unit), "the result").as_(unit)
