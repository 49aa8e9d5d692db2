"""How long until what was handed over is done: the ways that lead away from whoever waits.

Of several ways the one with the longest mean is followed. A way is its hand-overs one after another,
each with everything its receiver waits for.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from capacity.evaluate.loads import Loads, waited_for
from capacity.evaluate.moments import NOTHING, Moment, Moments
from capacity.evaluate.spectra import Spectra, reach
from capacity.evaluate.spectrum import Distribution, Frequencies
from capacity.plan import OperationPlan, PlannedCall

Way = tuple[PlannedCall, ...]


@dataclass(frozen=True, slots=True)
class Lag:
    """The slowest way and its 99th percentile; or the component whose queue only grows."""

    way: Way
    p99: float | None
    grows_at: str = ""


def lag(
    loaded: Loads, operation: OperationPlan, moments: Moments, goals: Collection[str] | None = None
) -> Lag | None:
    """The slowest way that is handed over, of those that write to one of `goals`."""
    waited = set(waited_for(operation))
    slowest: dict[str, tuple[Moment, Way] | None] = {}
    for component in reversed(operation.order):
        slowest[component] = _slowest(operation, moments, slowest, component, goals)
    starts = [found for each in waited if (found := slowest.get(each))]
    if not starts:
        return None
    _, way = max(starts, key=lambda found: found[0].mean)
    full = next((call.target for call in way if _grows(loaded, operation, call.target)), "")
    if full:
        return Lag(way, None, full)
    total = NOTHING
    for call in way:
        total = moments.then(total, moments.call(call))
    frequencies = Frequencies(reach(total, total.least))
    times = Spectra(moments, frequencies)
    times.run_for(way)
    spectrum = times.nothing()
    for call in way:
        spectrum = times.then(spectrum, times.call(call))
    return Lag(way, Distribution(spectrum, frequencies, total.least).quantile(0.99))


def _slowest(
    operation: OperationPlan,
    moments: Moments,
    known: Mapping[str, tuple[Moment, Way] | None],
    component: str,
    goals: Collection[str] | None,
) -> tuple[Moment, Way] | None:
    """The slowest way of hand-overs that begins at a component."""
    found: tuple[Moment, Way] | None = None
    for step in operation.steps.get(component, ()):
        for call in () if step.waits else step.calls:
            if (call.target, call.writes) not in moments.visited:
                continue
            here = moments.call(call)
            way: Way = (call,)
            onward = known.get(call.target)
            if onward is not None:
                here, way = moments.then(here, onward[0]), (call, *onward[1])
            elif goals is not None and not _writes_to(operation, call, goals):
                continue
            if found is None or here.mean > found[0].mean:
                found = (here, way)
    return found


def _writes_to(operation: OperationPlan, call: PlannedCall, goals: Collection[str]) -> bool:
    """Whether a call ends in one of `goals`, or somebody it waits for writes there."""
    to_see, seen = [call], {call.target}
    while to_see:
        here = to_see.pop()
        if here.target in goals and here.writes:
            return True
        for step in operation.steps.get(here.target, ()):
            for each in step.calls if step.waits else ():
                if each.target not in seen:
                    seen.add(each.target)
                    to_see.append(each)
    return False


def _grows(loaded: Loads, operation: OperationPlan, component: str) -> bool:
    below = [component]
    for here in below:
        if loaded.queues[here][0].wait is None:
            return True
        for step in operation.steps.get(here, ()):
            below += [each.target for each in step.calls if step.waits and each.target not in below]
    return False


def read_by(operation: OperationPlan) -> set[str]:
    """What an operation shows: everything it waits for that it reads."""
    waited = set(waited_for(operation))
    return {
        call.target
        for component in operation.order
        if component in waited
        for step in operation.steps.get(component, ())
        if step.waits
        for call in step.calls
        if not call.writes
    }
