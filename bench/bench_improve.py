"""How long a search for the smallest change, and for the smallest failure, takes; in evaluations too.

Twenty components: an entrance, eight services of which each has a store or a cache and a store, and work
behind a log. Once with everything alone and too small, once sound (then it is savings that are looked for).
"""

import time
from collections.abc import Callable

from capacity.architecture import Architecture
from capacity.evaluate import evaluate
from capacity.exchange.text import parse
from capacity.improve import break_it, improve
from capacity.workload import Workload

SERVICES = 6
LOAD = Workload.model_validate(
    {
        "operations": [
            {"id": "show", "rate": "2k/s", "peak_factor": 3, "response": "2 kB", "skew": 1, "items": 1e7,
             "promises": {"p99": "100 ms", "availability": "99.9%"}},
            {"id": "save", "writes": True, "rate": "50/s", "peak_factor": 3, "keeps": "500 B", "kept_for": "1 year",
             "promises": {"p99": "200 ms", "availability": "99.5%", "freshness": "5 min"}},
        ],
        "budget": "$60000/month",
    }
)  # fmt: skip


def measure() -> dict[str, float]:
    """Seconds of processor time, the best of three; and how many evaluations that is."""
    found: dict[str, float] = {}
    for name, drawing in (("weak", _drawing(1)), ("sound", _drawing(12))):
        once = _best(lambda: evaluate(drawing, LOAD))  # noqa: B023 - used at once
        for verb, search in (("improve", improve), ("break", break_it)):
            took = _best(lambda: search(drawing, LOAD), runs=3)  # noqa: B023
            count = len(drawing.components)
            found[f"{verb} a {name} drawing of {count}, ms (at most 2000)"] = took * 1000
            found[f"{verb} a {name} drawing of {count}, evaluations"] = took / once
    return found


def _drawing(copies: int) -> Architecture:
    few = max(1, copies // 4)
    lines = [
        "zone a",
        "zone b",
        "client u",
        f"load_balancer lb x{few} in a, b",
        f"stream log x{few}",
    ]
    lines += [f"worker count x{few}", f"sql_database counts x{few}"]
    lines += ["u -> lb", "log -> count async", "count -> counts write"]
    for n in range(SERVICES):
        place = "in a, b" if n % 2 else "in a"
        lines += [
            f"service app{n} x{copies} {place}",
            f"sql_database d{n} x{few} shards={few} {place}",
        ]
        lines += [
            f"{f'app{n - 1}' if n else 'lb'} -> app{n}",
            f"app{n} -> d{n} read for show",
            f"app{n} -> d{n} write for save",
        ]
        if n % 3 == 0:
            lines += [f"cache c{n} x{few}", f"app{n} -> c{n} read for show"]
    lines.append(f"app{SERVICES - 1} -> log async")
    return parse("\n".join(lines))


def _best(work: Callable[[], object], runs: int = 9) -> float:
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
