"""Fleet: how many machines carry a load, how busy they are, and how often one of them is up."""

from sympy import ceiling

from capacity.formula import Source, formula
from capacity.quantities import (
    Availability,
    Copies,
    RatePerServer,
    RequestRate,
    Servers,
    ServiceTime,
    Utilisation,
)

LITTLE = Source("Little, A proof for the queuing formula L = λW", "published model", 1961)
PLANNING = Source("planning rule: past 70 % busy, waiting grows faster than load", "planning rule")
PROBABILITY = Source("probability of independent failures", "definition")


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


@formula("A", PROBABILITY, one="a", copies="n", labels={"one": "availability of one"})
def availability_in_parallel(one: Availability = 0.99, copies: Copies = 2) -> Availability:
    """Availability of copies of which any one suffices, if they fail independently."""
    return 1 - (1 - one) ** copies
