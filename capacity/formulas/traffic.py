"""Traffic: from people and things to requests per second."""

from sympy import log

from capacity.formula import Source, formula
from capacity.kernels_symbolic import Grown
from capacity.quantities import (
    Growth,
    PeakFactor,
    Periods,
    Ratio,
    RequestRate,
    RequestsPerMonth,
    RequestsPerUserDay,
    Share,
    Users,
)

COUNTING = Source("counting", "definition")
PLANNING = Source("planning rule: 2 to 3 over a day, 10 for events", "planning rule")


@formula("R", COUNTING, users="U", requests_each="r", gives="average rate")
def average_rate(users: Users = 10e6, requests_each: RequestsPerUserDay = 20) -> RequestRate:
    """Requests per second, spread evenly over the day."""
    return users * requests_each


@formula("W", COUNTING, items_per_month="M", gives="writes per second")
def write_rate(items_per_month: RequestsPerMonth = 30e6) -> RequestRate:
    """Writes per second, when so many new things arrive in a month of 30 days."""
    return items_per_month


@formula(
    "R",
    COUNTING,
    write_rate="W",
    reads_per_write="k",
    labels={"write_rate": "writes per second", "reads_per_write": "reads per write"},
    gives="reads per second",
)
def read_rate(write_rate: RequestRate = 10, reads_per_write: Ratio = 50) -> RequestRate:
    """Reads per second, from writes and how often each is read."""
    return write_rate * reads_per_write


@formula(
    "P",
    PLANNING,
    average="R",
    peak_factor="f",
    labels={"average": "average rate"},
    gives="peak rate",
)
def peak_rate(average: RequestRate = 2000, peak_factor: PeakFactor = 3) -> RequestRate:
    """Requests per second in the busiest hour."""
    return average * peak_factor


@formula(
    "O",
    COUNTING,
    rate="R",
    hit_ratio="h",
    labels={"rate": "requests per second", "hit_ratio": "hit ratio"},
    gives="requests to the origin per second",
)
def origin_load(rate: RequestRate = 12_000, hit_ratio: Share = 0.9) -> RequestRate:
    """Requests per second that a cache does not answer and the store behind it must."""
    return rate * (1 - hit_ratio)


@formula(
    "R_n",
    COUNTING,
    title="Rate after growth",
    rate="R",
    growth="g",
    years="n",
    labels={"rate": "requests per second today"},
    gives="requests per second after those years",
)
def grown_rate(rate: RequestRate = 2000, growth: Growth = 0.5, years: Periods = 3) -> RequestRate:
    """Requests per second after some years of steady growth."""
    return rate * Grown(growth, years)


@formula("n", COUNTING, growth="g", gives="years until it has doubled")
def doubling_time(growth: Growth = 0.5) -> Periods:
    """Years until a load that grows steadily has doubled."""
    return log(2) / log(1 + growth)


@formula(
    "R_f", COUNTING, title="Rate after fan-out", rate="R", followers="F",
    labels={"rate": "posts per second", "followers": "followers of each, on average"},
    gives="copies written per second",
)  # fmt: skip
def fan_out_rate(rate: RequestRate = 500, followers: Ratio = 200) -> RequestRate:
    """Writes per second when each post is put into the feed of every follower."""
    return rate * followers
