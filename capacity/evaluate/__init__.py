r"""What a drawing does under a load, computed in milliseconds: `evaluate(drawing, workload)`.

Rates and utilisation, how long each operation takes as a distribution (percentiles are composed, never
added), how often it succeeds, what alone can stop it, what is kept and what it costs. What has no
honest closed form has no number but a sentence.

>>> from capacity.exchange.text import parse
>>> drawing = parse("client u\nservice app time=10ms at_once=1 variability=1\nu -> app")
>>> load = Workload.model_validate({"operations": [{"id": "page", "rate": "70/s"}]})
>>> found = evaluate(drawing, load)
>>> round(found.component("app").utilisation, 3), round(found.operation("page").p99, 4)
(0.7, 0.1535)
"""

from dataclasses import replace

from capacity.architecture import Architecture
from capacity.evaluate import holdings, say
from capacity.evaluate.availability import Availability, SinglePoint, availability
from capacity.evaluate.lag import Lag, lag, read_by
from capacity.evaluate.loads import Loads, loads
from capacity.evaluate.moments import Moments
from capacity.evaluate.times import Times, times
from capacity.evaluate.values import (
    Bottleneck,
    ComponentResult,
    Cost,
    Evaluation,
    OperationResult,
    Promised,
)
from capacity.plan import OperationPlan, Plan, plan
from capacity.workload import Workload

__all__ = [
    "Bottleneck",
    "ComponentResult",
    "Cost",
    "Evaluation",
    "OperationResult",
    "Promised",
    "SinglePoint",
    "evaluate",
    "evaluate_plan",
]


def evaluate(drawing: Architecture, workload: Workload) -> Evaluation:
    """What a drawing does at the peak of a load. Raises `plan.WaitingInCircles`."""
    return evaluate_plan(plan(drawing, workload))


def evaluate_plan(planned: Plan) -> Evaluation:
    """The same for a plan that is made already."""
    loaded = loads(planned)
    components = tuple(_component(loaded, name) for name in planned.stations)
    money = holdings.cost(loaded)
    moments = {name: _moments(loaded, each) for name, each in planned.operations.items()}
    operations = tuple(_operation(loaded, moments, name) for name in planned.operations)
    return Evaluation(
        operations=operations,
        components=components,
        bottleneck=_bottleneck(components),
        cost=money,
        promises=say.budget(planned.workload.budget, money.total),
        findings=(*planned.findings, *say.limits(loaded, components), *say.times(planned, operations)),
        assumed=(*(one for each in planned.stations.values() for one in each.assumed), *planned.assumed),
    )  # fmt: skip


def _moments(loaded: Loads, operation: OperationPlan) -> Moments:
    moments = Moments(loaded.plan, operation, loaded.queues)
    moments.run()
    return moments


def _component(loaded: Loads, name: str) -> ComponentResult:
    station, flow = loaded.plan.stations[name], loaded.totals[name]
    hot, _ = loaded.queues[name]
    kept = holdings.stored(loaded, name)
    return ComponentResult(
        id=name,
        title=station.title,
        kind=station.kind,
        reads=flow.reads,
        writes=flow.writes,
        utilisation=hot.utilisation,
        servers=station.servers,
        wait=None if hot.wait is None else hot.mean,
        turned_away=hot.turned_away,
        stored=kept / station.shards if kept else None,
        storage=station.storage,
        sent=holdings.sent(loaded, name),
        bandwidth=station.bandwidth,
        cost=holdings.cost_of(loaded, name),
    )


def _operation(loaded: Loads, moments: dict[str, Moments], name: str) -> OperationResult:
    operation = loaded.plan.operations[name]
    asked = operation.operation
    told = times(loaded, operation, moments[name])
    up = availability(loaded, operation)
    behind = lag(loaded, operation, moments[name]) if operation.entries else None
    found = OperationResult(
        id=name,
        title=asked.said,
        rate=asked.peak if operation.entries else 0.0,
        mean=told.mean,
        p50=told.quantiles[0],
        p95=told.quantiles[1],
        p99=told.quantiles[2],
        p999=told.quantiles[3],
        why=told.why,
        availability=up.chance,
        single_points=up.single_points,
        lag_p99=behind.p99 if behind else None,
    )
    return replace(found, promises=_promises(loaded, moments, found, told, up))


def _promises(
    loaded: Loads,
    moments: dict[str, Moments],
    found: OperationResult,
    told: Times,
    up: Availability,
) -> tuple[Promised, ...]:
    """Each promise of an operation beside what was found."""
    operation = loaded.plan.operations[found.id]
    promised = operation.operation.promises
    beside = []
    if promised.p99 is not None:
        beside.append(say.p99(operation.operation, promised.p99, found, told.least, told.most))
    if promised.availability is not None:
        beside.append(say.availability(operation.operation, promised.availability, up))
    if promised.freshness is not None:
        slowest = _freshness(loaded, operation, moments)
        beside.append(say.freshness(loaded, operation, promised.freshness, slowest))
    return tuple(beside)


def _freshness(loaded: Loads, operation: OperationPlan, moments: dict[str, Moments]) -> Lag | None:
    """The slowest way by which a change, made in any operation, reaches what this one shows."""
    shown = read_by(operation)
    ways = [
        found
        for name, each in loaded.plan.operations.items()
        if each.entries and (found := lag(loaded, each, moments[name], shown))
    ]
    return max(ways, key=lambda each: float("inf") if each.p99 is None else each.p99, default=None)


def _bottleneck(components: tuple[ComponentResult, ...]) -> Bottleneck | None:
    """What is busiest, where anything is."""
    busy = [each for each in components if each.utilisation]
    if not busy:
        return None
    most = max(busy, key=lambda each: each.utilisation or 0.0)
    utilisation = most.utilisation or 0.0
    return Bottleneck(most.id, utilisation, 1 / utilisation, say.bottleneck(most))
