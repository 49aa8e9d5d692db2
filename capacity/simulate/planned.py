"""A plan as a scene: the stations that are drawn, and a task for each operation at each of them.

What a plan does not know is taken as said here: a cache that is emptied is 63 % warm again after as
many misses as come in ten seconds; a loss is noticed after ten seconds; a caller that gives up tells
nobody, so that its work is done for nothing; retries follow at once. `Policies` says otherwise.
Limits of what providers take in a second, of bandwidth and of storage are left to the evaluation.
"""

from collections.abc import Mapping

from capacity.frozen import Frozen
from capacity.plan import OperationPlan, Plan, PlannedCall
from capacity.plan import Station as PlannedStation
from capacity.simulate import scene
from capacity.simulate.scene import Breaker, Fault, Scaling, Scene

ENDLESS = 1_000_000  # servers where a plan has as many as come
WARMS_IN = 10.0  # seconds of misses that bring a cache most of its way: an assumption


class Policies(Frozen):
    """What callers and stations do about trouble: for all calls, or for the stations that are named."""

    cancels: bool = False
    backoff: scene.Seconds = 0.0
    jitter: scene.Share = 0.0
    budget: float | None = None
    breaker: Breaker | None = None
    failover: scene.Seconds = 10.0
    shed: Mapping[str, float] = {}  # station: seconds of waiting past which it refuses
    scaling: Mapping[str, Scaling] = {}  # by station


class Run(Frozen):
    """How long, from which seed, and what goes wrong on the way."""

    seconds: float = 60.0
    bucket: float = 1.0
    warm_up: float = 5.0
    seed: int = 1
    faults: tuple[Fault, ...] = ()
    shapes: Mapping[str, tuple[tuple[float, float], ...]] = {}  # by operation: (second, factor)
    policies: Policies = Policies()


def scene_of(plan: Plan, run: Run | None = None) -> Scene:
    """What is simulated. Operations that reach nothing are left out."""
    run = run or Run()
    numbers = {each: number for number, each in enumerate(plan.stations)}
    tasks: list[scene.Task] = []
    operations = []
    misses = dict.fromkeys(plan.stations, 0.0)
    for each in plan.operations.values():
        if not any(step.calls for entry in each.entries for step in each.steps.get(entry, ())):
            continue
        writer = _Tasks(plan, each, numbers, run.policies, len(tasks))
        first = writer.enter()
        tasks += writer.tasks
        operations.append(
            scene.Operation(
                id=each.id,
                title=each.operation.said,
                rate=each.operation.peak,
                call=scene.Call(to=first),
                shape=run.shapes.get(each.id, ()),
            )
        )
        for name in each.order:
            if name in misses:
                misses[name] += each.operation.peak * (1 - plan.stations[name].hit_ratio)
    stations = [_station(each, misses[each.id], run.policies) for each in plan.stations.values()]
    return Scene(
        stations=tuple(stations),
        tasks=tuple(tasks),
        operations=tuple(operations),
        within=plan.within,
        faults=run.faults,
        seconds=run.seconds,
        bucket=run.bucket,
        warm_up=run.warm_up,
        seed=run.seed,
    )


def _station(of: PlannedStation, misses: float, policies: Policies) -> scene.Station:
    zones = tuple(zone or "" for zone in of.places)
    servers = ENDLESS if of.servers is None else max(1, of.servers // len(zones))
    return scene.Station(
        id=of.id,
        title=of.title,
        servers=servers,
        zones=zones,
        shards=of.shards,
        need=min(of.need, len(zones)),
        limit=of.queue_limit,
        warms=max(1.0, misses * WARMS_IN),
        failover=policies.failover,
        shed=policies.shed.get(of.id),
        scaling=policies.scaling.get(of.id),
    )


class _Tasks:
    """The tasks of one operation, callers before those they call, numbered from `first`."""

    def __init__(
        self,
        plan: Plan,
        operation: OperationPlan,
        numbers: Mapping[str, int],
        policies: Policies,
        first: int,
    ) -> None:
        self.plan = plan
        self.operation = operation
        self.stations = numbers
        self.policies = policies
        self.first = first
        self.tasks: list[scene.Task] = []
        self.places = self._numbered()

    def _numbered(self) -> dict[tuple[str, bool], int]:
        """The number of each component that this operation reads at, and writes at."""
        entries = self.operation.entries
        used = {(each, self.operation.operation.writes) for each in entries}
        for component in self.operation.order:
            for call in self.operation.calls_of(component):
                used.add((call.target, call.writes))
        after = self.first + (1 if len(entries) > 1 else 0)
        ordered = [(each, writes) for each in self.operation.order for writes in (False, True) if (each, writes) in used]  # fmt: skip
        return {each: after + number for number, each in enumerate(ordered)}

    def enter(self) -> int:
        """Write all tasks; the number of that in which a request begins."""
        entries = [self.places[each, self.operation.operation.writes] for each in self.operation.entries]  # fmt: skip
        if len(entries) > 1:
            ways = tuple(scene.Call(to=each, share=1 / len(entries)) for each in entries)
            step = scene.Step(mode="one_of", calls=ways)
            self.tasks.append(scene.Task(station=None, steps=(step,)))
        for component, writes in self.places:
            self.tasks.append(self._task(component, writes=writes))
        return self.first if len(entries) > 1 else entries[0]

    def _task(self, component: str, *, writes: bool) -> scene.Task:
        steps = self.operation.steps.get(component, ())
        asked = list(dict.fromkeys(miss for step in steps for call in step.calls for miss in call.misses))  # fmt: skip
        marks = {component: 0} | {each: 1 + n for n, each in enumerate(asked) if each != component}
        made = []
        holds = 0
        for step in steps:
            calls = [call for call in step.calls if writes or not call.on_writes]
            if not calls:
                continue
            after = [marks[miss] for miss in calls[0].misses if not (writes and miss == component)]
            planned = tuple(self._call(call, marks) for call in calls)
            made.append(scene.Step(mode=step.mode, waits=step.waits, after=tuple(after), any_will_do=step.any_will_do, calls=planned))  # fmt: skip
            if any(call.blocking for call in calls):
                holds = len(made)
        station = self.plan.stations.get(component)
        if station is None:
            return scene.Task(station=None, steps=tuple(made))
        return scene.Task(
            station=self.stations[component],
            service=station.work(writes=writes),
            variability=station.variability,
            hit=0.0 if writes else station.hit_ratio if component in asked else 0.0,
            holds=holds,
            leader=writes and self._is_led(component),
            steps=tuple(made),
        )

    def _is_led(self, component: str) -> bool:
        """Whether its writes wait for one copy, the leader, while others follow."""
        callers = (call for each in self.operation.order for call in self.operation.calls_of(each))
        return any(each.target == component and each.writes and each.visits > each.answers == 1 for each in callers)  # fmt: skip

    def _call(self, call: PlannedCall, marks: Mapping[str, int]) -> scene.Call:
        target = self.plan.stations[call.target]
        is_asked = call.target in marks and marks[call.target] > 0 and not call.writes
        stubborn = call.retries > 0
        return scene.Call(
            to=self.places[call.target, call.writes],
            count=call.count,
            share=call.share,
            hot=call.hot or 1 / target.shards,
            visits=call.visits,
            answers=call.answers,
            finds=target.hit_ratio if is_asked else 0.0,
            mark=marks.get(call.target, 0) if is_asked else 0,
            delay=call.delay,
            timeout=call.timeout,
            cancels=self.policies.cancels,
            retries=call.retries,
            backoff=self.policies.backoff if stubborn else 0.0,
            jitter=self.policies.jitter if stubborn else 0.0,
            budget=self.policies.budget if stubborn else None,
            breaker=self.policies.breaker if call.waits else None,
        )
