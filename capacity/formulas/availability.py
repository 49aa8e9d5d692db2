"""Availability: how often things are up, alone and together, and what is lost when they are not."""

from sympy import ceiling, log

from capacity.formula import Source, formula
from capacity.kernels_symbolic import AnyOf, AtLeast, Factorial
from capacity.quantities import (
    Availability,
    Bytes,
    Calls,
    Copies,
    DataRate,
    Disks,
    Downtime,
    Lifetime,
    LongTime,
    Nines,
    Nodes,
    Overlap,
    Rare,
    RepairYears,
    Requests,
    Seconds,
    Share,
    SmallShare,
    Votes,
)

PROBABILITY = Source("probability of independent failures", "definition")
RENEWAL = Source("the share of time up, over many cycles of failing and mending", "definition")
COUNTING = Source("counting", "definition")
FLEMING = Source(
    "Fleming, A reliability model for common mode failures in redundant safety systems",
    "published model",
    1975,
)
GIFFORD = Source("Gifford, Weighted voting for replicated data", "published model", 1979)
RAID = Source(
    "Patterson, Gibson and Katz, A case for redundant arrays of inexpensive disks",
    "published model",
    1988,
)


@formula(
    "A",
    PROBABILITY,
    one="a",
    count="n",
    labels={"one": "availability of each", "count": "things that must all be up"},
)
def availability_in_series(one: Availability = 0.999, count: Calls = 4) -> Availability:
    """Availability of something that needs all of so many things, if they fail independently."""
    return one**count


@formula(
    "A",
    PROBABILITY,
    title="Availability of two in series",
    first="a",
    second="b",
    labels={"first": "availability of the one", "second": "availability of the other"},
)
def availability_of_both(
    first: Availability = 0.999, second: Availability = 0.9995
) -> Availability:
    """Availability of something that needs both of two things, if they fail independently."""
    return first * second


@formula("A", PROBABILITY, one="a", copies="n", labels={"one": "availability of one"})
def availability_in_parallel(one: Availability = 0.99, copies: Copies = 2) -> Availability:
    """Availability of copies of which any one suffices, if they fail independently."""
    return AnyOf(one, copies)


@formula(
    "A",
    PROBABILITY,
    title="Availability of k of n",
    need="k",
    copies="n",
    one="a",
    labels={"need": "copies that must be up", "copies": "copies", "one": "availability of one"},
    only_if={"{need} of {copies} copies can never be up.": lambda need, copies: need <= copies},
)
def availability_k_of_n(
    need: Nodes = 2, copies: Nodes = 3, one: Availability = 0.99
) -> Availability:
    """Availability of copies of which so many must be up, if they fail independently."""
    return AtLeast(need, copies, one)


@formula(
    "A",
    FLEMING,
    title="Availability with a common cause",
    one="a",
    copies="n",
    common="\\beta",
    labels={"one": "availability of one", "common": "share of failures that take all copies"},
)
def availability_with_common_cause(
    one: Availability = 0.99, copies: Copies = 2, common: Share = 0.1
) -> Availability:
    """Availability of copies when a share of failures takes all of them at once (beta factor)."""
    return AnyOf(1 - (1 - common) * (1 - one), copies) * (1 - common * (1 - one))


@formula(
    "A",
    RENEWAL,
    title="Availability from repair time",
    between_failures="F",
    repair="M",
    labels={"between_failures": "mean time between failures", "repair": "mean time to repair"},
)
def availability_from_repair(
    between_failures: LongTime = 2_592_000, repair: LongTime = 3600
) -> Availability:
    """The share of time that something is up which fails now and then and is mended."""
    return between_failures / (between_failures + repair)


@formula("D", COUNTING, availability="A", period="T", labels={"period": "length of the period"})
def downtime(availability: Availability = 0.999, period: LongTime = 31_536_000) -> Downtime:
    """Time in which something is down, out of a year or another length of time."""
    return (1 - availability) * period


@formula(
    "T",
    COUNTING,
    detect="t_1",
    decide="t_2",
    promote="t_3",
    warm="t_4",
    labels={
        "detect": "time until it is noticed",
        "decide": "time until it is decided",
        "promote": "time until another takes over",
        "warm": "time until that one is warm",
    },
    gives="recovery time",
)
def recovery_time(
    detect: Seconds = 30, decide: Seconds = 10, promote: Seconds = 20, warm: Seconds = 60
) -> Seconds:
    """Time from a failure until service is back: what a recovery time objective (RTO) bounds."""
    return detect + decide + promote + warm


@formula(
    "D",
    COUNTING,
    write_rate="W",
    lag="t",
    labels={
        "write_rate": "data written per second",
        "lag": "lag of the copy, or age of the backup",
    },
    gives="data at risk",
)
def data_at_risk(write_rate: DataRate = 2e6, lag: Seconds = 5) -> Bytes:
    """Data that is lost when the primary is: what a recovery point objective (RPO) bounds."""
    return write_rate * lag


@formula(
    "v",
    GIFFORD,
    reads="R",
    writes="W",
    copies="N",
    labels={"reads": "copies asked by a read", "writes": "copies that confirm a write"},
)
def quorum_overlap(reads: Votes = 2, writes: Votes = 2, copies: Votes = 3) -> Overlap:
    """Copies that a read and the write before it have in common; from 1 on, reads see the last write."""
    return reads + writes - copies


@formula(
    "A",
    GIFFORD,
    quorum="k",
    copies="N",
    one="a",
    labels={"quorum": "copies that must answer", "one": "availability of one"},
    only_if={
        "{quorum} of {copies} copies can never answer.": lambda quorum, copies: quorum <= copies
    },
)
def quorum_availability(
    quorum: Copies = 2, copies: Copies = 3, one: Availability = 0.99
) -> Availability:
    """How often enough copies answer for a quorum, if they fail independently."""
    return AtLeast(quorum, copies, one)


@formula(
    "q",
    RAID,
    title="Objects lost a year",
    copies="n",
    failures="f",
    repair="T",
    labels={
        "failures": "share of disks that fail in a year",
        "repair": "time to make a lost copy again, in years",
    },
)
def annual_loss(
    copies: Copies = 3, failures: SmallShare = 0.02, repair: RepairYears = 0.00274
) -> Rare:
    """How often a year an object is lost: all copies fail before one is made again."""
    return Factorial(copies) * failures**copies * repair ** (copies - 1)


@formula(
    "M", RAID, title="Mean time to data loss", copies="n", between_failures="F", repair="T",
    labels={"copies": "copies", "between_failures": "mean time between failures of a disk",
            "repair": "time to make a lost copy again"},
    gives="mean time to data loss",
)  # fmt: skip
def time_to_loss(
    copies: Copies = 2, between_failures: Lifetime = 9.5e8, repair: LongTime = 86_400
) -> Lifetime:
    """About the mean time until all copies of data are lost, if disks fail independently (MTTDL)."""
    return between_failures * (between_failures / repair) ** (copies - 1) / Factorial(copies)


@formula(
    "M", RAID, title="Mean time to data loss with parity", disks="n", between_failures="F", repair="T",
    labels={"disks": "disks in the group", "between_failures": "mean time between failures of a disk",
            "repair": "time to rebuild a disk"},
    gives="mean time to data loss",
)  # fmt: skip
def time_to_loss_with_parity(
    disks: Disks = 8, between_failures: Lifetime = 9.5e8, repair: LongTime = 86_400
) -> Lifetime:
    """About the mean time until a group of disks with one of parity loses two at once (RAID 5, MTTDL)."""
    return between_failures**2 / (disks * (disks - 1) * repair)


@formula(
    "F_n", PROBABILITY, title="Failures in a fleet", between_failures="F", count="n",
    labels={"between_failures": "mean time between failures of one", "count": "number of them"},
    gives="time between failures of any",
)  # fmt: skip
def failures_of_fleet(between_failures: Lifetime = 9.5e8, count: Calls = 1000) -> LongTime:
    """Mean time until any one of many fails, if they fail independently."""
    return between_failures / count


@formula("n", COUNTING, availability="A")
def nines(availability: Availability = 0.999) -> Nines:
    """How many nines an availability has: 99.9 % has three."""
    return -log(1 - availability) / log(10)


@formula(
    "E", COUNTING, objective="A", requests="N",
    labels={"objective": "share that must succeed", "requests": "requests in the period"},
    gives="requests that may fail",
)  # fmt: skip
def error_budget(objective: Availability = 0.999, requests: Requests = 10e6) -> Requests:
    """Requests that may fail in a period before a service level objective is broken."""
    return requests * (1 - objective)


@formula("q", GIFFORD, copies="N", gives="smallest majority")
def majority(copies: Votes = 5) -> Votes:
    """Copies of which any two sets of that size have one in common: the smallest majority."""
    return ceiling((copies + 1) / 2)
