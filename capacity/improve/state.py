"""A drawing under its load, as a search looks at it: what it costs, and how far each promise is missed.

A look is quick (flows, queues, availability and cost are exact; of a p99 only its mean and deviation are known,
and it is taken to lie as many deviations out as it did before) or it is a whole evaluation. A search ranks by quick
looks, and claims nothing that it has not evaluated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, log, log10, sqrt

from capacity.architecture import Architecture
from capacity.evaluate import Evaluation, Promised, evaluate_plan, holdings
from capacity.evaluate.availability import availability
from capacity.evaluate.loads import Loads, loads, overloaded
from capacity.evaluate.moments import Moments
from capacity.plan import CannotRun, Plan, plan
from capacity.workload import Operation, Workload

Key = tuple[str, str]  # an operation, a component or '', and what of it
GROWS = 3.0  # the gap of a time that has no bound, before what is missing is counted
NEVER = 1e-12
USUAL_REACH = 3.0  # deviations from a mean to the p99 where nothing is known


@dataclass(frozen=True, slots=True)
class State:
    """`gaps` is 0 where a promise is kept, more the further it is missed; None where nobody knows."""

    drawing: Architecture
    loaded: Loads
    cost: float
    gaps: Mapping[Key, float | None]
    reach: Mapping[str, float] = field(default_factory=dict)  # of each operation's p99
    found: Evaluation | None = None

    @property
    def plan(self) -> Plan:
        return self.loaded.plan

    @property
    def gap(self) -> float:
        return sum(each or 0.0 for each in self.gaps.values())

    @property
    def keeps_all(self) -> bool:
        return self.gap == 0

    def no_worse_than(self, other: "State") -> bool:
        """Nothing that was kept is broken, and nothing that was known is not."""
        for key, gap in self.gaps.items():
            before = other.gaps.get(key, 0.0)
            if gap is None and before is not None:
                return False
            if gap and before == 0:
                return False
        return True


def whole(drawing: Architecture, workload: Workload) -> State:
    """By a whole evaluation. Raises CannotRun."""
    planned = plan(drawing, workload)
    found = evaluate_plan(planned)
    loaded = loads(planned)
    gaps: dict[Key, float | None] = {
        (each.id, promise.what): _gap(promise, loaded, each.id)
        for each in found.operations
        for promise in each.promises
    }
    for each in found.promises:
        gaps["", each.what] = _over(each.found or 0.0, each.promised)
    gaps.update(_unserved(planned))
    gaps.update(rooms(loaded))
    reach = {
        each.id: (each.p99 - each.mean) / deviation
        for each in found.operations
        if each.p99 and each.mean and (deviation := _moment(loaded, each.id)[1]) > 0
    }
    return State(drawing, loaded, found.cost.total, gaps, reach, found)


def quick(drawing: Architecture, workload: Workload, like: State) -> State | None:
    """At a glance; freshness is taken to be what it was. None where it cannot run."""
    try:
        planned = plan(drawing, workload)
    except CannotRun:
        return None
    loaded = loads(planned)
    cost = holdings.cost(loaded).total
    gaps: dict[Key, float | None] = {}
    for operation in workload.operations:
        gaps.update(_glance(loaded, operation, like))
    if workload.budget is not None:
        gaps["", "budget"] = _over(cost, workload.budget)
    gaps.update(_unserved(planned))
    gaps.update(rooms(loaded))
    return State(drawing, loaded, cost, gaps, like.reach)


def _glance(loaded: Loads, operation: Operation, like: State) -> dict[Key, float | None]:
    promised, name = operation.promises, operation.id
    planned = loaded.plan.operations[name]
    gaps: dict[Key, float | None] = {}
    if promised.freshness is not None:
        gaps[name, "freshness"] = like.gaps.get((name, "freshness"))
    if promised.availability is not None:
        up = availability(loaded, planned).chance if planned.entries else None
        gaps[name, "availability"] = None if up is None else _fails(up, promised.availability)
    if promised.p99 is not None:
        if not planned.entries or like.gaps.get((name, "p99")) is None:
            gaps[name, "p99"] = None
        elif overloaded(loaded, planned):
            gaps[name, "p99"] = _grows(loaded, name)
        else:
            mean, deviation = _moment(loaded, name)
            late = mean + like.reach.get(name, USUAL_REACH) * deviation
            gaps[name, "p99"] = _over(late, promised.p99)
    return gaps


def _gap(promise: Promised, loaded: Loads, name: str) -> float | None:
    if promise.kept is None:
        return None
    if promise.kept:
        return 0.0
    if promise.found is None:
        return _grows(loaded, name)
    far = _fails if promise.what == "availability" else _over
    return far(promise.found, promise.promised)


def _over(found: float, promised: float) -> float:
    if found <= promised:
        return 0.0
    return log(found / promised) if promised > 0 else log(found / NEVER)


def _fails(found: float, promised: float) -> float:
    """In nines."""
    if found >= promised:
        return 0.0
    return max(NEVER, log10(max(1 - found, NEVER) / max(1 - promised, NEVER)))


def _grows(loaded: Loads, name: str) -> float:
    full = overloaded(loaded, loaded.plan.operations[name])
    return GROWS + sum(log(loaded.queues[each][0].utilisation or 1.0) for each in full)


def _unserved(planned: Plan) -> dict[Key, float | None]:
    return {(each.id, "served"): float(not each.entries) for each in planned.operations.values()}


def rooms(loaded: Loads) -> dict[Key, float | None]:
    """By how much each component is too full: servers, storage, line, queue."""
    gaps: dict[Key, float | None] = {}
    for name, station in loaded.plan.stations.items():
        queue = loaded.queues[name][0]
        kept = holdings.stored(loaded, name) / station.shards
        gaps[name, "overload"] = _over(queue.utilisation or 0.0, 0.999999)
        gaps[name, "storage"] = _over(kept, station.storage or inf)
        gaps[name, "bandwidth"] = _over(holdings.sent(loaded, name), station.bandwidth or inf)
        gaps[name, "turned-away"] = queue.turned_away if queue.turned_away > 1e-9 else 0.0
    return gaps


def _moment(loaded: Loads, name: str) -> tuple[float, float]:
    """Mean and standard deviation of an operation's time."""
    operation = loaded.plan.operations[name]
    if not operation.entries:
        return 0.0, 0.0
    moments = Moments(loaded.plan, operation, loaded.queues)
    moments.run()
    answer = moments.answer()
    return answer.mean, sqrt(answer.variance)
