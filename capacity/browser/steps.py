"""What a panel shows: formulas one after another, each fed by earlier ones or by the reader."""

from collections.abc import Mapping
from typing import Any

from capacity.formulary import FORMULAS
from capacity.frozen import did_you_mean
from capacity.reading import Quantity, UnreadableQuantity

Given = Mapping[str, str | float | Quantity]
Step = dict[str, Any]  # {"formula", "values": {input: number}, "feeds": {input: formula}}
FED = "<-"


class BadPanel(ValueError):
    """A panel that names a formula, an input or a quantity that is not there."""


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


def worked(steps: list[Step]) -> list[tuple[dict[str, float], float]]:
    """Each step's values, fed ones filled in, and what it comes to."""
    results: dict[str, float] = {}
    came: list[tuple[dict[str, float], float]] = []
    for each in steps:
        values = {
            **each["values"],
            **{name: results[source] for name, source in each["feeds"].items()},
        }
        results[each["formula"]] = FORMULAS[each["formula"]].compute(**values)
        came.append((values, results[each["formula"]]))
    return came
