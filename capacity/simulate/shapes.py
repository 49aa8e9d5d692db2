"""How the load goes over a run: a factor of the peak at each time, in straight lines.

    day                   the whole run is one day: quiet, then the peak in its middle
    ramp x0.5 to x3       from one factor to another
    redirect day          the same for one operation

>>> spoken("ramp x0.5 to x3")
('', 'ramp', 0.5, 3.0)
>>> ramp(0.5, 3.0, 60.0)
((0.0, 0.5), (60.0, 3.0))
"""

import re
from collections.abc import Iterable
from math import cos, pi

from capacity.workload import Workload

Shape = tuple[tuple[float, float], ...]  # (second, factor)
HOURS = 24
QUIETEST = 0.05  # of the peak, in the night of a load that is nearly all peak
_FORM = re.compile(
    r"(?:(?P<operation>.+?)\s+)?(?:(?P<day>day)|ramp\s+[x×](?P<first>[\d.]+)\s+to\s+[x×](?P<last>[\d.]+))",
    re.IGNORECASE,
)
HINT = "Write it as in: day, ramp x0.5 to x3, redirect day."


class UnreadableShape(ValueError):
    """A shape that could not be read, with what is known."""


def shapes(texts: Iterable[str], workload: Workload, seconds: float) -> dict[str, Shape]:
    """The shape of each operation that has one. Raises UnreadableShape."""
    made: dict[str, Shape] = {}
    for text in texts:
        named, kind, first, last = spoken(text)
        if named and named not in workload.by_id:
            known = ", ".join(workload.by_id)
            raise UnreadableShape(f"“{text}”: there is no operation '{named}'; there are {known}.")
        for each in workload.operations:
            if named in ("", each.id):
                made[each.id] = day(each.peak_factor, seconds) if kind == "day" else ramp(first, last, seconds)  # fmt: skip
    return made


def spoken(text: str) -> tuple[str, str, float, float]:
    """The operation ('' for all), the kind, and the two ends of a ramp. Raises UnreadableShape."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise UnreadableShape(f"“{text}” is no shape that is known here. {HINT}")
    ends = [found[each] or "1" for each in ("first", "last")]
    if not all(re.fullmatch(r"\d+(?:\.\d+)?", each) for each in ends):
        raise UnreadableShape(f"“{text}”: a factor is a number, as in x1.5. {HINT}")
    return found["operation"] or "", "day" if found["day"] else "ramp", float(ends[0]), float(ends[1])  # fmt: skip


def day(peak_factor: float, seconds: float) -> Shape:
    """A wave from the night to the peak and back, whose mean is the average load where it can be."""
    low = max(QUIETEST, 2 / peak_factor - 1)
    points = ((hour, (1 - cos(2 * pi * hour / HOURS)) / 2) for hour in range(HOURS + 1))
    return tuple((seconds * hour / HOURS, low + (1 - low) * wave) for hour, wave in points)


def ramp(first: float, last: float, seconds: float) -> Shape:
    return ((0.0, first), (seconds, last))
