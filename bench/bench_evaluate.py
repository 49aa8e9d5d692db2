"""How long an evaluation takes, here and in node: against numpy's transforms, and against going through all states."""

import json
import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from capacity.architecture import Architecture
from capacity.contract import workload_in
from capacity.drawing_file import read_drawing
from capacity.evaluate import evaluate, evaluate_plan
from capacity.evaluate.availability import availability
from capacity.evaluate.loads import loads
from capacity.evaluate.moments import Moments
from capacity.evaluate.spectra import distribution
from capacity.exchange.text import parse
from capacity.plan import Plan, plan
from capacity.workload import Workload
from tests import chromium
from tests.capacity import by_enumeration

SHORTENER = Path(__file__).parents[1] / "exercises" / "url-shortener"
POINTS = 512  # of the lattice that numpy works on
LOAD = Workload.model_validate({"operations": [{"id": "page", "rate": "20/s"}]})
COUNTS = (10, 50, 200)
BARS = {50: 5, 200: 20}  # milliseconds, from drawing to result
BAR_NODE = {50: 2}
NODE = Path(__file__).with_name("evaluate.mjs")


def measure() -> dict[str, float]:
    """Milliseconds of processor time and ratios, each the best of several runs: the machine may be busy."""
    found: dict[str, float] = {}
    for count, in_node in zip(COUNTS, _in_node(), strict=True):
        drawing = _drawing(count)
        made = plan(drawing, LOAD)
        found[f"{count} components, from drawing to result, ms"] = _best(
            lambda: evaluate(drawing, LOAD)  # noqa: B023
        )
        if count in BARS:
            found[f"{count} components, the bar, ms"] = BARS[count]
        found[f"{count} components in node, ms"] = in_node
        if count in BAR_NODE:
            found[f"{count} components in node, the bar, ms"] = BAR_NODE[count]
        found[f"a plan of {count} components, ms"] = _best(lambda: plan(drawing, LOAD))  # noqa: B023
        found[f"everything of {count} components, ms"] = _best(lambda: evaluate_plan(made))  # noqa: B023
        times, lattice = _times(made)
        found[f"times of {count} components, ms"] = _best(times)
        found[f"times of {count} components, against numpy"] = _best(times) / _best(lattice)
    answer = plan(
        read_drawing(SHORTENER / "answers" / "strong-cache-aside.yaml"),
        workload_in(SHORTENER / "exercise.yaml"),
    )
    found["a stored answer with three operations, ms"] = _best(lambda: evaluate_plan(answer))
    found["availability, against all states of 12 things"] = _exactness()
    return found


def _in_node() -> list[float]:
    """Milliseconds for each count of components, in the modules of the page."""
    load = LOAD.model_dump(mode="json")
    cases = [[_drawing(count).model_dump(mode="json", by_alias=True), load] for count in COUNTS]
    printed = subprocess.check_output([chromium.node(), NODE], input=json.dumps(cases), text=True)
    found: list[float] = json.loads(printed)
    return found


def _drawing(count: int) -> Architecture:
    chance = random.Random(1)
    kinds = ["service", "service", "cache", "sql_database", "key_value_store", "load_balancer"]
    lines = ["zone a", "zone b", "zone c", "client u", "u -> n0"]
    lines += [
        f"{chance.choice(kinds)} n{each} x{chance.choice([2, 3, 4])} in a, b, c"
        for each in range(count)
    ]
    lines += [
        f"n{chance.randrange(max(0, each - 12), each)} -> n{each}" for each in range(1, count)
    ]
    return parse("\n".join(lines))


def _times(made: Plan) -> tuple[Callable[[], object], Callable[[], object]]:
    """The operation's time as it is found here, and by transforms of a lattice in numpy."""
    loaded = loads(made)
    operation = made.operations["page"]

    def ours() -> object:
        moments = Moments(made, operation, loaded.queues)
        moments.run()
        return distribution(moments).quantile(0.99)

    moments = Moments(made, operation, loaded.queues)
    moments.run()
    top = moments.answer().mean * 15

    def lattice() -> object:
        step = top / POINTS
        z = np.exp(-2j * np.pi * np.arange(POINTS + 1) / (2 * POINTS))

        def exponential(mean: float) -> np.ndarray:
            stays = np.exp(-step / max(mean, 1e-12))
            first = mean / step * (1 - stays)
            return (1 - first) + first * (1 - stays) * z / (1 - stays * z)

        after: dict[str, np.ndarray] = {}
        for component in reversed(operation.order):
            total = np.ones(POINTS + 1, dtype=complex)
            for call in operation.calls_of(component):
                station, queue = made.stations[call.target], loaded.queues[call.target][0]
                wait = 1 - queue.chance + queue.chance * exponential(queue.wait or 0.0)
                total = total * wait * exponential(station.service_time) * after[call.target]
            after[component] = total
        masses = np.fft.irfft(after["u"], 2 * POINTS)[:POINTS]
        return np.interp(0.99, np.cumsum(masses), np.arange(POINTS) * step)

    return ours, lattice


def _exactness() -> float:
    text = "zone a\nzone b\nclient u\nload_balancer lb x2 in a, b\nservice app x3 in a, b\ncache hot x2\nsql_database db x3 in a, b\nu -> lb\nlb -> app\napp -> hot read\napp -> db read"
    loaded = loads(plan(parse(text), LOAD))
    operation = loaded.plan.operations["page"]
    here = _best(lambda: availability(loaded, operation))
    return here / _best(lambda: by_enumeration.availability(loaded, operation), 2)


def _best(work: Callable[[], object], runs: int = 30) -> float:
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times) * 1000
