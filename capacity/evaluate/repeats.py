"""Where a request comes to one station more than once, and its waits depend on one another.

Times are put together as if every wait were a new draw. A request that comes to a station again finds
much the same queue as before; one that comes several times at once, by ways of its own, waits for
itself. For neither is there a closed form. What it may amount to can be measured:

- Visits one after another wait, at worst, equally long: n of them with n times the variance of waits
  that are independent. Their mean is that of a network of queues (Jackson, 1957) and not in doubt.
- Visits that are under way together come, at worst, as one batch.

Where that would change a figure by more than the evaluation may be wrong, there is no such figure. On
drawings made by chance (`bench/bench_agree.py`) it tells those that a simulation contradicts from the
others; what it measures is a sign and no bound: the 99th percentile was up to 2.3 times as far off.
Where servers are idle enough nobody waits, and nothing is in doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from capacity.evaluate.flows import made
from capacity.evaluate.loads import Loads
from capacity.evaluate.moments import Moment
from capacity.evaluate.queueing import Queue, queue
from capacity.plan import OperationPlan, Plan, PlannedCall

MEAN = 0.03  # of a mean, that may be in doubt
P99 = 0.02  # of a 99th percentile
SURELY = 5.0  # times a doubt is on the safe side of it
SPREAD = 3.0  # standard deviations from the mean to the 99th percentile, about


@dataclass(frozen=True, slots=True)
class Doubt:
    """By how many seconds an operation's mean and 99th percentile may be too short, and where."""

    mean: float = 0.0
    p99: float = 0.0
    at: str = ""


CERTAIN = Doubt()


class Visits(NamedTuple):
    """Visits to one station that a visit elsewhere leads to.

    `burst` is like the mean square of all, but for pairs of which one is after the other: over `all` it
    is how many come at once with each.
    """

    mean: float = 0.0  # of those that somebody waits for
    square: float = 0.0
    all: float = 0.0
    burst: float = 0.0


NONE = Visits()


def doubt(loaded: Loads, operation: OperationPlan, whole: Moment) -> Doubt:
    """What repeated visits may add to an operation's time, which is `whole` without them."""
    mean = variance = 0.0
    worst, at = 0.0, ""
    for name in repeated(operation):
        hot, _ = loaded.queues[name]
        if hot.chance * (hot.wait or 0.0) <= 0:
            continue
        visits = _visits(loaded.plan, operation, name)
        if not visits.mean:
            continue
        longer = _as_a_batch(loaded, name, visits.burst / visits.all)
        later = visits.mean * max(0.0, longer.mean - hot.mean)
        again = max(0.0, visits.square - visits.mean)  # pairs of visits
        wider = again * _in_one_shard(loaded, name) * hot.variance
        wider += visits.mean * max(0.0, longer.variance - hot.variance)
        mean += later
        variance += wider
        if later + sqrt(wider) > worst:
            worst, at = later + sqrt(wider), name
    if not at:
        return CERTAIN
    before, after = sqrt(whole.variance), sqrt(whole.variance + variance)
    return Doubt(mean, mean + SPREAD * (after - before), at)


def repeated(operation: OperationPlan) -> list[str]:
    """The stations that one request may come to more than once while somebody waits."""
    callers: dict[str, int] = {}
    found: dict[str, None] = {}
    for component in operation.order:
        for step in operation.steps.get(component, ()):
            for call in step.calls:
                callers[call.target] = callers.get(call.target, 0) + 1
                again = call.count > 1 or callers[call.target] > 1 or component in found
                if again and call.target not in found:
                    found[call.target] = None
    return list(found)


def _visits(plan: Plan, operation: OperationPlan, name: str) -> Visits:
    """Visits to a station for one request."""
    found: dict[tuple[str, bool], Visits] = {}
    for component in reversed(operation.order):
        often = [each[2:] for each in made(plan, operation, component)]
        for writes in (False, True):
            waited, handed = NONE, NONE
            here = iter(often)
            for step in operation.steps.get(component, ()):
                at_once = step.mode == "parallel" or not step.waits
                each = [
                    _called(call, next(here)[writes], found, name, at_once=at_once)
                    for call in step.calls
                ]
                join = _one_of if step.mode == "one_of" else _at_once if at_once else _in_turn
                if step.waits:
                    waited = _in_turn([waited, join(each)])
                else:
                    handed = _at_once([handed, join(each)])
            found[component, writes] = _handed_over(waited, handed)
    writes = operation.operation.writes
    share = 1 / len(operation.entries)
    return _one_of([_rarely(found[each, writes], share) for each in operation.entries])


def _called(
    call: PlannedCall,
    often: float,
    known: Mapping[tuple[str, bool], Visits],
    name: str,
    *,
    at_once: bool,
) -> Visits:
    """Visits by all of a call's counts, which are made together or not at all."""
    one = known[call.target, call.writes]
    if call.target == name:
        one = _in_turn([one, Visits(1.0, 1.0, 1.0, 1.0)])
    count = max(1.0, call.count)
    pairs = count * (count - 1)
    square = count * one.square + pairs * one.mean * one.mean
    burst = count * one.burst + (pairs * one.all * one.all if at_once else 0.0)
    return _rarely(Visits(count * one.mean, square, count * one.all, burst), often / count)


def _rarely(visits: Visits, chance: float) -> Visits:
    return Visits(*(each * chance for each in visits))


def _one_of(parts: Sequence[Visits]) -> Visits:
    return Visits(*map(sum, zip(*parts, strict=True)))


def _in_turn(parts: Sequence[Visits]) -> Visits:
    mean, every = sum(each.mean for each in parts), sum(each.all for each in parts)
    variance = sum(each.square - each.mean * each.mean for each in parts)
    return Visits(mean, variance + mean * mean, every, sum(each.burst for each in parts))


def _at_once(parts: Sequence[Visits]) -> Visits:
    one_by_one = _in_turn(parts)
    pairs = one_by_one.all**2 - sum(each.all**2 for each in parts)
    return one_by_one._replace(burst=one_by_one.burst + pairs)


def _handed_over(waited: Visits, handed: Visits) -> Visits:
    """What is handed over is under way with what is waited for, and nobody's time."""
    if not handed.all:
        return waited
    both = _at_once([waited, handed])
    return Visits(waited.mean, waited.square, both.all, both.burst)


def _in_one_shard(loaded: Loads, name: str) -> float:
    """The chance that two visits are to the same shard."""
    shards, flow = loaded.plan.stations[name].shards, loaded.totals[name]
    hot = (flow.hot_reads + flow.hot_writes) / flow.rate
    return hot * hot + (1 - hot) ** 2 / (shards - 1) if shards > 1 else 1.0


def _as_a_batch(loaded: Loads, name: str, batch: float) -> Queue:
    """The busiest shard's queue if the visits that are under way together came at one moment."""
    station, flow = loaded.plan.stations[name], loaded.totals[name]
    rate = flow.hot_reads + flow.hot_writes
    alike = 1 + (batch - 1) * rate / flow.rate  # of them go to this shard
    burst = max(flow.hot_burst, rate * alike)
    return queue(station, loaded.held[name], flow.hot_reads, flow.hot_writes, burst)
