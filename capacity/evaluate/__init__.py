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
from capacity.evaluate import holdings, repeats, say
from capacity.evaluate.availability import Availability, SinglePoint, availability
from capacity.evaluate.compose import NoClosedForm
from capacity.evaluate.lag import Lag, lag, read_by
from capacity.evaluate.loads import Loads, loads, overloaded, waited_for
from capacity.evaluate.moments import Moments
from capacity.evaluate.spectra import distribution
from capacity.evaluate.spectrum import Distribution
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

SHARES = (0.5, 0.95, 0.99, 0.999)  # percentiles that are told
LOST = 1e-4  # share turned away past which times are no longer those of a queue without a limit


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
    times, why = _times(loaded, operation, moments[name])
    quantiles = _quantiles(times)
    mean = times.mean if times else None
    doubted, least = repeats.CERTAIN, quantiles[2]
    if mean is not None and least is not None:
        doubted = repeats.doubt(loaded, operation, moments[name].answer())
        spoilt = doubted.spoils_mean(mean)
        if spoilt or doubted.spoils_p99(least):
            why, quantiles = say.repeated(loaded, doubted), [None] * len(SHARES)
            mean = None if spoilt else mean
    up = availability(loaded, operation)
    behind = lag(loaded, operation, moments[name]) if operation.entries else None
    found = OperationResult(
        id=name,
        title=asked.said,
        rate=asked.peak if operation.entries else 0.0,
        mean=mean,
        p50=quantiles[0],
        p95=quantiles[1],
        p99=quantiles[2],
        p999=quantiles[3],
        why=why,
        availability=up.chance,
        single_points=up.single_points,
        lag_p99=behind.p99 if behind else None,
    )
    most = least if least is None else least + repeats.SURELY * doubted.p99
    return replace(found, promises=_promises(loaded, moments, found, up, (least, most)))


def _quantiles(times: Distribution | None) -> list[float | None]:
    if times is None:
        return [None] * len(SHARES)
    found: list[float | None] = []
    low = 0.0
    for share in SHARES:
        low = times.quantile(share, low)
        found.append(low)
    return found


def _times(
    loaded: Loads, operation: OperationPlan, moments: Moments
) -> tuple[Distribution | None, str]:
    """How long the operation takes, or why there is no number."""
    if not operation.entries:
        return None, "Nothing carries it."
    full = overloaded(loaded, operation)
    if full:
        return None, say.overload(loaded, full)
    for each in waited_for(operation):
        if each in loaded.queues and loaded.queues[each][0].turned_away > LOST:
            return None, say.turned_away(loaded, each)
    try:
        return distribution(moments), ""
    except NoClosedForm as error:
        return None, f"{error} Simulate it to see."


def _promises(
    loaded: Loads,
    moments: dict[str, Moments],
    found: OperationResult,
    up: Availability,
    between: tuple[float | None, float | None],
) -> tuple[Promised, ...]:
    """Each promise of an operation beside what was found; `between`: where its p99 surely lies."""
    operation = loaded.plan.operations[found.id]
    promised = operation.operation.promises
    beside = []
    if promised.p99 is not None:
        beside.append(say.p99(operation.operation, promised.p99, found, between))
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
