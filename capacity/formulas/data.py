"""Data: what is stored, what is sent, what a cache holds."""

from capacity.formula import Source, formula
from capacity.kernels_symbolic import Harmonic
from capacity.quantities import (
    Bytes,
    BytesEach,
    BytesPerItem,
    Copies,
    DataRate,
    Exponent,
    Items,
    RequestRate,
    Share,
    Years,
)

COUNTING = Source("counting", "definition")
ZIPF = Source(
    "Breslau, Cao, Fan, Phillips and Shenker, Web caching and Zipf-like distributions",
    "published model",
    1999,
)


@formula(
    "S",
    COUNTING,
    write_rate="W",
    size="b",
    retention="T",
    copies="c",
    labels={"write_rate": "writes per second"},
)
def stored_bytes(
    write_rate: RequestRate = 12, size: BytesEach = 2000, retention: Years = 3, copies: Copies = 1
) -> Bytes:
    """Bytes on disk after the years that things are kept, in so many copies."""
    return write_rate * size * retention * copies


@formula("B", COUNTING, rate="R", size="b")
def bandwidth(rate: RequestRate = 2000, size: BytesEach = 20_000) -> DataRate:
    """Bytes per second on the wire; eight times as many bits."""
    return rate * size


@formula(
    "C", COUNTING, items_cached="m", size="b", labels={"items_cached": "items kept in the cache"}
)
def cache_bytes(items_cached: Items = 1e6, size: BytesPerItem = 2000) -> Bytes:
    """Bytes of memory that so many items take in a cache."""
    return items_cached * size


@formula(
    "h",
    ZIPF,
    cached="m",
    items="N",
    exponent="s",
    labels={"cached": "items kept in the cache", "items": "all items"},
)
def zipf_hit_ratio(cached: Items = 500e3, items: Items = 10e6, exponent: Exponent = 1) -> Share:
    """The share of reads that a cache of the most wanted items answers, when popularity is Zipf's."""
    return Harmonic(cached, exponent) / Harmonic(items, exponent)
