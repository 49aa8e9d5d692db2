"""What a simulation is given, in plain numbers: stations, tasks, calls, load, faults.

A station is a component's servers. A task is what one operation has done at one station: its work,
and the calls that follow in steps. The same JSON is read by the simulator in the page.

>>> Scene.model_validate({
...     "stations": [{"id": "db", "servers": 4}],
...     "tasks": [{"station": 0, "service": 0.01}],
...     "operations": [{"id": "read", "rate": 300, "call": {"to": 0}}],
... }).stations[0].zones
('',)
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from capacity.frozen import Frozen

Seconds = Annotated[float, Field(ge=0, le=1e6)]
Share = Annotated[float, Field(ge=0, le=1)]
Many = Annotated[int, Field(ge=0, le=10_000_000)]
Mark = Annotated[int, Field(ge=0, le=1000)]
FaultKind = Literal["zone_lost", "instances_lost", "slow", "cold", "delay", "loss", "full", "hot", "spike"]  # fmt: skip


class Breaker(Frozen):
    """Stops calling when too many of the last calls failed, and tries one again after a while."""

    failures: Share = 0.5
    over: Annotated[int, Field(ge=1)] = 20  # calls that the share is taken over
    cool: Seconds = 5.0


class Scaling(Frozen):
    """Instances follow utilisation: looked at every so often, there after a delay."""

    target: Annotated[float, Field(gt=0, le=1)] = 0.6
    least: Annotated[int, Field(ge=1)] = 1
    most: Annotated[int, Field(ge=1)] = 100
    every: Annotated[float, Field(gt=0)] = 15.0
    delay: Seconds = 60.0


class Station(Frozen):
    """Servers, in instances that stand in zones. Each shard has as many instances of its own."""

    id: str
    title: str = ""
    servers: Annotated[int, Field(ge=1, le=10_000_000)] = 1  # of one instance
    zones: Annotated[tuple[str, ...], Field(min_length=1)] = ("",)  # of each instance
    shards: Annotated[int, Field(ge=1, le=10_000)] = 1
    need: Annotated[int, Field(ge=1)] = 1  # instances that must live for it to work
    limit: Many | None = None  # that may wait, at each shard
    warms: Annotated[float, Field(gt=0)] = 1000.0  # misses that bring a cold cache 63 % of its way
    failover: Seconds = 10.0  # until a loss is noticed and routed around, or a new leader is found
    shed: Seconds | None = None  # refuses work that would wait longer than this
    scaling: Scaling | None = None


class Call(Frozen):
    """One call of a task: how often, how long it is waited for, and what happens when it fails.

    A call that is given up with `cancels` keeps its place in line until its turn and is then thrown
    away without work; what a server has begun is finished, but calls nobody else. Without `cancels`
    the work is done in full, for nobody.
    """

    to: Annotated[int, Field(ge=0)]  # the task
    count: Annotated[float, Field(ge=0, le=1e6)] = 1.0
    share: Share = 1.0  # in a step of `one_of`
    hot: Share = 0.0  # of the first shard; the others share the rest evenly
    visits: Annotated[int, Field(ge=1, le=1000)] = 1  # copies that are asked at once
    answers: Annotated[int, Field(ge=1, le=1000)] = 1  # of them that must have answered
    finds: Share = 0.0  # how often a warm cache has what is asked; it may fail without harm
    mark: Mark = 0  # the number under which later steps know whether it was found
    delay: Seconds = 0.0  # on the network, there and back
    timeout: Annotated[float, Field(gt=0)] | None = None
    cancels: bool = False
    retries: Annotated[int, Field(ge=0, le=20)] = 0
    backoff: Seconds = 0.0  # before the first retry; doubles each time
    jitter: Share = 0.0  # the share of the pause that is left to chance
    budget: Annotated[float, Field(ge=0)] | None = None  # retries for each first attempt
    breaker: Breaker | None = None


class Step(Frozen):
    """Calls that belong together; steps follow one another."""

    mode: Literal["in_turn", "parallel", "one_of"] = "in_turn"
    waits: bool = True
    after: tuple[Mark, ...] = ()  # marks of what must not have been found; 0 is the task's own
    any_will_do: bool = False  # of `one_of`: those that are known to be down are passed over
    calls: Annotated[tuple[Call, ...], Field(min_length=1)]


class Task(Frozen):
    """What an operation has done at a station."""

    station: Annotated[int, Field(ge=0)] | None  # none: a client, whose calls count as attempts
    service: Seconds = 0.0
    variability: Annotated[float, Field(ge=0, le=100)] = 1.0
    hit: Share = 0.0  # of a cache that is warm
    holds: Many = 0  # steps that its server waits for
    leader: bool = False  # only the leader of the copies can do it
    steps: tuple[Step, ...] = ()


class Operation(Frozen):
    """Requests of one kind: a Poisson stream, whose rate follows `shape` where one is given."""

    id: str
    title: str = ""
    rate: Annotated[float, Field(gt=0, le=1e9)]
    call: Call
    shape: tuple[tuple[float, float], ...] = ()  # (second, factor), straight lines between


class Fault(Frozen):
    """Something goes wrong at a time, and ends after a while (or never, without `seconds`)."""

    kind: FaultKind
    target: str
    at: Seconds
    seconds: Annotated[float, Field(gt=0)] | None = None
    amount: Annotated[float, Field(ge=0)] = 0.0


class Scene(Frozen):
    """All that decides a run: the same scene and seed give the same path, in both languages."""

    stations: Annotated[tuple[Station, ...], Field(min_length=1)]
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]
    operations: Annotated[tuple[Operation, ...], Field(min_length=1)]
    within: Mapping[str, str] = {}  # the region that a zone lies in
    faults: tuple[Fault, ...] = ()
    seconds: Annotated[float, Field(gt=0, le=1e6)] = 60.0
    bucket: Annotated[float, Field(gt=0)] = 1.0  # seconds of one point of the time series
    warm_up: Seconds = 5.0  # seconds that the summary leaves out
    seed: Annotated[int, Field(ge=0, lt=2**53)] = 1

    @model_validator(mode="after")
    def _numbers_meet(self) -> Self:
        for number, task in enumerate(self.tasks):
            if task.station is not None and task.station >= len(self.stations):
                raise ValueError(f"tasks[{number}].station: there is no station {task.station}.")
            for call in (call for step in task.steps for call in step.calls):
                if not number < call.to < len(self.tasks):
                    raise ValueError(f"tasks[{number}]: a call goes to a later task, not to {call.to}.")  # fmt: skip
        for each in self.operations:
            if each.call.to >= len(self.tasks):
                raise ValueError(f"operation '{each.id}': there is no task {each.call.to}.")
        for fault in self.faults:
            if fault.target not in self.targets(fault.kind):
                raise ValueError(f"a fault of kind {fault.kind}: there is no '{fault.target}'.")
        if self.warm_up >= self.seconds:
            raise ValueError("warm_up: leaves nothing of the run.")
        return self

    def targets(self, kind: FaultKind) -> tuple[str, ...]:
        """What a fault of this kind can hit."""
        if kind == "spike":
            return ("all", *(each.id for each in self.operations))
        if kind == "zone_lost":
            zones = dict.fromkeys(zone for each in self.stations for zone in each.zones if zone)
            regions = (self.within[zone] for zone in zones if zone in self.within)
            return tuple(dict.fromkeys([*zones, *regions]))
        return tuple(each.id for each in self.stations)
