"""Random points at which a formula holds: inside the sliders' ranges and its conditions."""

import random
from collections.abc import Iterator

from capacity.described import Described, DescribedInput

_TRIES = 400  # for each point that is wanted


def inside(one: Described, count: int, seed: object = "") -> list[dict[str, float]]:
    """So many points, the same each time. Fails where the conditions leave too few."""
    chance = random.Random(f"{one.name} {seed}")
    found: list[dict[str, float]] = []
    for point in _tried(one, chance, count * _TRIES):
        if one.outside(point) is None:
            found.append(point)
        if len(found) == count:
            return found
    raise AssertionError(f"{one.name} holds at {len(found)} of {count * _TRIES} points")


def _tried(one: Described, chance: random.Random, most: int) -> Iterator[dict[str, float]]:
    """Half of them anywhere, half near the example, where conditions are met more often."""
    for number in range(most):
        yield {each.name: _value(each, chance, near=number % 2 == 1) for each in one.inputs}


def _value(each: DescribedInput, chance: random.Random, *, near: bool) -> float:
    low = each.low if each.low > 0 or not each.log else each.high * 1e-6
    if near:
        value = each.example * 3 ** chance.uniform(-1, 1)
        value = min(max(value, low), each.high)
    elif each.log:
        value = low * (each.high / low) ** chance.random()
    else:
        value = chance.uniform(low, each.high)
    return float(round(value)) if each.whole else value
