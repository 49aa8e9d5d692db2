"""The smallest failure, load, cold cache or slowness that breaks a promise: `break_it(drawing, workload)`.

Failures are tried from small to large: one instance, one component, one zone, one region, then two at once where
nothing alone does harm. Of a load, a hit ratio and a slowness the smallest is found by halving. Each is told for
the promise it breaks, and holds while it lasts: everything that is not lost is taken to be up.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Literal

from capacity.architecture import Architecture
from capacity.evaluate.loads import waited_for
from capacity.frozen import Frozen
from capacity.improve.degraded import Extent, Loss, colder, loaded_more, slower, without
from capacity.improve.outcome import Outcome, outcomes
from capacity.improve.said_of_breaks import sentence
from capacity.plan import Plan, plan
from capacity.workload import Workload

BreakKind = Literal["as drawn", "loss", "load", "cache", "slow"]
MOST_LOAD = 1000.0
MOST_SLOW = 100.0
CLOSE = 1.01  # a factor is found to a percent
MOST_PAIRS = 200
MOST_THINGS = 60  # of a larger drawing the likeliest are tried: those with the fewest copies, or the most work


class Break(Frozen):
    """What breaks a promise, and that promise before and after. No number: `why`."""

    kind: BreakKind
    lost: tuple[str, ...] = ()  # components and zones
    extent: str = ""  # of a loss: instance, component, zone or region
    at: str = ""  # the cache, or what is slow
    factor: float | None = None  # times the load, or times as slow
    hit_ratio: float | None = None  # what is left of it
    operation: str
    what: str
    promised: float
    before: float | None
    after: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Breaking:
    """A plan and what it promises while all is well."""

    plan: Plan
    before: dict[tuple[str, str], Outcome]

    @property
    def kept(self) -> set[tuple[str, str]]:
        return {key for key, each in self.before.items() if each.kept}

    def broken(
        self,
        planned: Plan,
        gone: Iterable[str] = (),
        wanted: set[tuple[str, str]] | None = None,
        *,
        exactly: bool = False,
    ) -> list[Outcome]:
        """Promises that were kept and are not any more."""
        keys = self.kept if wanted is None else wanted
        found = outcomes(planned, frozenset(gone), keys, exactly=exactly)
        return [each for each in found if each.kept is False]


def break_it(architecture: Architecture, workload: Workload) -> tuple[Break, ...]:
    """What breaks a promise, the smallest first. Raises CannotRun where the drawing cannot run."""
    planned = plan(architecture, workload)
    before = {each.key: each for each in outcomes(planned)}
    breaking = Breaking(planned, before)
    found = [
        _told(breaking, each, kind="as drawn") for each in before.values() if each.kept is False
    ]
    if not breaking.kept:
        return tuple(found)
    found += _losses(breaking)
    found += _load(breaking)
    found += _cold(breaking)
    found += _slow(breaking)
    return tuple(found)


def _told(breaking: Breaking, broken: Outcome, **how: object) -> Break:
    """A break with its sentence."""
    before = breaking.before[broken.key]
    made = Break.model_validate(
        {
            **how,
            "operation": broken.operation,
            "what": broken.what,
            "promised": broken.promised,
            "before": before.found,
            "after": broken.found,
            "sentence": "",
        }
    )
    return made.model_copy(update={"sentence": sentence(breaking.plan, made, before, broken)})


# --- losses -----------------------------------------------------------------------------------------


def _losses(breaking: Breaking) -> list[Break]:
    """For each promise the smallest loss that breaks it; and every place whose loss breaks one."""
    found: list[Break] = []
    told: set[tuple[str, str]] = set()
    for extent, losses in _single(breaking.plan):
        place = extent in ("zone", "region")
        wanted = breaking.kept if place else breaking.kept - told
        worst = _worst(breaking, [(each,) for each in losses], wanted)
        for outcome, lost in worst.values():
            found.append(_loss(breaking, outcome, lost))
            told.add(outcome.key)
    if not told:
        pairs: list[tuple[Loss, ...]] = list(
            combinations([each for _, some in _single(breaking.plan) for each in some], 2)
        )
        for outcome, lost in _worst(breaking, pairs[:MOST_PAIRS], breaking.kept).values():
            found.append(_loss(breaking, outcome, lost))
    return found


def _single(planned: Plan) -> Iterator[tuple[Extent, list[Loss]]]:
    """Everything that can be lost alone, small things first."""
    needed = dict.fromkeys(
        name
        for each in planned.operations.values()
        for name in each.order
        if name in planned.stations
    )
    ours = [name for name in needed if not planned.stations[name].managed]
    ours = sorted(ours, key=lambda each: planned.stations[each].copies)[:MOST_THINGS]
    yield "instance", [Loss("instance", name) for name in ours]
    several = [name for name in ours if planned.stations[name].copies > 1]
    yield "component", [Loss("component", name) for name in several]
    stood_in = {place for each in planned.stations.values() for place in each.places}
    yield "zone", [Loss("zone", each) for each in planned.zones if each in stood_in]
    regions = [
        each
        for each in planned.regions
        if each in stood_in or any(planned.within.get(place or "") == each for place in stood_in)
    ]
    yield "region", [Loss("region", each) for each in regions]


def _worst(
    breaking: Breaking, losses: list[tuple[Loss, ...]], wanted: set[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Outcome, tuple[Loss, ...]]]:
    """Of losses of one size, for each promise the one that breaks it most."""
    worst: dict[tuple[str, str], tuple[Outcome, tuple[Loss, ...]]] = {}
    if not wanted:
        return worst
    for lost in losses:
        degraded, gone = without(breaking.plan, lost)
        for each in _essential(breaking.broken(degraded, gone, wanted)):
            known = worst.get(each.key)
            if known is None or _harm(each) > _harm(known[0]):
                worst[each.key] = (each, lost)
    return worst


def _essential(broken: list[Outcome]) -> list[Outcome]:
    """Of an operation that nothing answers no times are told."""
    stopped = {each.operation for each in broken if each.what == "availability" and not each.found}
    return [each for each in broken if each.what == "availability" or each.operation not in stopped]


def _harm(broken: Outcome) -> float:
    if broken.found is None:
        return float("inf")
    if broken.what == "availability":
        return 1 - broken.found
    return broken.found / broken.promised if broken.promised else float("inf")


def _loss(breaking: Breaking, broken: Outcome, lost: tuple[Loss, ...]) -> Break:
    return _told(
        breaking,
        broken,
        kind="loss",
        lost=tuple(each.id for each in lost),
        extent=lost[0].extent if len({each.extent for each in lost}) == 1 else "",
    )


# --- more, colder, slower ---------------------------------------------------------------------------


def _load(breaking: Breaking) -> list[Break]:
    """The smallest factor of the load that breaks any promise."""
    factor = _smallest(
        lambda times: bool(breaking.broken(loaded_more(breaking.plan, times))), 1.0, MOST_LOAD
    )
    if factor is None:
        return []
    broken = breaking.broken(loaded_more(breaking.plan, factor), exactly=True)
    return [_told(breaking, each, kind="load", factor=factor) for each in broken[:1]]


def _cold(breaking: Breaking) -> list[Break]:
    """The cache whose hit ratio may fall least, and how far."""
    best: tuple[float, float, str] | None = None
    for name, station in breaking.plan.stations.items():
        if not station.hit_ratio:
            continue
        misses = 1 - station.hit_ratio

        def is_broken(times: float, name: str = name, misses: float = misses) -> bool:
            return bool(breaking.broken(colder(breaking.plan, name, _left(misses, times))))

        times = _smallest(is_broken, 1.0, 1 / misses if misses else MOST_LOAD)
        if times is not None and (
            best is None or station.hit_ratio - _left(misses, times) < best[0]
        ):
            left = _left(misses, times)
            best = (station.hit_ratio - left, left, name)
    if best is None:
        return []
    _, left, name = best
    broken = breaking.broken(colder(breaking.plan, name, left), exactly=True)
    return [_told(breaking, each, kind="cache", at=name, hit_ratio=left) for each in broken[:1]]


def _left(misses: float, times: float) -> float:
    """The hit ratio when that many times as much is missed."""
    return max(0.0, 1 - max(misses, 1e-3) * times)


def _slow(breaking: Breaking) -> list[Break]:
    """What needs to become slower by the smallest factor."""
    best: tuple[float, str] | None = None
    waited = dict.fromkeys(
        name
        for operation in breaking.plan.operations.values()
        for name in waited_for(operation)
        if name in breaking.plan.stations
    )
    longest = sorted(waited, key=lambda each: -breaking.plan.stations[each].service_time)
    for name in longest[:MOST_THINGS]:
        most = best[0] if best else MOST_SLOW

        def is_broken(times: float, name: str = name) -> bool:
            return bool(breaking.broken(slower(breaking.plan, name, times)))

        factor = _smallest(is_broken, 1.0, most)
        if factor is not None and (best is None or factor < best[0]):
            best = (factor, name)
    if best is None:
        return []
    factor, name = best
    broken = breaking.broken(slower(breaking.plan, name, factor), exactly=True)
    return [_told(breaking, each, kind="slow", at=name, factor=factor) for each in broken[:1]]


def _smallest(is_broken: Callable[[float], bool], low: float, high: float) -> float | None:
    """The smallest factor at which something is broken, to a percent; None where nothing is."""
    if high <= low or not is_broken(high):
        return None
    while high / low > CLOSE:
        middle = sqrt(low * high)
        if is_broken(middle):
            high = middle
        else:
            low = middle
    return high
