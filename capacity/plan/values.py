"""What is run: stations, and for each operation who calls whom, how often, and in which order.

Evaluation and simulation both run a plan, so it says everything once, with nothing left open.

A *visit* is one request at one station; it reads or it writes. It waits for one of the station's
servers (of the shard that holds what it is about), is worked on for `service_time` or `write_time`,
and then takes the steps of its operation at this station, one after another:

- `in_turn`: one call. Its `count` is how often it is made: the whole part always, and once more with
  the remaining chance. Each time is after the one before.
- `parallel`: all calls of the step, and all of their counts, at once; it ends with the last answer.
- `one_of`: one of the calls, by their shares; none with what the shares leave over.

A step that does not wait is handed over, and the visit goes on. A call is made only if all caches in
its `misses` had no answer for this visit: the station itself (which reads through; a visit that
writes passes), or caches that the same visit asked in earlier steps. A visit that reads has its
answer at a station with the chance `hit_ratio`; a cache that was not asked stops nothing. A call
`on_writes` is made only by visits that write. A blocking call keeps the caller's server until it is answered.

A call of `visits` n and `answers` k makes n visits to the same shard at once, to n of its copies, and
goes on after k of them; with k = 1 of several it waits for one chosen beforehand, the leader. Only the
leader takes the steps that follow at the target; the other copies do their work and are done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from capacity.architecture import Mode
from capacity.workload import Operation, Workload

OUTSIDE = ""  # where requests come from in a drawing without a client

Severity = Literal["problem", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a drawing, and the components or calls it is about."""

    kind: str  # 'no-client', 'unused', …
    sentence: str
    at: tuple[str, ...] = ()
    severity: Severity = "note"


@dataclass(frozen=True, slots=True)
class Assumed:
    """A value that the drawing leaves open, and what was taken instead."""

    component: str
    field: str
    value: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Station:
    """A component as it is run. Times in seconds, sizes in bytes, prices in dollars."""

    id: str
    title: str
    kind: str
    copies: int  # instances, of each shard
    shards: int
    places: tuple[str | None, ...]  # the zone of each copy
    at_once: int | None  # requests that one copy works on; None: as many as come
    servers: int | None  # of each shard, all copies together; None: as many as come
    service_time: float
    write_time: float
    variability: float  # squared coefficient of variation of both times
    hit_ratio: float  # of visits that read
    queue_limit: int | None  # visits that may wait, at each shard
    need: int  # copies that must be up
    read_quorum: int
    write_quorum: int
    availability: float  # of one copy
    managed: bool
    storage: float | None = None  # of one copy
    bandwidth: float | None = None  # of one copy
    rate_limit: float | None = None  # requests a second, for all
    price: float = 0  # of one copy, a month
    stored_price: float = 0  # of a byte, a month
    traffic_price: float = 0  # of a byte sent
    read_price: float = 0  # of a request
    write_price: float = 0
    assumed: tuple[Assumed, ...] = ()

    def work(self, *, writes: bool) -> float:
        """Mean time of one visit's own work."""
        return self.write_time if writes else self.service_time


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One arrow in one operation."""

    id: str  # as in the drawing: 'app->db'
    source: str
    target: str
    count: float
    writes: bool
    waits: bool
    blocking: bool = False
    misses: tuple[str, ...] = ()
    on_writes: bool = False
    share: float = 1.0  # in a step of mode one_of
    visits: int = 1
    answers: int = 1
    hot: float = 0.0  # share of the target's busiest shard; the others share the rest evenly
    delay: float = 0.0
    timeout: float | None = None
    retries: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Calls that belong together. `any_will_do`: they stand in for one another when one is down."""

    mode: Mode
    calls: tuple[PlannedCall, ...]
    waits: bool
    any_will_do: bool = False


@dataclass(frozen=True, slots=True)
class OperationPlan:
    """One operation: where it enters, and the steps of each visit.

    `order` has every component it touches, callers before those they call; clients among them.
    """

    operation: Operation
    entries: tuple[str, ...]  # clients; each starts the same share of the requests
    steps: Mapping[str, tuple[Step, ...]]
    order: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.operation.id

    def calls_of(self, component: str) -> tuple[PlannedCall, ...]:
        return tuple(call for step in self.steps.get(component, ()) for call in step.calls)


@dataclass(frozen=True, slots=True)
class Plan:
    """A drawing under a load, with nothing left open."""

    workload: Workload
    stations: Mapping[str, Station]
    operations: Mapping[str, OperationPlan]
    zones: Mapping[str, float] = field(default_factory=dict)  # each with its availability
    regions: Mapping[str, float] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)  # the region of a zone
    twins: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # stores that copy each other
    findings: tuple[Finding, ...] = ()
    assumed: tuple[Assumed, ...] = ()  # about zones and the network


class CannotRun(ValueError):
    """A drawing that no plan can be made of, with the components that are to blame."""

    def __init__(self, sentence: str, at: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.at = at


class WaitingInCircles(CannotRun):
    """Components of which each waits for the next, and the last for the first."""
