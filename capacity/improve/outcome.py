"""Which promises a plan keeps, found as cheaply as the answer allows."""

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt

from capacity.evaluate.availability import availability
from capacity.evaluate.compose import NoClosedForm
from capacity.evaluate.lag import Lag, lag, read_by
from capacity.evaluate.loads import Loads, loads, overloaded, waited_for
from capacity.evaluate.moments import Moments
from capacity.evaluate.spectra import distribution
from capacity.plan import OperationPlan, Plan

PROMISES = ("p99", "availability", "freshness")
FAR = sqrt(99)  # deviations past its mean that no p99 lies beyond, by Cantelli's inequality


@dataclass(frozen=True, slots=True)
class Outcome:
    """One promise: what was found, and whether it is kept. No number: `why`."""

    operation: str
    title: str
    what: str
    promised: float
    found: float | None
    kept: bool | None
    why: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.operation, self.what)


def outcomes(
    planned: Plan,
    gone: Collection[str] = (),
    wanted: Collection[tuple[str, str]] | None = None,
    *,
    exactly: bool = True,
) -> list[Outcome]:
    """Every promise but the budget, or only those wanted. `gone` does no work at all.

    Not `exactly`: a time that is far within its promise is not computed, and has no number.
    """
    loaded = loads(planned)
    moments: dict[str, Moments] = {}
    for name, each in planned.operations.items():
        moments[name] = Moments(planned, each, loaded.queues)
        moments[name].run()
    found: list[Outcome] = []
    for name, operation in planned.operations.items():
        promised = operation.operation.promises
        for what in PROMISES if operation.entries else ():
            bound = getattr(promised, what)
            if bound is None or (wanted is not None and (name, what) not in wanted):
                continue
            if what == "availability":
                value, kept, why = _served(loaded, operation, bound)
            elif what == "p99":
                value, kept, why = _late(loaded, operation, bound, moments[name], exactly=exactly)
            else:
                value, kept, why = _behind(loaded, operation, bound, moments, gone)
            title = operation.operation.said
            found.append(Outcome(name, title, what, bound, value, kept, why))
    return found


def _served(
    loaded: Loads, operation: OperationPlan, promised: float
) -> tuple[float | None, bool | None, str]:
    """The share that succeeds; of an overload only what its servers can do is served."""
    up = availability(loaded, operation)
    if up.chance is None:
        return None, None, up.why
    full = overloaded(loaded, operation)
    busiest = max((loaded.queues[each][0].utilisation or 1.0 for each in full), default=1.0)
    served = min(up.chance, 1 / busiest)
    titles = ", ".join(loaded.plan.stations[each].title for each in full)
    return served, served >= promised, f"{titles} cannot carry the peak" if full else ""


def _late(
    loaded: Loads, operation: OperationPlan, promised: float, moments: Moments, *, exactly: bool
) -> tuple[float | None, bool | None, str]:
    full = overloaded(loaded, operation)
    if full:
        titles = ", ".join(loaded.plan.stations[each].title for each in full)
        return None, False, f"the queue of {titles} only grows"
    turned = [
        each
        for each in waited_for(operation)
        if each in loaded.queues and loaded.queues[each][0].turned_away > 1e-4
    ]
    if turned:
        return None, None, f"{loaded.plan.stations[turned[0]].title} turns some away"
    answer = moments.answer()
    if not exactly and answer.mean + FAR * sqrt(answer.variance) < promised:
        return None, True, ""
    try:
        late = distribution(moments).quantile(0.99, 0.0)
    except NoClosedForm as error:
        return None, None, str(error)
    return late, late <= promised, ""


def _behind(
    loaded: Loads,
    operation: OperationPlan,
    promised: float,
    moments: dict[str, Moments],
    gone: Collection[str],
) -> tuple[float | None, bool | None, str]:
    shown = read_by(operation)
    ways: list[Lag] = [
        found
        for name, each in loaded.plan.operations.items()
        if each.entries and (found := lag(loaded, each, moments[name], shown))
    ]
    for way in ways:
        stopped = next((call.target for call in way.way if call.target in gone), "")
        if stopped or way.p99 is None:
            title = loaded.plan.stations[stopped or way.grows_at].title
            return None, False, f"{title} {'is gone' if stopped else 'falls behind for ever'}"
    slowest = max((way.p99 or 0.0 for way in ways), default=0.0)
    return slowest, slowest <= promised, ""


FAR_TOO_MANY = 12  # places that are lost one after another for one answer


def served(planned: Plan, operation: str) -> float | None:
    """The share of an operation that can be answered at all, however busy; None where nobody knows."""
    return availability(loads(planned), planned.operations[operation]).chance


def overload_of(planned: Plan, operation: str) -> dict[str, float]:
    """The stations that an operation waits for and that are too busy, each with how busy."""
    loaded = loads(planned)
    full = overloaded(loaded, planned.operations[operation])
    return {each: loaded.queues[each][0].utilisation or 1.0 for each in full}
