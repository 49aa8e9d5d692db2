"""The evaluation beside the simulation: drawings made by chance, each under a load that fits it.

`any_case` takes its chance from outside, so that a test may shrink what it finds (hypothesis'
`randoms`), and a long run may number its cases (`Random(seed)`).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from capacity.architecture import Architecture
from capacity.evaluate import evaluate_plan
from capacity.plan import Plan, plan
from capacity.simulate.planned import Run, scene_of
from capacity.simulate.scene import Scene
from capacity.workload import Workload

BUSIEST = 0.8  # utilisation of the busiest shard, at most
ALLOWED = 0.03  # relative error that needs no excuse
STUDENT = {3: 3.182, 4: 2.776, 5: 2.571, 7: 2.365, 9: 2.262}  # 95 %, by degrees of freedom
STORES = ("sql_database", "key_value_store", "document_store", "search_index")


@dataclass(frozen=True)
class Case:
    """A drawing under a load, evaluated, and the scenes that are to agree with it."""

    planned: Plan
    drawing: Architecture
    mean: float
    p99: float
    utilisation: float

    def scenes(self, replications: int, requests: int) -> list[Scene]:
        """The same load from several seeds, each for about this many requests."""
        seconds = requests / sum(each.operation.rate for each in self.planned.operations.values())
        return [
            scene_of(self.planned, Run(seconds=seconds, bucket=seconds / 10, warm_up=seconds / 10, seed=1000 + seed))
            for seed in range(replications)
        ]  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One figure: computed, simulated, and half of the simulation's 95 % interval."""

    computed: float
    simulated: float
    plus_minus: float

    @classmethod
    def of(cls, computed: float, runs: Sequence[float]) -> "Compared":
        count = len(runs)
        mean = sum(runs) / count
        deviation = math.sqrt(sum((each - mean) ** 2 for each in runs) / (count - 1))
        return cls(computed, mean, STUDENT[count - 1] * deviation / math.sqrt(count))

    @property
    def error(self) -> float:
        return self.computed / self.simulated - 1

    @property
    def agrees(self) -> bool:
        """Within 3 % of the simulation, or within its interval where that is wider."""
        return abs(self.computed - self.simulated) <= max(ALLOWED * self.simulated, self.plus_minus)


def compared(case: Case, outcomes: Iterable[dict[str, Any]]) -> dict[str, Compared]:
    """Mean and p99 of the operation, against independent runs."""
    found = [each["operations"][0] for each in outcomes]
    return {
        "mean": Compared.of(case.mean, [each["mean"]["value"] for each in found]),
        "p99": Compared.of(case.p99, [each["p99"]["value"] for each in found]),
    }


def any_case(chance: Random, *, wide: bool = False) -> Case | None:
    """A drawing and its load; None where the evaluation gives no number, and says so."""
    drawing = any_drawing(chance, wide=wide)
    busy = chance.choice((0.2, 0.5, 0.65, BUSIEST))
    found = evaluate_plan(plan(drawing, _load(1.0)))
    loads = [each.utilisation for each in found.components if each.utilisation]
    if not loads:
        return None
    planned = plan(drawing, _load(busy / max(loads)))
    found = evaluate_plan(planned)
    while (most := max(each.utilisation or 0.0 for each in found.components)) > BUSIEST:
        planned = plan(drawing, _load(planned.workload.operations[0].rate * BUSIEST / most * 0.999))
        found = evaluate_plan(planned)
    operation = found.operations[0]
    if operation.mean is None or operation.p99 is None:
        return None
    return Case(planned, drawing, operation.mean, operation.p99, most)


def _load(rate: float) -> Workload:
    return Workload.model_validate({"operations": [{"id": "read", "rate": rate}]})


def any_drawing(chance: Random, *, wide: bool = False) -> Architecture:
    """A balancer and one to seven more, each called by one of those before it.

    So a request visits a station at most once. Where `wide`, two call it, and several times.
    """
    names = ["balancer", *"abcdefg"[: chance.randint(1, 7)]]
    callers: dict[str, list[str]] = {name: [] for name in names}
    for number, name in enumerate(names[1:], start=1):
        for caller in chance.sample(names[:number], min(number, 2 if wide else 1)):
            callers[caller].append(name)
    components: list[dict[str, Any]] = [{"id": "user", "kind": "client"}]
    calls: list[dict[str, Any]] = [{"from": "user", "to": "balancer"}]
    for name in names:
        components.append(_component(chance, name, last=not callers[name]))
        calls += _calls(chance, name, callers[name], wide=wide)
    return Architecture.model_validate({"components": components, "calls": calls})


def _component(chance: Random, name: str, *, last: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"id": name}
    made["kind"] = "load_balancer" if name == "balancer" else chance.choice(STORES) if last else "service"  # fmt: skip
    made["service_time"] = chance.choice((0.0005, 0.002, 0.005, 0.01))
    made["concurrency"] = chance.choice((1, 2, 4, 8))
    made["instances"] = chance.choice((1, 2, 4)) if not last else 1
    if last and chance.random() < 0.3:
        made["shards"] = chance.choice((2, 4))
    return made


def _calls(chance: Random, name: str, behind: list[str], *, wide: bool) -> list[dict[str, Any]]:
    """Calls in turn, at once or one of them; several to one target only where `wide`."""
    mode = chance.choice(("in_turn", "in_turn", "parallel", "one_of"))
    made = []
    for target in behind:
        call: dict[str, Any] = {"from": name, "to": target, "kind": "read", "mode": mode}
        call["delay"] = chance.choice((0, 0.0005, 0.002))
        if mode == "in_turn":
            call["per_request"] = chance.choice((1, 2, 0.5, 3) if wide else (1, 0.5))
        if mode == "parallel" and wide:
            call["per_request"] = chance.choice((1, 2, 3))
        if chance.random() < 0.15:
            call |= {"kind": "async", "mode": "in_turn", "per_request": chance.choice((1, 0.5))}
        made.append(call)
    return made
