"""What came of a run, as frozen values with a JSON form: time series, and a summary with intervals.

A request is counted in the bucket in which it ends, an arrival in that in which it arrives. The
summary leaves out the warm-up, in which the system fills from empty. Its 95 % intervals are of batch
means: ten stretches of equal length, Student's t with nine degrees of freedom. They say how sure a
figure of a steady run is; across a fault they only say how much the stretches differ.
Whoever changes a line here changes `capacity/browser/simulate-report.mjs` too.
"""

from collections.abc import Sequence
from math import sqrt

from capacity.frozen import Frozen
from capacity.simulate.tally import Bins, Slot, Watch
from capacity.simulate.world import World

BATCHES = 10
STUDENT = 2.2621571628540993  # the t value of 95 % for nine degrees of freedom


class Estimate(Frozen):
    """A figure, and half the width of its 95 % interval where there was enough to say."""

    value: float
    plus_minus: float | None = None


class Point(Frozen):
    """One bucket of an operation. Latencies in seconds, of the requests answered in it."""

    at: float
    arrived: int
    attempts: int
    answered: int
    lost: dict[str, int]
    mean: float | None
    p50: float | None
    p99: float | None


class OperationOutcome(Frozen):
    id: str
    title: str
    arrived: int
    attempts: int
    answered: int
    lost: dict[str, int]
    unfinished: int  # of the whole run
    goodput: float  # answered a second
    mean: Estimate
    p50: Estimate
    p95: Estimate
    p99: Estimate
    points: tuple[Point, ...]


class Look(Frozen):
    """One bucket of a station: the share of servers at work, and how many wait."""

    at: float
    utilisation: float
    waiting: float
    servers: float


class StationOutcome(Frozen):
    id: str
    title: str
    utilisation: float
    waiting: float
    points: tuple[Look, ...]


class Outcome(Frozen):
    seconds: float
    bucket: float
    warm_up: float
    seed: int
    events: int
    operations: tuple[OperationOutcome, ...]
    stations: tuple[StationOutcome, ...]
    later_done: int  # asynchronous work
    later_lost: int


def outcome(world: World) -> Outcome:
    """The report of a world that has run."""
    of = world.of
    first, _ = window(of.warm_up, of.seconds, of.bucket)
    return Outcome(
        seconds=of.seconds,
        bucket=of.bucket,
        warm_up=of.warm_up,
        seed=of.seed,
        events=world.sim.planned,
        operations=tuple(_operation(world, number) for number in range(len(of.operations))),
        stations=tuple(
            _station(each.of.id, each.of.title or each.of.id, each.watches, first, of.bucket)
            for each in world.places
        ),
        later_done=world.later[0],
        later_lost=world.later[1],
    )


def window(begin: float, end: float, bucket: float) -> tuple[int, int]:
    """The whole buckets between two times, the first and the one behind the last."""
    first = int(begin / bucket)
    if first * bucket < begin:
        first += 1
    return first, max(first + 1, int(end / bucket))


def _operation(world: World, number: int) -> OperationOutcome:
    of, operation, slots = world.of, world.of.operations[number], world.slots[number]
    first, last = window(of.warm_up, of.seconds, of.bucket)
    counted = slots[first:last]
    bins = [each.latency for each in counted]
    answered = sum(each.answered for each in counted)
    ended = sum(each.answered + sum(each.lost.values()) for each in slots)
    return OperationOutcome(
        id=operation.id,
        title=operation.title or operation.id,
        arrived=sum(each.arrived for each in counted),
        attempts=sum(each.attempts for each in counted),
        answered=answered,
        lost=causes(counted),
        unfinished=sum(each.arrived for each in slots) - ended,
        goodput=answered / ((last - first) * of.bucket),
        mean=_estimate(bins, 0.0),
        p50=_estimate(bins, 0.5),
        p95=_estimate(bins, 0.95),
        p99=_estimate(bins, 0.99),
        points=tuple(_point(slot, place * of.bucket) for place, slot in enumerate(slots)),
    )


def causes(slots: Sequence[Slot]) -> dict[str, int]:
    """How many requests failed, by cause, in the order of the alphabet."""
    found: dict[str, int] = {}
    for slot in slots:
        for cause, count in slot.lost.items():
            found[cause] = found.get(cause, 0) + count
    return dict(sorted(found.items()))


def _estimate(bins: Sequence[Bins], share: float) -> Estimate:
    """The mean (share 0) or a percentile of all, with the spread of ten batches of buckets."""
    whole = _figure(Bins.sum(bins), share)
    batches = [
        Bins.sum(bins[len(bins) * number // BATCHES : len(bins) * (number + 1) // BATCHES])
        for number in range(BATCHES)
    ]
    if any(each.count == 0 for each in batches):
        return Estimate(value=whole)
    figures = [_figure(each, share) for each in batches]
    middle = 0.0
    for figure in figures:
        middle += figure
    middle /= BATCHES
    squares = 0.0
    for figure in figures:
        squares += (figure - middle) * (figure - middle)
    return Estimate(value=whole, plus_minus=STUDENT * sqrt(squares / (BATCHES - 1) / BATCHES))


def _figure(bins: Bins, share: float) -> float:
    return bins.mean if share == 0.0 else bins.percentile(share)


def _point(slot: Slot, at: float) -> Point:
    some = slot.answered > 0
    return Point(
        at=at,
        arrived=slot.arrived,
        attempts=slot.attempts,
        answered=slot.answered,
        lost=causes([slot]),
        mean=slot.latency.mean if some else None,
        p50=slot.latency.percentile(0.5) if some else None,
        p99=slot.latency.percentile(0.99) if some else None,
    )


def _station(
    name: str, title: str, watches: Sequence[Watch], first: int, bucket: float
) -> StationOutcome:
    whole = Watch()
    for each in watches[first:]:
        whole.looks += each.looks
        whole.busy += each.busy
        whole.servers += each.servers
        whole.line += each.line
    points = [_look(each, number * bucket) for number, each in enumerate(watches)]
    seen = _look(whole, 0.0)
    return StationOutcome(
        id=name,
        title=title,
        utilisation=seen.utilisation,
        waiting=seen.waiting,
        points=tuple(points),
    )


def _look(watch: Watch, at: float) -> Look:
    return Look(
        at=at,
        utilisation=watch.busy / watch.servers if watch.servers else 0.0,
        waiting=watch.line / watch.looks if watch.looks else 0.0,
        servers=watch.servers / watch.looks if watch.looks else 0.0,
    )
