"""Tails: what the slowest call, the retry and the backlog do to the whole."""

from sympy import exp

from capacity.formula import Source, formula
from capacity.kernels_symbolic import AnyOf
from capacity.quantities import (
    Calls,
    Ratio,
    RequestRate,
    Requests,
    Retries,
    Seconds,
    Share,
    SmallShare,
)

TAIL = Source("Dean and Barroso, The tail at scale", "published model", 2013)
COUNTING = Source("counting", "definition")
GEOMETRIC = Source("a geometric sum: each try fails like the one before", "definition")
BUCKET = Source("Turner, New directions in communications", "published model", 1986)
FLUID = Source("counting: what comes in less what goes out", "definition")
EXPONENTIAL = Source("assumption: the lag is exponentially distributed", "planning rule")


@formula(
    "q",
    TAIL,
    title="Tail of a fan-out",
    slow="p",
    calls="n",
    labels={"slow": "share of calls that are slow", "calls": "calls in parallel"},
    gives="share of requests that are slow",
)
def fan_out_tail(slow: SmallShare = 0.01, calls: Calls = 100) -> Share:
    """The share of requests that meet at least one slow call, when all calls must answer."""
    return AnyOf(slow, calls)


@formula(
    "p",
    TAIL,
    title="Percentile that a leaf must keep",
    promise="q",
    calls="n",
    labels={"promise": "share of requests that must be fast", "calls": "calls in parallel"},
    gives="share of calls that must be fast",
)
def leaf_percentile(promise: Share = 0.99, calls: Calls = 100) -> Share:
    """The share of calls that must be fast, so that such a share of requests is."""
    return promise ** (1 / calls)


@formula(
    "R_h",
    TAIL,
    title="Rate with hedged requests",
    rate="R",
    hedged="p",
    labels={"hedged": "share of calls sent a second time"},
    gives="calls per second",
)
def hedged_rate(rate: RequestRate = 1000, hedged: SmallShare = 0.05) -> RequestRate:
    """Calls per second when the slowest share of them is sent once more."""
    return rate * (1 + hedged)


@formula(
    "q",
    TAIL,
    title="Tail with hedged requests",
    slow="p",
    labels={"slow": "share of calls that are slow"},
    gives="share of calls that stay slow",
)
def hedged_tail(slow: SmallShare = 0.05) -> Share:
    """The share of calls that stay slow when a second copy is sent, if copies are slow independently."""
    return slow**2


@formula(
    "r",
    GEOMETRIC,
    failing="f",
    retries="n",
    labels={"failing": "share of tries that fail"},
    gives="tries for each request",
    only_if={
        "when every try fails, each request makes all its tries: {retries} and one.": lambda failing: (
            failing < 1
        )
    },
)
def retry_amplification(failing: Share = 0.5, retries: Retries = 3) -> Ratio:
    """Tries that a request makes on average, when a failed try is made again."""
    return (1 - failing ** (retries + 1)) / (1 - failing)


@formula(
    "N",
    BUCKET,
    burst="b",
    rate="r",
    duration="t",
    labels={"burst": "tokens that the bucket holds", "rate": "tokens per second"},
    gives="requests let through",
)
def token_bucket(burst: Requests = 100, rate: RequestRate = 10, duration: Seconds = 60) -> Requests:
    """The most requests that a token bucket lets through in a length of time."""
    return burst + rate * duration


@formula(
    "Q",
    FLUID,
    rate="R",
    capacity="\\mu",
    duration="t",
    labels={"capacity": "requests per second that are worked off", "duration": "how long it lasts"},
    only_if={
        "{capacity} is enough for {rate}: nothing piles up.": lambda rate, capacity: rate > capacity
    },
    gives="requests that pile up",
)
def backlog(
    rate: RequestRate = 5000, capacity: RequestRate = 4000, duration: Seconds = 600
) -> Requests:
    """Requests that pile up while more arrives than is worked off."""
    return (rate - capacity) * duration


@formula(
    "t",
    FLUID,
    title="Time to drain a backlog",
    waiting="Q",
    rate="R",
    capacity="\\mu",
    labels={"waiting": "requests waiting", "capacity": "requests per second that are worked off"},
    only_if={
        "{rate} arrive and only {capacity} are worked off: the backlog never drains.": lambda rate, capacity: (
            rate < capacity
        )
    },
    gives="time until it is gone",
)
def time_to_drain(
    waiting: Requests = 600_000, rate: RequestRate = 3000, capacity: RequestRate = 4000
) -> Seconds:
    """Time until a backlog is gone, while requests keep arriving."""
    return waiting / (capacity - rate)


@formula(
    "q",
    EXPONENTIAL,
    title="Share of stale reads",
    age="t",
    lag="l",
    labels={"age": "time since the write", "lag": "mean lag of the copy"},
    gives="share of stale reads",
)
def stale_share(age: Seconds = 1, lag: Seconds = 0.2) -> Share:
    """The share of reads from a copy that do not see a write of that age yet."""
    return exp(-age / lag)


@formula(
    "W", GEOMETRIC, title="Time spent backing off", first="w", retries="n",
    labels={"first": "wait before the first retry"}, gives="time waited",
)  # fmt: skip
def backoff_time(first: Seconds = 0.1, retries: Retries = 5) -> Seconds:
    """Time waited before the last retry, when each wait is twice the one before and none is random."""
    return first * (2**retries - 1)
