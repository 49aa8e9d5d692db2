"""Reading a quantity, computing a formula, importing without sympy: each against something beside it."""

import subprocess
import sys
import time
from collections.abc import Callable

import pint
from sympy import lambdify

from capacity import generated
from capacity.formulas import ALL
from capacity.reading import _read

TEXTS = ["1.2 TB/day", "~58k QPS", "3,000 GB", "500M DAU", "10 Gbps"]


def measure() -> dict[str, float]:
    """Microseconds and ratios, each the best of several runs: the machine may be busy."""
    registry = pint.UnitRegistry()
    each = next(one for one in ALL if one.name == "stored_bytes")
    by_sympy = lambdify([one.symbol for one in each.inputs], each.expression, "math")
    reading = _best(lambda: [_read.__wrapped__(text) for text in TEXTS]) / len(TEXTS)
    by_pint = _best(lambda: registry.Quantity("1.2 TB/day"))
    return {
        "reading a quantity, µs": reading,
        "reading a quantity against pint": reading / by_pint,
        "stored_bytes, generated, µs": _best(lambda: generated.stored_bytes(38.6, 500, 5, 3)),
        "stored_bytes, generated against lambdify": _best(
            lambda: generated.stored_bytes(38.6, 500, 5, 3)
        )
        / _best(lambda: by_sympy(38.6, 500, 5, 3)),
        "importing the generated formulas, ms": _import("capacity.generated"),
        "importing the formulas with sympy, ms": _import("capacity.formulas"),
    }


def _import(name: str) -> float:
    code = f"import time; t = time.perf_counter(); import {name}; print(time.perf_counter() - t)"
    runs = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3)]
    return min(runs) * 1000


def _best(work: Callable[[], object], runs: int = 200) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times) * 1e6
