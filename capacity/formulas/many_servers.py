"""Many servers and one queue (M/M/c): whole answers, not waits alone; here servers are a plain count."""

from capacity.formula import formula
from capacity.formulas.queues import ALL_KEEP_UP, ERLANG, OFFERED_FITS
from capacity.kernels_symbolic import AnswerQuantile, ErlangC, ErlangIdle, LateAnswers
from capacity.quantities import (
    Channels,
    Held,
    Load,
    Percentile,
    RequestRate,
    Share,
    TimeEach,
    Waiting,
)


@formula("P_0", ERLANG, servers="c", offered="a", only_if=OFFERED_FITS, gives="share of time idle")
def idle_share(servers: Channels = 10, offered: Load = 9) -> Share:
    """The share of time in which not one of many servers is busy (M/M/c)."""
    return ErlangIdle(servers, offered)


@formula(
    "L_q",
    ERLANG,
    title="Queue before many servers",
    rate="\\lambda",
    service_time="S",
    servers="c",
    only_if=ALL_KEEP_UP,
)
def queue_many_servers(
    rate: RequestRate = 900, service_time: TimeEach = 0.01, servers: Channels = 10
) -> Waiting:
    """Requests that wait, on average, before many servers (M/M/c)."""
    offered = rate * service_time
    return ErlangC(servers, offered) * offered / (servers - offered)


@formula(
    "L",
    ERLANG,
    title="Requests at many servers",
    rate="\\lambda",
    service_time="S",
    servers="c",
    only_if=ALL_KEEP_UP,
)
def held_many_servers(
    rate: RequestRate = 900, service_time: TimeEach = 0.01, servers: Channels = 10
) -> Held:
    """Requests that wait or are served, on average, with many servers and one queue (M/M/c)."""
    offered = rate * service_time
    return offered * (1 + ErlangC(servers, offered) / (servers - offered))


@formula(
    "W", ERLANG, title="Response time of many servers", rate="\\lambda", service_time="S", servers="c", only_if=ALL_KEEP_UP,
    gives="response time",
)  # fmt: skip
def response_many_servers(
    rate: RequestRate = 900, service_time: TimeEach = 0.01, servers: Channels = 10
) -> TimeEach:
    """Mean time from arrival to answer, with many servers and one queue (M/M/c)."""
    offered = rate * service_time
    return service_time * (1 + ErlangC(servers, offered) / (servers - offered))


@formula(
    "W_p", ERLANG, title="Response percentile of many servers", rate="\\lambda", service_time="S", servers="c", percentile="p",
    only_if=ALL_KEEP_UP, gives="response time",
)  # fmt: skip
def response_percentile(
    rate: RequestRate = 900,
    service_time: TimeEach = 0.01,
    servers: Channels = 10,
    percentile: Percentile = 0.99,
) -> TimeEach:
    """The time within which such a share of requests is answered, waiting included (M/M/c)."""
    return service_time * AnswerQuantile(servers, rate * service_time, percentile)


@formula(
    "Q", ERLANG, title="Share answered within a time", rate="\\lambda", service_time="S", servers="c", within="t",
    labels={"within": "time to answer within"}, only_if=ALL_KEEP_UP, gives="share answered in time",
)  # fmt: skip
def answered_within(
    rate: RequestRate = 900,
    service_time: TimeEach = 0.01,
    servers: Channels = 10,
    within: TimeEach = 0.05,
) -> Share:
    """The share of requests that is answered within a time, waiting included (M/M/c)."""
    return 1 - LateAnswers(servers, rate * service_time, within / service_time)
