"""How often each station is visited: one operation after another, callers before those they call."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from capacity.plan import OperationPlan, Plan, PlannedCall, Station, Step


@dataclass(slots=True)
class Flow:
    """Visits a second at one station, for one operation or for all together.

    `led_reads` and `led_writes` count a call that visits several copies once: its leader takes steps.
    Of the busiest shard and of each other one too: they differ when something is wanted most.
    `burst` is the same weighted with the size of the batches that visits arrive in.
    """

    reads: float = 0.0
    writes: float = 0.0
    led_reads: float = 0.0
    led_writes: float = 0.0
    hot_reads: float = 0.0
    hot_writes: float = 0.0
    cold_reads: float = 0.0
    cold_writes: float = 0.0
    hot_burst: float = 0.0
    cold_burst: float = 0.0

    def add(self, other: "Flow", times: float = 1.0) -> None:
        self.reads += other.reads * times
        self.writes += other.writes * times
        self.led_reads += other.led_reads * times
        self.led_writes += other.led_writes * times
        self.hot_reads += other.hot_reads * times
        self.hot_writes += other.hot_writes * times
        self.cold_reads += other.cold_reads * times
        self.cold_writes += other.cold_writes * times
        self.hot_burst += other.hot_burst * times
        self.cold_burst += other.cold_burst * times

    @property
    def rate(self) -> float:
        return self.reads + self.writes


@dataclass(slots=True)
class OperationFlow:
    """The flows of one operation, for each request that enters."""

    at: dict[str, Flow] = field(default_factory=dict)  # stations and clients
    calls: dict[PlannedCall, float] = field(default_factory=dict)


def of_operation(plan: Plan, operation: OperationPlan) -> OperationFlow:
    """Visits for each request of an operation."""
    found = OperationFlow({each: Flow() for each in operation.order})
    for entry in operation.entries:
        share = 1 / len(operation.entries)
        if operation.operation.writes:
            found.at[entry].led_writes += share
        else:
            found.at[entry].led_reads += share
    for component in operation.order:
        here = found.at[component]
        for step, call, reading, writing in made(plan, operation, component):
            calls = here.led_reads * reading + here.led_writes * writing
            found.calls[call] = calls
            _arrive(found.at[call.target], plan.stations[call.target], step, call, calls)
    return found


def made(
    plan: Plan, operation: OperationPlan, component: str
) -> Iterator[tuple[Step, PlannedCall, float, float]]:
    """How often each call is made, on average, by a visit that reads and by one that writes."""
    steps = operation.steps.get(component, ())
    asked = {
        call.target: call.share * min(1.0, call.count) for step in steps for call in step.calls
    }
    for step in steps:
        for call in step.calls:
            each = call.count * (call.share if step.mode == "one_of" else 1.0)
            through = 1.0
            for cache in call.misses:
                if cache == component:
                    through = 1 - plan.stations[cache].hit_ratio
                else:
                    each *= 1 - asked.get(cache, 0.0) * plan.stations[cache].hit_ratio
            yield step, call, 0.0 if call.on_writes else each * through, each


def _arrive(flow: Flow, station: Station, step: Step, call: PlannedCall, calls: float) -> None:
    visits = calls * call.visits
    others = station.shards - 1
    hot, cold = call.hot or 1 / station.shards, 0.0
    if others:
        cold = (1 - hot) / others
    at_once = call.count if step.mode == "parallel" or not step.waits else 1.0
    if call.writes:
        flow.writes += visits
        flow.led_writes += calls
        flow.hot_writes += visits * hot
        flow.cold_writes += visits * cold
    else:
        flow.reads += visits
        flow.led_reads += calls
        flow.hot_reads += visits * hot
        flow.cold_reads += visits * cold
    # k calls at once, each to a shard of its own choice, n copies of it: a batch
    batch = max(0.0, at_once - 1)
    flow.hot_burst += visits * hot * call.visits * (1 + batch * hot)
    flow.cold_burst += visits * cold * call.visits * (1 + batch * cold)
