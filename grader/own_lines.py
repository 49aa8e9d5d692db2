"""Lines of a notebook that nobody asked for: the learner's own steps on the way, which later lines may name.

>>> own_numbers((Estimate(name="users at once", working="10M users * 2 %"),))["users at once"].text
'200k users'
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from fractions import Fraction

from capacity.equation import read_working
from capacity.reading import Quantity, UnreadableQuantity, read
from capacity.units import Unit
from grader.answer import Estimate

SIGN = re.compile(r"[*×·⋅÷=]")


def own_numbers(estimates: Iterable[Estimate]) -> dict[str, Quantity]:
    """What each named line comes to, the first of a name; none for a line that comes to nothing."""
    found: dict[str, Quantity] = {}
    for each in estimates:
        name = each.name.strip()
        if name and name not in found:
            with suppress(UnreadableQuantity):
                found[name] = comes_to(each, found)
    return found


def comes_to(line: Estimate, names: Mapping[str, Quantity]) -> Quantity:
    """Its value, else what the last of its sums comes to, else the one amount in its working.

    Raises UnreadableQuantity.
    """
    written = line.value.strip() or line.working
    equations = read_working(written, names)
    if equations and equations[-1].has_sum:
        value = equations[-1].result
        return Quantity(value.size, Unit(value.said, Fraction(1), value.powers), value.said)
    if not line.value.strip() and SIGN.search(written):
        raise UnreadableQuantity(f"'{written[:40]}' is a sum over a line that is not above it.")
    return read(written)
