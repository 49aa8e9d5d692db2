"""Fleet: how many machines carry a load, how busy they are, and what more of them bring."""

from sympy import Max, ceiling, sqrt

from capacity.formula import Source, formula
from capacity.kernels_symbolic import BusiestShare, Harmonic
from capacity.quantities import (
    Bytes,
    BytesPerServer,
    Coherence,
    Connections,
    Contention,
    Instances,
    Nodes,
    RatePerServer,
    Ratio,
    RequestRate,
    Servers,
    ServiceTime,
    Share,
    Speedup,
    TimeEach,
    Utilisation,
    Workers,
    Zones,
)

LITTLE = Source("Little, A proof for the queuing formula L = λW", "published model", 1961)
PLANNING = Source("planning rule: past 70 % busy, waiting grows faster than load", "planning rule")

AMDAHL = Source("Amdahl, Validity of the single processor approach", "published model", 1967)
GUNTHER = Source(
    "Gunther, A simple capacity model of massively parallel transaction systems",
    "published model",
    1993,
)
KARGER = Source("Karger and others, Consistent hashing and random trees", "published model", 1997)
SPACINGS = Source(
    "the longest of n random arcs of a circle is (1 + 1/2 + … + 1/n) ÷ n of it on average",
    "definition",
)
PYKE = Source(
    "Pyke, Spacings: arcs between random points are exponential variables over their sum",
    "published model",
    1965,
)
COUNTING = Source("counting", "definition")
HEADROOM = Source("planning rule: 30 % of room to grow", "planning rule")


@formula("\\rho", LITTLE, rate="R", service_time="S", servers="n")
def utilisation(
    rate: RequestRate = 600, service_time: ServiceTime = 0.01, servers: Servers = 8
) -> Utilisation:
    """The share of time that servers are busy; at 1 and above the queue grows without end."""
    return rate * service_time / servers


@formula(
    "n",
    PLANNING,
    peak="P",
    per_server="p",
    target_utilisation="u",
    labels={"peak": "peak rate", "target_utilisation": "target utilisation"},
)
def servers_needed(
    peak: RequestRate = 6000, per_server: RatePerServer = 500, target_utilisation: Utilisation = 0.7
) -> Servers:
    """Servers that carry the peak while each stays as busy as planned."""
    return ceiling(peak / (per_server * target_utilisation))


@formula(
    "n",
    HEADROOM,
    data="D",
    data_each="d",
    writes="W",
    writes_each="w",
    headroom="g",
    labels={
        "data": "data to hold",
        "data_each": "data that one shard holds",
        "writes": "writes per second at peak",
        "writes_each": "writes per second and shard",
        "headroom": "headroom factor",
    },
    gives="shards",
)
def shards_needed(
    data: Bytes = 20e12,
    data_each: BytesPerServer = 2e12,
    writes: RequestRate = 30_000,
    writes_each: RatePerServer = 5000,
    headroom: Ratio = 1.3,
) -> Servers:
    """Shards that hold the data and take the writes, whichever needs more, with room to grow."""
    return ceiling(headroom * Max(data / data_each, writes / writes_each))


@formula(
    "c",
    LITTLE,
    rate="R",
    held="S",
    labels={"held": "time a connection is held"},
    gives="connections in use",
)
def connections_needed(rate: RequestRate = 2000, held: TimeEach = 0.005) -> Connections:
    """Database connections that are in use at a time, on average; a pool needs some more."""
    return rate * held


@formula(
    "G",
    AMDAHL,
    title="Speed-up by Amdahl's law",
    parallel="p",
    workers="n",
    labels={"parallel": "share that runs in parallel"},
)
def amdahl_speedup(parallel: Share = 0.95, workers: Workers = 8) -> Speedup:
    """How many times as fast so many workers are, when a part of the work cannot be shared."""
    return 1 / (1 - parallel + parallel / workers)


@formula(
    "X",
    GUNTHER,
    title="Speed-up by the universal scalability law",
    workers="n",
    contention="\\alpha",
    coherence="\\beta",
)
def usl_speedup(
    workers: Workers = 32, contention: Contention = 0.03, coherence: Coherence = 1e-4
) -> Speedup:
    """How many times one worker's throughput so many reach, when they wait for and consult one another."""
    return workers / (1 + contention * (workers - 1) + coherence * workers * (workers - 1))


@formula(
    "n^*",
    GUNTHER,
    title="Workers at the peak of the universal scalability law",
    contention="\\alpha",
    coherence="\\beta",
    gives="workers at the peak",
)
def usl_peak(contention: Contention = 0.03, coherence: Coherence = 1e-4) -> Workers:
    """The number of workers past which more of them make the system slower."""
    return sqrt((1 - contention) / coherence)


@formula(
    "\\sigma",
    KARGER,
    title="Imbalance of a hash ring",
    virtual_nodes="v",
    labels={"virtual_nodes": "points on the ring for each node"},
    gives="scatter of load",
)
def ring_imbalance(virtual_nodes: Nodes = 100) -> Share:
    """About how far the load of nodes on a hash ring scatters around the mean (standard deviation)."""
    return 1 / sqrt(virtual_nodes)


@formula(
    "q",
    KARGER,
    title="Keys moved on a hash ring",
    nodes="n",
    labels={"nodes": "nodes before"},
    gives="share of keys that move",
)
def keys_moved(nodes: Nodes = 9) -> Share:
    """The share of keys that moves when one node joins a hash ring."""
    return 1 / (nodes + 1)


@formula(
    "q",
    COUNTING,
    title="Keys moved with modulo hashing",
    nodes="n",
    labels={"nodes": "nodes before"},
    gives="share of keys that move",
)
def keys_moved_by_modulo(nodes: Nodes = 9) -> Share:
    """The share of keys that moves when one node joins and a key's node is its hash modulo their number."""
    return nodes / (nodes + 1)


@formula("m", SPACINGS, nodes="n", gives="largest load over the mean")
def hottest_node(nodes: Nodes = 10) -> Ratio:
    """How many times the mean the busiest node carries when each has one random point on a hash ring."""
    return Harmonic(nodes, 1)


@formula(
    "m", PYKE, nodes="n", virtual_nodes="v", gives="largest load over the mean",
    labels={"virtual_nodes": "points on the ring for each node"},
)  # fmt: skip
def busiest_node(nodes: Nodes = 10, virtual_nodes: Nodes = 100) -> Ratio:
    """How many times the mean the busiest node of a hash ring carries, when each has so many random points."""
    return BusiestShare(nodes, virtual_nodes)


@formula(
    "c", COUNTING, title="Open connections", instances="n", pool="p",
    labels={"instances": "instances of the service", "pool": "connections in the pool of each"},
    gives="connections open",
)  # fmt: skip
def connections_open(instances: Instances = 20, pool: Connections = 10) -> Connections:
    """Connections that a database sees when every instance fills its pool; its limit bounds them."""
    return instances * pool


@formula(
    "n", COUNTING, title="Servers, with a zone to spare", needed="n_0", zones="z",
    labels={"needed": "servers that carry the peak", "zones": "zones"}, gives="servers in all zones",
)  # fmt: skip
def servers_with_zone_spare(needed: Servers = 20, zones: Zones = 3) -> Servers:
    """Servers, spread evenly over zones, of which enough are left when one zone is lost."""
    return ceiling(needed * zones / (zones - 1))
