"""Reading and checking a line of arithmetic, beside reading one quantity and evaluating the bare sum in Python."""

import time
from collections.abc import Callable

from capacity.equation import read_line
from capacity.equation.holds import findings
from capacity.reading import _read

LINES = [
    "100M links / 2.592M s = 38.6/s",
    "write rate = 100M / 30 / 86400 ≈ 38.6/s",
    "10 million users times 20 requests per user per day",
    "100M × 12 × 5 = 6 billion links × 500 B = 3.0 TB raw; 9 TB with three replicas",
    "(1 − 0.80) × 3.86k/s on average",
]
LONG = " + ".join(["1.5 TB × (2 + 3)"] * 100)


def measure() -> dict[str, float]:
    """Microseconds, each the best of several runs: the machine may be busy."""
    reading = _best(lambda: [read_line(each) for each in LINES]) / len(LINES)
    equations = [read_line(each) for each in LINES]
    quantity = _best(lambda: _read.__wrapped__("1.2 TB/day"))
    return {
        "reading an equation, µs": reading,
        "reading an equation against reading a quantity": reading / quantity,
        "checking an equation, µs": _best(lambda: [findings(each) for each in equations])
        / len(LINES),
        f"a line of {len(LONG):,} characters, ms": _best(lambda: read_line(LONG), 20) / 1000,
    }


def _best(work: Callable[[], object], runs: int = 200) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times) * 1e6
