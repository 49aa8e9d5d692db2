"""Queues: how long a request waits, and how often it is turned away."""

from sympy import Max, exp, log

from capacity.formula import Source, formula
from capacity.kernels_symbolic import ErlangB, ErlangC, Unsaturating
from capacity.quantities import (
    Held,
    Latency,
    Offered,
    Percentile,
    RequestRate,
    Requests,
    Seconds,
    Servers,
    ServiceTime,
    Share,
    TimeEach,
    Variability,
    Waiting,
)

LITTLE = Source("Little, A proof for the queuing formula L = λW", "published model", 1961)
ERLANG = Source(
    "Erlang, Solution of some problems in the theory of probabilities of significance in automatic "
    "telephone exchanges",
    "published model",
    1917,
)
KENDALL = Source(
    "Kendall, Stochastic processes occurring in the theory of queues", "published model", 1953
)
KHINCHINE = Source(
    "Pollaczek, Über eine Aufgabe der Wahrscheinlichkeitstheorie", "published model", 1930
)
KINGMAN = Source("Kingman, The single server queue in heavy traffic", "published model", 1961)
ALLEN = Source(
    "Allen, Probability, Statistics, and Queueing Theory (Allen–Cunneen)", "published model", 1990
)

ONE_KEEPS_UP = {
    "{rate} at {service_time} each is more than one server can do: its queue grows without end. Fewer "
    "requests, a shorter service time or a second server would help.": lambda rate, service_time: (
        rate * service_time < 1
    )
}
ALL_KEEP_UP = {
    "{rate} at {service_time} each is more than {servers} can do: the queue grows without end. More "
    "servers, fewer requests or a shorter service time would help.": lambda rate, service_time, servers: (
        rate * service_time < servers
    )
}
OFFERED_FITS = {
    "An offered load of {offered} is more than {servers} can do: the queue grows without "
    "end.": lambda offered, servers: offered < servers
}
CA, CS = "scatter of arrivals (squared variation)", "scatter of service (squared variation)"


@formula("L", LITTLE, title="Requests in flight (Little's law)", rate="\\lambda", latency="W")
def in_flight(rate: RequestRate = 10_000, latency: Latency = 0.05) -> Requests:
    """Requests in the system at a time (Little's law)."""
    return rate * latency


@formula("a", LITTLE, rate="\\lambda", service_time="S")
def offered_load(rate: RequestRate = 900, service_time: ServiceTime = 0.01) -> Offered:
    """Servers that would be busy all the time, if there were enough of them."""
    return rate * service_time


@formula(
    "L_q",
    KENDALL,
    title="Queue before one server",
    rate="\\lambda",
    service_time="S",
    only_if=ONE_KEEPS_UP,
)
def queue_one_server(rate: RequestRate = 70, service_time: TimeEach = 0.01) -> Waiting:
    """Requests that wait, on average, before one server (M/M/1)."""
    return (rate * service_time) ** 2 / (1 - rate * service_time)


@formula(
    "W_q",
    KENDALL,
    title="Wait before one server",
    rate="\\lambda",
    service_time="S",
    only_if=ONE_KEEPS_UP,
    gives="mean wait",
)
def wait_one_server(rate: RequestRate = 70, service_time: TimeEach = 0.01) -> TimeEach:
    """Mean time before service begins, with one server and random arrivals (M/M/1)."""
    return rate * service_time**2 / (1 - rate * service_time)


@formula(
    "W",
    KENDALL,
    title="Response time of one server",
    rate="\\lambda",
    service_time="S",
    only_if=ONE_KEEPS_UP,
    gives="mean response time",
)
def response_one_server(rate: RequestRate = 70, service_time: TimeEach = 0.01) -> TimeEach:
    """Mean time from arrival to answer, with one server and random arrivals (M/M/1)."""
    return service_time / (1 - rate * service_time)


@formula(
    "W_p",
    KENDALL,
    title="Response percentile of one server",
    rate="\\lambda",
    service_time="S",
    percentile="p",
    only_if=ONE_KEEPS_UP,
    gives="response time",
)
def response_percentile_one_server(
    rate: RequestRate = 70, service_time: TimeEach = 0.01, percentile: Percentile = 0.99
) -> TimeEach:
    """The time within which such a share of requests is answered by one server (M/M/1)."""
    return service_time / (1 - rate * service_time) * Unsaturating(percentile)


@formula(
    "L",
    KENDALL,
    title="Requests at one server",
    rate="\\lambda",
    service_time="S",
    only_if=ONE_KEEPS_UP,
)
def held_one_server(rate: RequestRate = 70, service_time: TimeEach = 0.01) -> Held:
    """Requests that wait or are served, on average, with one server (M/M/1)."""
    return rate * service_time / (1 - rate * service_time)


@formula(
    "W_q",
    KHINCHINE,
    title="Wait with any service time (M/G/1)",
    rate="\\lambda",
    service_time="S",
    service_scatter="c_s^2",
    labels={"service_scatter": CS},
    only_if=ONE_KEEPS_UP,
    gives="mean wait",
)
def wait_any_service(
    rate: RequestRate = 70, service_time: TimeEach = 0.01, service_scatter: Variability = 2
) -> TimeEach:
    """Mean wait for one server with random arrivals, whatever service looks like (M/G/1)."""
    return rate * service_time**2 / (1 - rate * service_time) * (1 + service_scatter) / 2


@formula(
    "W_q",
    KHINCHINE,
    title="Wait with constant service time (M/D/1)",
    rate="\\lambda",
    service_time="S",
    only_if=ONE_KEEPS_UP,
    gives="mean wait",
)
def wait_constant_service(rate: RequestRate = 70, service_time: TimeEach = 0.01) -> TimeEach:
    """Mean wait for one server when every request takes just as long (M/D/1): half of M/M/1's."""
    return rate * service_time**2 / (1 - rate * service_time) / 2


@formula(
    "W_q",
    KINGMAN,
    title="Wait by Kingman's formula",
    rate="\\lambda",
    service_time="S",
    arrival_scatter="c_a^2",
    service_scatter="c_s^2",
    labels={"arrival_scatter": CA, "service_scatter": CS},
    only_if=ONE_KEEPS_UP,
    gives="mean wait",
)
def wait_kingman(
    rate: RequestRate = 70,
    service_time: TimeEach = 0.01,
    arrival_scatter: Variability = 1,
    service_scatter: Variability = 1,
) -> TimeEach:
    """About the mean wait for one busy server, whatever arrivals and service look like (G/G/1)."""
    wait = rate * service_time**2 / (1 - rate * service_time)
    return wait * (arrival_scatter + service_scatter) / 2


@formula(
    "P_b",
    ERLANG,
    title="Erlang B: turned away",
    servers="c",
    offered="a",
    gives="share turned away",
)
def erlang_b(servers: Servers = 10, offered: Offered = 7) -> Share:
    """The share of requests that find every server busy and are turned away (Erlang B)."""
    return ErlangB(servers, offered)


@formula(
    "P_w",
    ERLANG,
    title="Erlang C: has to wait",
    servers="c",
    offered="a",
    only_if=OFFERED_FITS,
    gives="share that waits",
)
def erlang_c(servers: Servers = 10, offered: Offered = 9) -> Share:
    """The share of requests that find every server busy and wait (Erlang C)."""
    return ErlangC(servers, offered)


@formula(
    "W_q",
    ERLANG,
    title="Wait before many servers",
    rate="\\lambda",
    service_time="S",
    servers="c",
    only_if=ALL_KEEP_UP,
    gives="mean wait",
)
def wait_many_servers(
    rate: RequestRate = 900, service_time: ServiceTime = 0.01, servers: Servers = 10
) -> TimeEach:
    """Mean time before service begins, with many servers and one queue (M/M/c)."""
    offered = rate * service_time
    return ErlangC(servers, offered) * service_time / (servers - offered)


@formula(
    "W_p",
    ERLANG,
    title="Percentile of the wait",
    rate="\\lambda",
    service_time="S",
    servers="c",
    percentile="p",
    only_if=ALL_KEEP_UP,
    gives="wait",
)
def wait_percentile(
    rate: RequestRate = 900,
    service_time: ServiceTime = 0.01,
    servers: Servers = 10,
    percentile: Percentile = 0.99,
) -> TimeEach:
    """The time within which service begins for such a share of requests (M/M/c)."""
    offered = rate * service_time
    later = ErlangC(servers, offered) / (1 - percentile)  # below 1 that share does not wait at all
    return log(Max(1, later)) * service_time / (servers - offered)


@formula(
    "Q",
    ERLANG,
    rate="\\lambda",
    service_time="S",
    servers="c",
    within="t",
    labels={"within": "time to begin within"},
    only_if=ALL_KEEP_UP,
    gives="share that begins in time",
)
def service_level(
    rate: RequestRate = 900,
    service_time: ServiceTime = 0.01,
    servers: Servers = 10,
    within: Seconds = 0.02,
) -> Share:
    """The share of requests whose service begins within a time (M/M/c)."""
    offered = rate * service_time
    return 1 - ErlangC(servers, offered) * exp(-(servers - offered) * within / service_time)


@formula(
    "W_q",
    ALLEN,
    title="Wait by Allen and Cunneen",
    rate="\\lambda",
    service_time="S",
    servers="c",
    arrival_scatter="c_a^2",
    service_scatter="c_s^2",
    labels={"arrival_scatter": CA, "service_scatter": CS},
    only_if=ALL_KEEP_UP,
    gives="mean wait",
)
def wait_allen_cunneen(
    rate: RequestRate = 900,
    service_time: ServiceTime = 0.01,
    servers: Servers = 10,
    arrival_scatter: Variability = 1,
    service_scatter: Variability = 1,
) -> TimeEach:
    """About the mean wait for many servers, whatever arrivals and service look like (G/G/c)."""
    offered = rate * service_time
    wait = ErlangC(servers, offered) * service_time / (servers - offered)
    return wait * (arrival_scatter + service_scatter) / 2
