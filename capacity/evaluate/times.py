"""Which times of an operation are told, and why others are not.

A figure that is told agrees with a simulation (`bench/bench_agree.py` says how well). Where there is no
honest closed form there is a sentence, and bounds, if a promise can be judged by them all the same.
"""

from dataclasses import dataclass, replace

from capacity.evaluate import repeats, say
from capacity.evaluate.compose import NoClosedForm
from capacity.evaluate.limited import limited
from capacity.evaluate.loads import Loads, overloaded, waited_for
from capacity.evaluate.moments import Moments
from capacity.evaluate.spectra import distribution
from capacity.plan import OperationPlan

SHARES = (0.5, 0.95, 0.99, 0.999)  # percentiles that are told
LOST = 1e-4  # share turned away past which times are no longer those of a queue without a limit
UNKNOWN = (None, None, None, None)


@dataclass(frozen=True, slots=True)
class Times:
    """In seconds. `least` and `most`: between them the 99th percentile surely lies."""

    mean: float | None = None
    quantiles: tuple[float | None, ...] = UNKNOWN
    why: str = ""
    least: float | None = None
    most: float | None = None


def times(loaded: Loads, operation: OperationPlan, moments: Moments) -> Times:
    """How long an operation takes, as far as that can be said."""
    why = _nothing_ends(loaded, operation)
    if why:
        return Times(why=why)
    try:
        found = distribution(moments)
    except NoClosedForm as error:
        return Times(why=f"{error} Simulate it to see.")
    quantiles = []
    low = 0.0
    for share in SHARES:
        low = found.quantile(share, low)
        quantiles.append(low)
    p99 = quantiles[2]
    told = Times(found.mean, tuple(quantiles), least=p99, most=p99)
    return _without_what_is_in_doubt(loaded, operation, moments, told)


def _nothing_ends(loaded: Loads, operation: OperationPlan) -> str:
    """Why there is no such time, or none that a queue without a limit would have."""
    if not operation.entries:
        return "Nothing carries it."
    full = overloaded(loaded, operation)
    if full:
        return say.overload(loaded, full)
    for each in waited_for(operation):
        if each in loaded.queues and loaded.queues[each][0].turned_away > LOST:
            return say.turned_away(loaded, each)
    return ""


def _without_what_is_in_doubt(
    loaded: Loads, operation: OperationPlan, moments: Moments, told: Times
) -> Times:
    mean, p99 = told.mean, told.most
    if mean is None or p99 is None:
        return told
    few = limited(loaded, operation, mean)
    if few:  # fewer wait than is computed
        return Times(why=say.limited(loaded, *few), most=p99)
    doubted = repeats.doubt(loaded, operation, moments.answer())
    no_mean = doubted.mean > repeats.MEAN * mean
    if no_mean or doubted.p99 > repeats.P99 * p99:
        why, most = say.repeated(loaded, doubted), p99 + repeats.SURELY * doubted.p99
        mean = None if no_mean else mean
        return replace(told, mean=mean, quantiles=UNKNOWN, why=why, most=most)
    return told
