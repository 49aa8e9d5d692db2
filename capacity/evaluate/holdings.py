"""What is kept, what is sent, and what all of it costs in a month.

Data and money follow the average load; what is sent in a second follows the peak.
"""

from capacity.architecture import DURABLE_STORES
from capacity.evaluate.loads import Loads
from capacity.evaluate.values import Cost
from capacity.numbers import number
from capacity.plan import Station

A_MONTH = 30 * 86_400.0  # seconds, as everywhere in this house
KEEPERS: frozenset[str] = DURABLE_STORES | {"search_index"}


def stored(loaded: Loads, component: str) -> float:
    """Bytes of one copy of all shards, when everything has been kept for as long as it is."""
    if loaded.plan.stations[component].kind not in KEEPERS:
        return 0.0
    total = 0.0
    for name, operation in loaded.plan.operations.items():
        asked = operation.operation
        if not asked.writes or not asked.keeps or asked.kept_for is None:
            continue
        written = sum(
            calls
            for call, calls in loaded.flows[name].calls.items()
            if call.target == component and call.writes
        )
        total += asked.rate * written * asked.keeps * asked.kept_for
    return total


def sent(loaded: Loads, component: str) -> float:
    """Bytes a second that one copy answers with, at the peak: each visit carries the response."""
    station = loaded.plan.stations[component]
    total = 0.0
    for name, operation in loaded.plan.operations.items():
        here = loaded.flows[name].at.get(component)
        if here is not None:
            visits = here.hot_reads + here.hot_writes
            total += operation.operation.peak * visits * operation.operation.response
    return total / station.copies


def cost(loaded: Loads) -> Cost:
    """Machines, data, requests and traffic out, each as a line."""
    lines = [(each.title, cost_of(loaded, name)) for name, each in loaded.plan.stations.items()]
    lines.append(("Traffic to clients", _traffic(loaded)))
    kept = tuple((title, dollars) for title, dollars in lines if dollars > 0)
    return Cost(sum(dollars for _, dollars in kept), kept)


def cost_of(loaded: Loads, component: str) -> float:
    """Dollars a month for one component, without traffic."""
    station = loaded.plan.stations[component]
    machines = station.price * station.copies * station.shards
    data = stored(loaded, component) * station.stored_price * _copies_kept(station)
    reads = writes = 0.0
    for name, operation in loaded.plan.operations.items():
        here = loaded.flows[name].at.get(component)
        if here is not None:
            reads += operation.operation.rate * here.reads * A_MONTH
            writes += operation.operation.rate * here.writes * A_MONTH
    return machines + data + reads * station.read_price + writes * station.write_price


def _copies_kept(station: Station) -> int:
    """What a provider keeps several times it charges once."""
    return 1 if station.servers is None else station.copies


def _traffic(loaded: Loads) -> float:
    """What is sent to clients, at the price of traffic out."""
    usual = number("price-egress").quantity.as_("$/B")
    total = 0.0
    for name, operation in loaded.plan.operations.items():
        for entry in operation.entries:
            for call in operation.calls_of(entry):
                calls = loaded.flows[name].calls[call]
                price = loaded.plan.stations[call.target].traffic_price or usual
                asked = operation.operation
                served = 0.0 if loaded.plan.stations[call.target].kind == "dns" else calls
                total += asked.rate * served * asked.response * A_MONTH * price
    return total
