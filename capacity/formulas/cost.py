"""Cost: from machines, bytes and requests to money."""

from capacity.formula import Source, formula
from capacity.quantities import (
    Bytes,
    DataRate,
    Money,
    MoneyPerMonth,
    PriceOfStorage,
    PriceOfTraffic,
    PricePerMillion,
    PricePerServer,
    RequestRate,
    Servers,
)

COUNTING = Source("counting", "definition")


@formula("K", COUNTING, title="Cost of servers", servers="n", price="p")
def server_cost(servers: Servers = 20, price: PricePerServer = 70) -> MoneyPerMonth:
    """Dollars a month for servers that run all the time."""
    return servers * price


@formula("K", COUNTING, title="Cost of storage", data="S", price="p", labels={"data": "data kept"})
def storage_cost(data: Bytes = 10e12, price: PriceOfStorage = 0.023) -> MoneyPerMonth:
    """Dollars a month for data that is kept."""
    return data * price


@formula(
    "K", COUNTING, title="Cost of traffic", data="D", price="p", labels={"data": "data sent out"}
)
def traffic_cost(data: Bytes = 50e12, price: PriceOfTraffic = 0.05) -> Money:
    """Dollars for data that leaves the data centre."""
    return data * price


@formula(
    "K",
    COUNTING,
    title="Cost of traffic a month",
    traffic="B",
    price="p",
    labels={"traffic": "data sent per second, on average"},
)
def monthly_traffic_cost(traffic: DataRate = 20e6, price: PriceOfTraffic = 0.05) -> MoneyPerMonth:
    """Dollars a month for data that leaves the data centre all the time."""
    return traffic * price


@formula(
    "k",
    COUNTING,
    title="Cost of a million requests",
    cost="K",
    rate="R",
    labels={"rate": "requests per second, on average"},
)
def cost_per_million(cost: MoneyPerMonth = 6000, rate: RequestRate = 4000) -> PricePerMillion:
    """Dollars for a million requests."""
    return cost / rate
