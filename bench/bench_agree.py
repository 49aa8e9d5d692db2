"""Whether the evaluation and the simulation agree: on two families of drawings made by chance.

In *once*, a request visits each station at most once, and the figures must agree. In *anything*, it
may come again and several times at once; then its waits depend on one another, which the evaluation
leaves out, and the figures say by how much. `python3 dev.py bench agree` writes `bench/agree.json`,
which the book shows. The simulator is that of the page, in node, which goes Python's path.
"""

import datetime as dt
import json
import subprocess
from pathlib import Path
from random import Random
from typing import Any

from tests import chromium
from tests.capacity.agreement import ALLOWED, BUSIEST, Case, Compared, any_case, compared
from tests.capacity.simulating import SCRIPT

RESULT = Path(__file__).with_name("agree.json")
FAMILIES = {"once": (200, False), "anything": (40, True)}  # how many, and whether wide
FIRST_SEED = 10_000
REPLICATIONS, REQUESTS = 5, 10_000


def measure() -> dict[str, float]:
    """Shares that agree, and how large the errors are; the whole goes into the result file."""
    found = {name: _family(count, wide=wide) for name, (count, wide) in FAMILIES.items()}
    written = {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "first_seed": FIRST_SEED,
        "replications": REPLICATIONS,
        "requests_each": REQUESTS,
        "utilisation_at_most": BUSIEST,
        "allowed": f"{ALLOWED * 100:.0f} %, or the simulation's 95 % interval where that is wider",
        "families": found,
    }
    RESULT.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return {
        f"{name}, {figure}: {label}": value
        for name, family in found.items()
        for figure in ("mean", "p99")
        for label, value in family[figure].items()
        if isinstance(value, float)
    }


def _family(count: int, *, wide: bool) -> dict[str, Any]:
    cases: list[tuple[int, Case]] = []
    refused = 0
    seed = FIRST_SEED
    while len(cases) < count:
        case = any_case(Random(seed), wide=wide)
        if case is None:
            refused += 1
        else:
            cases.append((seed, case))
        seed += 1
    rows = _run(cases)
    return {
        "drawings": count,
        "without_a_number": refused,  # the evaluation said that it has none
        "mean": _figures([(number, row["mean"]) for number, row in rows]),
        "p99": _figures([(number, row["p99"]) for number, row in rows]),
    }


def _run(cases: list[tuple[int, Case]]) -> list[tuple[int, dict[str, Compared]]]:
    """All replications of all cases, one after another in one node."""
    with subprocess.Popen([chromium.node(), SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:  # fmt: skip
        assert node.stdin is not None
        assert node.stdout is not None
        rows = []
        for seed, case in cases:
            outcomes = []
            for scene in case.scenes(REPLICATIONS, REQUESTS):
                given = scene.model_dump(mode="json")
                node.stdin.write(json.dumps({"ask": "outcome", "given": given}) + "\n")
                node.stdin.flush()
                outcomes.append(json.loads(node.stdout.readline()))
            rows.append((seed, compared(case, outcomes)))
        node.stdin.close()
    return rows


def _figures(rows: list[tuple[int, Compared]]) -> dict[str, Any]:
    errors = sorted(abs(each.error) for _, each in rows)
    worst_seed, worst = max(rows, key=lambda row: abs(row[1].error))
    return {
        "share that agrees": sum(each.agrees for _, each in rows) / len(rows),
        "share within 3 %": sum(error <= ALLOWED for error in errors) / len(rows),
        "median error": errors[len(errors) // 2],
        "error of nine in ten at most": errors[len(errors) * 9 // 10],
        "worst error": errors[-1],
        "interval of the worst": worst.plus_minus / worst.simulated,
        "median interval": sorted(each.plus_minus / each.simulated for _, each in rows)[len(rows) // 2],
        "bias": sum(each.error for _, each in rows) / len(rows),
        "worst_seed": worst_seed,
        "disagree": [seed for seed, each in rows if not each.agrees],
    }  # fmt: skip
