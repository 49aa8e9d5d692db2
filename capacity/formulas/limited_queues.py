"""Queues with a limit (M/M/c/K): who finds no room is turned away, so that no load is too much."""

from capacity.formula import formula
from capacity.formulas.queues import KENDALL
from capacity.kernels_symbolic import FullHouse, HouseBusy, HouseEmpty, HouseQueue
from capacity.quantities import (
    Channels,
    Held,
    Load,
    RequestRate,
    Room,
    Share,
    TimeEach,
    Waiting,
)

ALL_FIT = {
    "{places} places are fewer than {servers} servers: a request in service takes a place "
    "too.": lambda servers, places: servers <= places
}


@formula(
    "P_K", KENDALL, title="Turned away by a full queue", servers="c", places="K", offered="a", only_if=ALL_FIT,
    gives="share turned away",
)  # fmt: skip
def turned_away(servers: Channels = 4, places: Room = 20, offered: Load = 3.6) -> Share:
    """The share of requests that a queue with a limit turns away (M/M/c/K)."""
    return FullHouse(servers, places, offered)


@formula(
    "P_0", KENDALL, title="Idle share, queue with a limit", servers="c", places="K", offered="a", only_if=ALL_FIT,
    gives="share of time idle",
)  # fmt: skip
def idle_share_with_limit(servers: Channels = 4, places: Room = 20, offered: Load = 3.6) -> Share:
    """The share of time in which a queue with a limit has nobody in it (M/M/c/K)."""
    return HouseEmpty(servers, places, offered)


@formula(
    "P_b", KENDALL, title="All servers busy, queue with a limit", servers="c", places="K", offered="a", only_if=ALL_FIT,
    gives="share of time all are busy",
)  # fmt: skip
def all_busy_with_limit(servers: Channels = 4, places: Room = 20, offered: Load = 3.6) -> Share:
    """The share of time in which a queue with a limit has no idle server (M/M/c/K)."""
    return HouseBusy(servers, places, offered)


@formula(
    "L_q",
    KENDALL,
    title="Requests waiting, queue with a limit",
    servers="c",
    places="K",
    offered="a",
    only_if=ALL_FIT,
)
def queue_with_limit(servers: Channels = 4, places: Room = 20, offered: Load = 3.6) -> Waiting:
    """Requests that wait, on average, in a queue with a limit (M/M/c/K)."""
    return HouseQueue(servers, places, offered)


@formula(
    "L",
    KENDALL,
    title="Requests held, queue with a limit",
    servers="c",
    places="K",
    offered="a",
    only_if=ALL_FIT,
)
def held_with_limit(servers: Channels = 4, places: Room = 20, offered: Load = 3.6) -> Held:
    """Requests that wait or are served, on average, in a queue with a limit (M/M/c/K)."""
    served = offered * (1 - FullHouse(servers, places, offered))
    return HouseQueue(servers, places, offered) + served


@formula(
    "\\lambda_e", KENDALL, rate="\\lambda", service_time="S", servers="c", places="K",
    only_if=ALL_FIT, gives="rate let in",
)  # fmt: skip
def rate_let_in(
    rate: RequestRate = 360, service_time: TimeEach = 0.01, servers: Channels = 4, places: Room = 20
) -> RequestRate:
    """Requests per second that find room in a queue with a limit, and are served (M/M/c/K)."""
    return rate * (1 - FullHouse(servers, places, rate * service_time))


@formula(
    "W_q", KENDALL, title="Wait, queue with a limit", rate="\\lambda", service_time="S", servers="c", places="K", only_if=ALL_FIT,
    gives="wait",
)  # fmt: skip
def wait_with_limit(
    rate: RequestRate = 360, service_time: TimeEach = 0.01, servers: Channels = 4, places: Room = 20
) -> TimeEach:
    """Mean wait of the requests that a queue with a limit lets in (M/M/c/K)."""
    offered = rate * service_time
    served = offered * (1 - FullHouse(servers, places, offered))
    return HouseQueue(servers, places, offered) * service_time / served


@formula(
    "W", KENDALL, title="Response time, queue with a limit", rate="\\lambda", service_time="S", servers="c", places="K", only_if=ALL_FIT,
    gives="response time",
)  # fmt: skip
def response_with_limit(
    rate: RequestRate = 360, service_time: TimeEach = 0.01, servers: Channels = 4, places: Room = 20
) -> TimeEach:
    """Mean time from arrival to answer of the requests that a queue with a limit lets in (M/M/c/K)."""
    offered = rate * service_time
    served = offered * (1 - FullHouse(servers, places, offered))
    return service_time * (1 + HouseQueue(servers, places, offered) / served)
