"""Computing formulas and reading quantities, each against what one would use otherwise; import times."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import timeit
from collections.abc import Callable
from pathlib import Path

import pint
from sympy import lambdify

from capacity import generated
from capacity.formulas import ALL
from capacity.reading import _read

BROWSER = Path(__file__).parent.parent / "capacity" / "browser"
TEXTS = ["1.2 TB/day", "~58k QPS", "3,000 GB", "500M DAU", "10 Gbps"]
POINT = {"write_rate": 38.6, "size": 500.0, "retention": 5.0, "copies": 3.0}
_IN_THE_PAGE = """
import { FORMULAS } from '%s/formulas.mjs';
import { read } from '%s/reading.mjs';
const timed = (work, times) => {
  const began = performance.now();
  for (let time = 0; time < times; time += 1) work(time);
  return ((performance.now() - began) * 1000) / times;
};
const best = (work, times) => Math.min(...[1, 2, 3, 4, 5].map(() => timed(work, times)));
let kept = 0;
const { compute } = FORMULAS.stored_bytes;
const { compute: waits } = FORMULAS.erlang_c;
console.log(JSON.stringify([
  best((time) => { kept += compute({ write_rate: time, size: 500, retention: 5, copies: 3 }); }, 1e6),
  best((time) => { kept += waits({ servers: 1000, offered: 990 + (time %% 7) }); }, 2000),
  best((time) => { kept += read(`${time} TB/day`).value; }, 5000),
]));
"""


def measure() -> dict[str, float]:
    """Microseconds, evaluations a second and ratios, each the best of several runs."""
    registry = pint.UnitRegistry()
    each = next(one for one in ALL if one.name == "stored_bytes")
    by_sympy = lambdify([one.symbol for one in each.inputs], each.expression, "math")
    numbers = {one.symbol: POINT[one.name] for one in each.inputs}
    in_pint = [registry.Quantity(38.6, "1/s"), registry.Quantity(500, "byte"), registry.Quantity(5, "year"), 3]  # fmt: skip
    reading = _best(lambda: [_read.__wrapped__(text) for text in TEXTS], 200) / len(TEXTS)
    ours = _best(lambda: generated.stored_bytes(38.6, 500, 5, 3))
    page, waits, page_reading = _in_the_page()
    return {
        "evaluations a second, generated": 1e6 / ours,
        "evaluations a second, lambdify": 1e6 / _best(lambda: by_sympy(38.6, 500, 5, 3)),
        "evaluations a second, sympy subs": 1e6 / _best(lambda: each.expression.subs(numbers), 200),
        "evaluations a second, pint": 1e6 / _best(lambda: (in_pint[0] * in_pint[1] * in_pint[2] * in_pint[3]).to("byte"), 200),
        "evaluations a second, in the page": 1e6 / page,
        "Erlang C of 1,000 servers, µs": _best(lambda: generated.erlang_c(1000, 990), 50),
        "Erlang C of 1,000 servers in the page, µs": waits,
        "reading a quantity, µs": reading,
        "reading a quantity in the page, µs": page_reading,
        "reading a quantity against pint": reading / _best(lambda: registry.Quantity("1.2 TB/day"), 50),
        "importing the generated formulas, ms": _import("capacity.generated"),
        "importing the formulary, ms": _import("capacity.formulary"),
        "importing the formulary after what it needs of Python, ms": _import("capacity.formulary", beside="dataclasses, fractions, decimal, re, unicodedata"),
        "importing the formulas with sympy, ms": _import("capacity.formulas"),
        "generating everything, s": _generation(),
    }  # fmt: skip


def _in_the_page() -> list[float]:
    """Microseconds in node, the same engine as a browser's; from a file, so that imports resolve."""
    node = shutil.which("node")
    if node is None:
        return [float("nan")] * 3
    where = BROWSER.as_uri()
    script = _IN_THE_PAGE.replace("%s", where).replace("%%", "%")
    printed = subprocess.check_output([node, "--input-type=module", "-e", script], text=True)
    found: list[float] = json.loads(printed)
    return found


def _generation() -> float:
    """In a process of its own, because sympy remembers what it has simplified."""
    code = (
        "import time; t = time.perf_counter()\n"
        "from capacity.emit.__main__ import FILES\nfrom capacity.formulas import ALL\n"
        "for print_module in FILES.values(): print_module(ALL)\n"
        "print(time.perf_counter() - t)"
    )
    return float(subprocess.check_output([sys.executable, "-c", code]))


def _import(name: str, beside: str = "sys") -> float:
    """From compiled files, as wherever a program runs for the second time; `beside` is there already."""
    code = f"import time, {beside}; t = time.perf_counter(); import {name}; print(time.perf_counter() - t)"
    with tempfile.TemporaryDirectory() as compiled:
        kept = {
            each: value for each, value in os.environ.items() if each != "PYTHONDONTWRITEBYTECODE"
        }
        surroundings = {**kept, "PYTHONPYCACHEPREFIX": compiled}
        runs = [float(subprocess.check_output([sys.executable, "-c", code], env=surroundings)) for _ in range(6)]  # fmt: skip
    return min(runs) * 1000


def _best(work: Callable[[], object], times: int = 2000) -> float:
    """Microseconds for one run, in the best of seven rounds."""
    return min(timeit.repeat(work, number=times, repeat=7)) / times * 1e6
