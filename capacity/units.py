"""Exact units: a rational scale and whole powers of a few base dimensions.

Counting nouns are dimensions of their own, so that requests are never added to users; what learners
write in their place (`reads/s`, `QPS`) are names of the same units.

>>> unit("TB/day").factor_to(unit("MB/s"))
Fraction(625, 54)
>>> unit("Gb").factor_to(unit("MB"))
Fraction(125, 1)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from capacity.suggest import did_you_mean

COUNTS = ("request", "item", "user", "server", "character")
BASES = ("second", "byte", "usd", *COUNTS)


class UnitError(ValueError):
    """A unit that is not known, or two units of different kinds where one kind was needed."""


@dataclass(frozen=True, slots=True)
class Unit:
    """So many base units (`scale`), and the power of each base dimension in the order of BASES."""

    name: str
    scale: Fraction
    powers: tuple[int, ...]

    def __mul__(self, other: Unit) -> Unit:
        powers = tuple(map(int.__add__, self.powers, other.powers))
        return Unit(f"{self.name}*{other.name}", self.scale * other.scale, powers)

    def __truediv__(self, other: Unit) -> Unit:
        powers = tuple(map(int.__sub__, self.powers, other.powers))
        return Unit(f"{self.name}/{other.name}", self.scale / other.scale, powers)

    def __pow__(self, power: int) -> Unit:
        powers = tuple(each * power for each in self.powers)
        return Unit(f"{self.name}^{power}", self.scale**power, powers)

    def factor_to(self, target: Unit) -> Fraction:
        """How many of `target` one of this is. Raises UnitError when the kinds differ."""
        if self.powers != target.powers:
            raise UnitError(f"{self.name} cannot be given in {target.name}")
        return self.scale / target.scale

    def power_of(self, base: str) -> int:
        return self.powers[BASES.index(base)]

    @property
    def uncounted(self) -> tuple[int, ...]:
        """The powers without counting nouns: `req/s` and `/s` are alike in this."""
        return self.powers[: -len(COUNTS)]

    @property
    def is_bare(self) -> bool:
        """A plain number: a ratio, a factor, a count without its noun."""
        return not any(self.powers)


# Prefixes as scales. Small ones only stand before seconds: nobody means a thousandth of a byte.
LARGE: dict[str, Fraction] = {
    **{each: Fraction(1024) ** power for power, names in enumerate(
        ("Ki ki kibi", "Mi mebi", "Gi gibi", "Ti tebi", "Pi pebi", "Ei exbi"), 1) for each in names.split()},
    **{each: Fraction(1000) ** power for power, names in enumerate(
        ("k K kilo", "M mega", "G giga", "T tera", "P peta", "E exa"), 1) for each in names.split()},
}  # fmt: skip
SMALL: dict[str, Fraction] = {
    **{each: Fraction(1, 1000**power) for power, names in enumerate(
        ("m milli", "u µ μ micro", "n nano"), 1) for each in names.split()},
}  # fmt: skip


def _unit(name: str, scale: Fraction | int = 1, **powers: int) -> Unit:
    return Unit(name, Fraction(scale), tuple(powers.get(base, 0) for base in BASES))


ONE = _unit("1")
_SECOND = _unit("s", second=1)
_BYTE = _unit("B", byte=1)

# Every unit once, with all the names that people write for it. A month is 30 days and a year 365:
# the book says so, and so do the messages.
NAMES: tuple[tuple[Unit, str], ...] = (
    (_SECOND, "s sec secs second seconds"),
    (_unit("min", 60, second=1), "min mins minute minutes"),
    (_unit("h", 3600, second=1), "h hr hrs hour hours"),
    (_unit("day", 86_400, second=1), "d day days"),
    (_unit("week", 604_800, second=1), "week weeks wk"),
    (_unit("month", 2_592_000, second=1), "month months mo mth"),
    (_unit("year", 31_536_000, second=1), "year years yr yrs y"),
    (_BYTE, "B byte bytes Byte Bytes"),
    (_unit("b", Fraction(1, 8), byte=1), "b bit bits"),
    (_unit("bps", Fraction(1, 8), byte=1, second=-1), "bps"),
    (_unit("B/s", 1, byte=1, second=-1), "Bps"),
    (_unit("Mbit", 125_000, byte=1), "mbit mbits"),
    (_unit("Gbit", 125_000_000, byte=1), "gbit gbits"),
    (_unit("Mbps", 125_000, byte=1, second=-1), "mbps"),
    (_unit("Gbps", 125_000_000, byte=1, second=-1), "gbps"),
    (_unit("GB", 1_000_000_000, byte=1), "gig gigs"),
    (_unit("Hz", 1, second=-1), "Hz hz"),
    (_unit("request/min", Fraction(1, 60), request=1, second=-1), "rpm RPM"),
    (_unit("request/s", 1, request=1, second=-1), "QPS qps RPS rps TPS tps IOPS iops WPS wps"),
    (
        _unit("request", request=1),
        ("request requests req reqs query queries op ops operation operations call calls hit hits "
        "read reads write writes redirect redirects create creates creation creations click clicks "
        "lookup lookups insert inserts update updates message messages msg msgs event events view "
        "views transaction transactions redirection redirections resolve resolves fetch fetches "
        "load loads miss misses get gets put puts upload uploads download downloads search searches job jobs task tasks order orders "
         "payment payments notification notifications email emails likes heartbeat heartbeats ping pings delivery "
         "deliveries decision decisions check checks count counts increment increments"),
    ),
    (
        _unit("item", item=1),
        ("item items link links url urls URL URLs record records row rows key keys object objects "
        "photo photos image images video videos post posts file files document documents entry "
        "entries code codes mapping mappings product products tweet tweets comment comments"),
    ),
    (_unit("user", user=1), "user users DAU dau MAU mau people person visitor visitors customer customers phone phones client clients device devices member members subscriber subscribers follower followers"),
    (_unit("server", server=1), "server servers instance instances node nodes machine machines host hosts copy copies shard shards replica replicas pod pods container containers VM VMs worker workers broker brokers partition partitions core cores CPU CPUs vCPU vCPUs connection connections conn conns gateway gateways"),
    (_unit("character", character=1), "character characters char chars letter letters symbol symbols digit digits"),
    (_unit("usd", usd=1), "$ usd USD dollar dollars"),
    (_unit("%", Fraction(1, 100)), "% percent pct"),
    (_unit("‰", Fraction(1, 1000)), "‰ permille"),
    (_unit("ppm", Fraction(1, 1_000_000)), "ppm"),
    (ONE, "1 x × times fold"),
)  # fmt: skip
_ATOMS = {name: each for each, names in NAMES for name in names.split()}
AFTER_LARGE = [
    "B",
    "byte",
    "bytes",
    "b",
    "bit",
    "bits",
    "bps",
    "Bps",
    "Hz",
    "QPS",
    "qps",
    "rps",
    "RPS",
    "TPS",
    "tps",
    "IOPS",
    "iops",
    "request",
    "requests",
]
AFTER_SMALL = ["s", "sec", "secs", "second", "seconds"]
# Written small, these could be either; the messages ask.
ASKED = {
    "mB": "Write MB for megabytes or Mb for megabits.",
    "mb": "Write MB for megabytes or Mb for megabits.",
    "gb": "Write GB for gigabytes or Gb for gigabits.",
    "tb": "Write TB for terabytes or Tb for terabits.",
    "pb": "Write PB for petabytes or Pb for petabits.",
}
_ITEM = re.compile(r"[^\s/*·⋅^]+|/|\^-?\d+")


@lru_cache(4096)
def unit(text: str) -> Unit:
    """'TB/day', 'request/user/day', 'usd/GB/month' as a unit. Raises UnitError, with a guess."""
    made, last, sign = ONE, ONE, 1
    for token in _ITEM.findall(text):
        if token == "/":  # noqa: S105 - a token of a unit
            sign = -1
        elif token.startswith("^"):
            made *= last ** (int(token[1:]) - 1)
        else:
            last, sign = atom(token) ** sign, 1
            made *= last
    return Unit(text.strip() or "1", made.scale, made.powers)


def atom(name: str) -> Unit:
    """One unit by name, with or without a prefix. Raises UnitError, with a guess."""
    found = _found(name)
    if found:
        return found
    if name in ASKED:
        raise UnitError(f"'{name}' could be bytes or bits. {ASKED[name]}")
    raise UnitError(f"I don't know the unit '{name[:40]}'.{did_you_mean(name[:40], _ATOMS)}")


def is_unit(name: str) -> bool:
    """Whether `unit` knows this one name."""
    return _found(name) is not None


@lru_cache(4096)
def _found(name: str) -> Unit | None:
    if name in _ATOMS:
        return _ATOMS[name]
    for prefixes, bases in ((LARGE, AFTER_LARGE), (SMALL, AFTER_SMALL)):
        for prefix, scale in prefixes.items():
            rest = name.removeprefix(prefix)
            if rest != name and rest in bases:
                base = _ATOMS[rest]
                return Unit(name, base.scale * scale, base.powers)
    known = name.lower() if len(name) > 2 and name not in ASKED else ""
    return _ATOMS.get(known)


def in_words(each: Unit) -> str:
    """What a unit measures, for a person: 'a rate', 'an amount of data'."""
    second, byte, usd = (each.power_of(base) for base in BASES[:3])
    if usd:
        return "an amount of money"
    known = {
        (0, 0): "a plain number" if each.is_bare else "a count",
        (1, 0): "a length of time",
        (-1, 0): "a rate per time",
        (0, 1): "an amount of data",
        (-1, 1): "an amount of data per time",
    }
    return known.get((second, byte), f"a number of {each.name}")
