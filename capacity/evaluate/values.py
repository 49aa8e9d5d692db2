"""What an evaluation finds: values for a grade, a page or a search, with sentences for people."""

from dataclasses import asdict, dataclass
from typing import Any

from capacity.evaluate.availability import SinglePoint
from capacity.plan import Assumed, Finding


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise beside what was found. `kept` is None where nothing could be found."""

    what: str  # p99, availability, freshness or budget
    promised: float
    found: float | None
    kept: bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class OperationResult:
    """One operation at its peak. Times in seconds; None where there is no number, and `why`."""

    id: str
    title: str
    rate: float
    mean: float | None
    p50: float | None
    p95: float | None
    p99: float | None
    p999: float | None
    why: str
    availability: float | None
    single_points: tuple[SinglePoint, ...]
    lag_p99: float | None  # until what is handed over is done
    promises: tuple[Promised, ...] = ()


@dataclass(frozen=True, slots=True)
class ComponentResult:
    """One component when everything is at its peak. None: there is no such limit."""

    id: str
    title: str
    kind: str
    reads: float  # visits a second, of all shards and copies
    writes: float
    utilisation: float | None  # of the busiest shard
    servers: int | None
    wait: float | None  # the mean, at the busiest shard; None when its queue grows
    turned_away: float
    stored: float | None  # bytes in a copy, at the end
    storage: float | None
    sent: float  # bytes a second from a copy
    bandwidth: float | None
    cost: float  # dollars a month


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """What would be too busy first, and by what factor everything could grow until then."""

    component: str
    utilisation: float
    headroom: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Dollars a month at the average load, and what they are for."""

    total: float
    lines: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that is known of a drawing under a load without running it."""

    operations: tuple[OperationResult, ...]
    components: tuple[ComponentResult, ...]
    bottleneck: Bottleneck | None
    cost: Cost
    promises: tuple[Promised, ...]  # for the whole: the budget
    findings: tuple[Finding, ...]
    assumed: tuple[Assumed, ...]

    def operation(self, name: str) -> OperationResult:
        """The result of this operation; KeyError where there is none."""
        found = {each.id: each for each in self.operations}
        return found[name]

    def component(self, name: str) -> ComponentResult:
        """The result of this component; KeyError where there is none."""
        found = {each.id: each for each in self.components}
        return found[name]

    @property
    def all_promises(self) -> tuple[Promised, ...]:
        return (*(each for one in self.operations for each in one.promises), *self.promises)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
