"""A plan under its peak: how often each station is visited, and what its queue does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from capacity.evaluate.flows import Flow, OperationFlow, of_operation
from capacity.evaluate.moments import Moments
from capacity.evaluate.queueing import Held, Queue, both, own_work
from capacity.plan import OperationPlan, Plan, PlannedCall

ROUNDS = 40  # of the search for waits that depend on one another
CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class Loads:
    """Flows of each operation, for one request; visits a second and queues at each station."""

    plan: Plan
    flows: Mapping[str, OperationFlow]
    totals: Mapping[str, Flow]
    queues: Mapping[str, tuple[Queue, Queue]]
    held: Mapping[str, Held]


def loads(plan: Plan) -> Loads:
    """What each station has to do when all operations are at their peak."""
    flows = {name: of_operation(plan, each) for name, each in plan.operations.items()}
    totals = {each: Flow() for each in plan.stations}
    for name, flow in flows.items():
        peak = plan.operations[name].operation.peak
        for component, here in flow.at.items():
            if component in totals:
                totals[component].add(here, peak)
    held = {name: own_work(each) for name, each in plan.stations.items()}
    queues = {name: both(plan.stations[name], held[name], totals[name]) for name in totals}
    found = Loads(plan, flows, totals, queues, held)
    holding = _holding(plan)
    return _hold(found, holding) if holding else found


def _holding(plan: Plan) -> list[str]:
    """The stations of which some call keeps a server, where there are only so many."""
    blocked = {
        call.source
        for each in plan.operations.values()
        for steps in each.steps.values()
        for step in steps
        for call in step.calls
        if call.blocking
    }
    return [
        name for name, each in plan.stations.items() if name in blocked and each.servers is not None
    ]


def _hold(loaded: Loads, holding: list[str]) -> Loads:
    """Servers that are kept while their caller waits: a wait lengthens the waits before it."""
    plan = loaded.plan
    for _ in range(ROUNDS):
        times = {name: Moments(plan, each, loaded.queues) for name, each in plan.operations.items()}
        for each in times.values():
            each.run()
        held = {name: _held(loaded, times, name) for name in holding}
        queues = {
            name: both(plan.stations[name], held[name], loaded.totals[name]) for name in holding
        }
        before = [loaded.queues[name][0].offered for name in holding]
        after = [queues[name][0].offered for name in holding]
        loaded = replace(loaded, held={**loaded.held, **held}, queues={**loaded.queues, **queues})
        if all(abs(x - y) <= CLOSE * (1 + x) for x, y in zip(before, after, strict=True)):
            break
    return loaded


def _held(loaded: Loads, times: Mapping[str, Moments], component: str) -> Held:
    """The time that visits keep a server, averaged over operations."""
    plan, flows = loaded.plan, loaded.flows
    station = plan.stations[component]
    sums = {False: [0.0, 0.0, 0.0], True: [0.0, 0.0, 0.0]}  # rate, mean, square
    for name, operation in plan.operations.items():
        flow = flows[name].at.get(component)
        if flow is None:
            continue
        for writes in (False, True):
            rate = operation.operation.peak * (flow.writes if writes else flow.reads)
            if rate > 0:
                waiting = times[name].after(component, writes=writes, only=_blocks)
                work = station.work(writes=writes)
                mean = work + waiting.mean
                variance = station.variability * work * work + waiting.variance
                sums[writes][0] += rate
                sums[writes][1] += rate * mean
                sums[writes][2] += rate * (variance + mean * mean)
    own = own_work(station)
    read, write = sums[False], sums[True]
    return Held(
        read[1] / read[0] if read[0] else own.read_mean,
        read[2] / read[0] if read[0] else own.read_square,
        write[1] / write[0] if write[0] else own.write_mean,
        write[2] / write[0] if write[0] else own.write_square,
    )


def _blocks(call: PlannedCall) -> bool:
    return call.blocking


def overloaded(loaded: Loads, operation: OperationPlan) -> list[str]:
    """The stations at which an operation waits in a queue that only grows."""
    waited = waited_for(operation)
    return [
        each for each in waited if each in loaded.queues and loaded.queues[each][0].wait is None
    ]


def waited_for(operation: OperationPlan) -> list[str]:
    """What somebody waits for in an operation, callers first."""
    found = dict.fromkeys(operation.entries)
    for component in operation.order:
        if component in found:
            for step in operation.steps.get(component, ()):
                if step.waits:
                    found.update(dict.fromkeys(call.target for call in step.calls))
    return list(found)
