"""The vocabulary that formulas are written in: each name is a kind of number, with its unit."""

import math
from dataclasses import dataclass
from typing import Annotated

from sympy import Expr

from capacity.units import Unit, unit


@dataclass(frozen=True)
class Kind:
    """A kind of number: what it is called, its unit, and the range that a slider offers.

    `shown` is the unit in which people read it where that differs, as with a ratio in percent.
    `least` and `most` bound what makes sense at all; zero itself only does where `least` is given.
    """

    label: str
    unit_name: str
    low: float
    high: float
    log: bool = True
    shown: str = ""
    whole: bool = False
    least: float | None = None
    most: float = math.inf

    @property
    def unit(self) -> Unit:
        return unit(self.unit_name)


# people and requests
Users = Annotated[Expr, Kind("users", "user", 1e3, 5e9)]
RequestsPerUserDay = Annotated[
    Expr, Kind("requests per user and day", "request/user/day", 0.1, 1000)
]
RequestsPerMonth = Annotated[Expr, Kind("new items per month", "request/month", 1e4, 1e11)]
RequestRate = Annotated[Expr, Kind("requests per second", "request/s", 0.1, 1e7)]
Requests = Annotated[Expr, Kind("requests", "request", 1, 1e9)]
Ratio = Annotated[Expr, Kind("ratio", "1", 0.1, 10_000)]
PeakFactor = Annotated[Expr, Kind("peak over average", "1", 1, 20, log=False, least=1)]
Share = Annotated[Expr, Kind("share", "1", 0, 1, log=False, shown="%", least=0, most=1)]
SmallShare = Annotated[Expr, Kind("share", "1", 1e-6, 0.5, shown="%", most=1)]
Growth = Annotated[Expr, Kind("growth a year", "1", 0.01, 3, shown="%")]
Periods = Annotated[Expr, Kind("years", "1", 0.5, 20, log=False)]

# data
BytesEach = Annotated[Expr, Kind("size of one", "B/request", 10, 1e8)]
BytesPerItem = Annotated[Expr, Kind("size of one item", "B/item", 10, 1e8)]
Years = Annotated[Expr, Kind("years kept", "year", 0.1, 20, log=False)]
Copies = Annotated[Expr, Kind("copies", "1", 1, 6, log=False, whole=True, least=1)]
Bytes = Annotated[Expr, Kind("stored data", "B", 1e3, 1e18)]
BytesPerServer = Annotated[Expr, Kind("data per server", "B/server", 1e9, 1e14)]
DataRate = Annotated[Expr, Kind("data per second", "B/s", 1e3, 1e12)]
Items = Annotated[Expr, Kind("items", "item", 1, 1e12)]
Exponent = Annotated[Expr, Kind("Zipf exponent", "1", 0.2, 2, log=False)]
Parts = Annotated[Expr, Kind("parts", "1", 1, 20, log=False, whole=True, least=1)]
BitsPerItem = Annotated[Expr, Kind("bits for each item", "1", 1, 64)]
Hashes = Annotated[Expr, Kind("hash functions", "1", 1, 40, log=False)]

# time
Seconds = Annotated[Expr, Kind("time", "s", 1e-3, 1e5)]
Latency = Annotated[Expr, Kind("latency", "s", 1e-5, 10)]
LongTime = Annotated[Expr, Kind("time", "s", 60, 3e8)]
Lifetime = Annotated[Expr, Kind("time", "s", 1e5, 3e10)]
Downtime = Annotated[Expr, Kind("time down", "s", 1, 3e7)]
RepairYears = Annotated[Expr, Kind("years", "1", 1e-5, 0.1)]
Rare = Annotated[Expr, Kind("times a year", "1", 1e-18, 1)]

# servers and queues
RatePerServer = Annotated[Expr, Kind("requests per second and server", "request/s/server", 1, 1e6)]
Servers = Annotated[Expr, Kind("servers", "server", 1, 1000, whole=True, least=1)]
Places = Annotated[Expr, Kind("places", "server", 1, 1000, whole=True, least=1)]
Channels = Annotated[Expr, Kind("servers", "1", 1, 1000, whole=True, least=1)]
Room = Annotated[
    Expr, Kind("requests that fit, served and waiting", "1", 1, 2000, whole=True, least=1)
]
Load = Annotated[Expr, Kind("offered load", "1", 0.1, 1000)]
Offered = Annotated[Expr, Kind("offered load", "server", 0.1, 1000)]
ServiceTime = Annotated[Expr, Kind("service time", "s/request*server", 1e-5, 10, shown="s")]
TimeEach = Annotated[Expr, Kind("time for each", "s/request", 1e-5, 10, shown="s")]
Utilisation = Annotated[Expr, Kind("utilisation", "1", 0.05, 0.95, log=False, shown="%")]
Instances = Annotated[Expr, Kind("instances", "1", 1, 1000, whole=True, least=1)]
Connections = Annotated[Expr, Kind("connections", "1", 1, 10_000, whole=True, least=1)]
Zones = Annotated[Expr, Kind("zones", "1", 2, 6, log=False, whole=True, least=2)]
Waiting = Annotated[Expr, Kind("requests waiting", "1", 0.01, 1e4)]
Held = Annotated[Expr, Kind("requests waiting and served", "1", 0.01, 1e4)]
Variability = Annotated[
    Expr, Kind("squared coefficient of variation", "1", 0, 5, log=False, least=0)
]
Percentile = Annotated[
    Expr, Kind("percentile", "1", 0.5, 0.9999, log=False, shown="%", least=0, most=0.999999999)
]
Workers = Annotated[Expr, Kind("workers", "1", 1, 1024, whole=True, least=1)]
Speedup = Annotated[Expr, Kind("times as fast", "1", 0.1, 1000)]
Contention = Annotated[Expr, Kind("contention", "1", 1e-4, 0.5, most=1)]
Coherence = Annotated[Expr, Kind("coherence", "1", 1e-7, 0.01, most=1)]

# keys
Alphabet = Annotated[
    Expr, Kind("characters to choose from", "1", 2, 256, log=False, whole=True, least=2)
]
Length = Annotated[Expr, Kind("length in characters", "1", 1, 22, log=False, whole=True, least=1)]
Bits = Annotated[Expr, Kind("bits", "1", 1e3, 1e15)]
Count = Annotated[Expr, Kind("keys in use", "1", 1e3, 1e15)]
KeySpace = Annotated[Expr, Kind("possible keys", "1", 1e3, 1e39)]
Nodes = Annotated[Expr, Kind("nodes", "1", 1, 1000, whole=True, least=1)]
Calls = Annotated[Expr, Kind("calls", "1", 1, 1000, whole=True, least=1)]
Retries = Annotated[Expr, Kind("retries", "1", 0, 10, log=False, whole=True, least=0)]

# how often it works
Nines = Annotated[Expr, Kind("nines", "1", 1, 12, log=False)]
Disks = Annotated[Expr, Kind("disks", "1", 2, 100, whole=True, least=2)]
Votes = Annotated[Expr, Kind("copies", "1", 1, 9, log=False, whole=True, least=1)]
Overlap = Annotated[Expr, Kind("copies in common", "1", 1, 9, log=False, whole=True)]
Availability = Annotated[
    Expr, Kind("availability", "1", 0.9, 0.99999, log=False, shown="%", least=0, most=1)
]

# money
Money = Annotated[Expr, Kind("cost", "usd", 0.01, 1e8)]
MoneyPerMonth = Annotated[Expr, Kind("cost a month", "usd/month", 1, 1e8)]
PricePerServer = Annotated[Expr, Kind("price of a server", "usd/month/server", 1, 1e5)]
PriceOfStorage = Annotated[Expr, Kind("price of storage", "usd/month/GB", 1e-3, 1)]
PriceOfTraffic = Annotated[Expr, Kind("price of traffic", "usd/GB", 1e-3, 1)]
PricePerMillion = Annotated[
    Expr, Kind("cost of a million requests", "usd/Mrequest", 1e-3, 1e4, shown="usd")
]
