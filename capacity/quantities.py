"""The vocabulary that formulas are written in: each name is a kind of number, with its unit."""

from dataclasses import dataclass
from typing import Annotated

from sympy import Expr

from capacity.units import Unit, unit


@dataclass(frozen=True)
class Kind:
    """A kind of number: what it is called, its unit, and the range that a slider offers.

    `shown` is the unit in which people read it where that differs, as with a ratio in percent.
    """

    label: str
    unit_name: str
    low: float
    high: float
    log: bool = True
    shown: str = ""
    whole: bool = False

    @property
    def unit(self) -> Unit:
        return unit(self.unit_name)


Users = Annotated[Expr, Kind("users", "user", 1e3, 5e9)]
RequestsPerUserDay = Annotated[
    Expr, Kind("requests per user and day", "request/user/day", 0.1, 1000)
]
RequestsPerMonth = Annotated[Expr, Kind("new items per month", "request/month", 1e4, 1e11)]
RequestRate = Annotated[Expr, Kind("requests per second", "request/s", 0.1, 1e7)]
Ratio = Annotated[Expr, Kind("ratio", "1", 0.1, 10_000)]
PeakFactor = Annotated[Expr, Kind("peak over average", "1", 1, 20, log=False)]
Share = Annotated[Expr, Kind("share", "1", 0, 1, log=False, shown="%")]
BytesEach = Annotated[Expr, Kind("size of one", "B/request", 10, 1e8)]
BytesPerItem = Annotated[Expr, Kind("size of one item", "B/item", 10, 1e8)]
Years = Annotated[Expr, Kind("years kept", "year", 0.1, 20, log=False)]
Copies = Annotated[Expr, Kind("copies", "1", 1, 6, log=False, whole=True)]
Bytes = Annotated[Expr, Kind("stored data", "B", 1e3, 1e18)]
DataRate = Annotated[Expr, Kind("data per second", "B/s", 1e3, 1e12)]
Items = Annotated[Expr, Kind("items", "item", 1, 1e12)]
Exponent = Annotated[Expr, Kind("Zipf exponent", "1", 0.2, 2, log=False)]
RatePerServer = Annotated[Expr, Kind("requests per second and server", "request/s/server", 1, 1e6)]
Servers = Annotated[Expr, Kind("servers", "server", 1, 1000, whole=True)]
ServiceTime = Annotated[Expr, Kind("service time", "s/request*server", 1e-5, 10, shown="s")]
Utilisation = Annotated[Expr, Kind("utilisation", "1", 0.05, 0.95, log=False, shown="%")]
Alphabet = Annotated[Expr, Kind("characters to choose from", "1", 2, 256, log=False, whole=True)]
Length = Annotated[Expr, Kind("length in characters", "1", 1, 22, log=False, whole=True)]
Count = Annotated[Expr, Kind("keys in use", "1", 1e3, 1e15)]
KeySpace = Annotated[Expr, Kind("possible keys", "1", 1e3, 1e24)]
Availability = Annotated[Expr, Kind("availability", "1", 0.9, 0.99999, log=False, shown="%")]
