"""Data: what is stored, what is sent, what a cache holds."""

from capacity.formula import Source, formula
from capacity.kernels_symbolic import Grown, Harmonic
from capacity.quantities import (
    Bytes,
    BytesEach,
    BytesPerItem,
    Copies,
    DataRate,
    Exponent,
    Growth,
    Items,
    Latency,
    Parts,
    Periods,
    Ratio,
    RequestRate,
    Seconds,
    Share,
    Years,
)

COUNTING = Source("counting", "definition")
ZIPF = Source(
    "Breslau, Cao, Fan, Phillips and Shenker, Web caching and Zipf-like distributions",
    "published model",
    1999,
)
REED_SOLOMON = Source(
    "Reed and Solomon, Polynomial codes over certain finite fields", "published model", 1960
)


@formula(
    "S",
    COUNTING,
    title="Stored data",
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


@formula(
    "S",
    COUNTING,
    title="Stored data while growing",
    first_year="S_1",
    growth="g",
    years="n",
    labels={"first_year": "data of the first year"},
)
def stored_while_growing(
    first_year: Bytes = 2e12, growth: Growth = 0.4, years: Periods = 3
) -> Bytes:
    """Bytes after the years when each year brings so much more than the year before."""
    return first_year * (Grown(growth, years) - 1) / growth


@formula(
    "S",
    COUNTING,
    title="Data with indexes",
    raw="S_0",
    index_share="x",
    labels={"raw": "rows alone", "index_share": "indexes, for each byte of rows"},
)
def with_indexes(raw: Bytes = 3e12, index_share: Ratio = 0.3) -> Bytes:
    """Bytes of rows and of the indexes on them."""
    return raw * (1 + index_share)


@formula("S", COUNTING, title="Replicated data", raw="S_0", copies="c", labels={"raw": "one copy"})
def replicated_bytes(raw: Bytes = 3e12, copies: Copies = 3) -> Bytes:
    """Bytes when everything is kept in so many copies."""
    return raw * copies


@formula(
    "S",
    REED_SOLOMON,
    title="Erasure-coded data",
    raw="S_0",
    data_parts="k",
    parity_parts="m",
    labels={"raw": "data itself", "data_parts": "parts of data", "parity_parts": "parts of parity"},
)
def erasure_coded_bytes(
    raw: Bytes = 1e15, data_parts: Parts = 10, parity_parts: Parts = 4
) -> Bytes:
    """Bytes when data is cut into parts and parity is added; as many parts may be lost as parity has."""
    return raw * (data_parts + parity_parts) / data_parts


@formula("B", COUNTING, rate="R", size="b")
def bandwidth(rate: RequestRate = 2000, size: BytesEach = 20_000) -> DataRate:
    """Bytes per second on the wire; eight times as many bits."""
    return rate * size


@formula(
    "D",
    COUNTING,
    title="Data sent",
    rate="R",
    size="b",
    duration="T",
    labels={"duration": "length of time"},
    gives="data sent",
)
def bytes_sent(
    rate: RequestRate = 2000, size: BytesEach = 20_000, duration: Seconds = 86_400
) -> Bytes:
    """Bytes sent in a length of time."""
    return rate * size * duration


@formula(
    "T",
    COUNTING,
    size="S",
    speed="B",
    labels={"size": "data to move", "speed": "data per second"},
    gives="transfer time",
)
def transfer_time(size: Bytes = 1e12, speed: DataRate = 1.25e9) -> Seconds:
    """How long it takes to move data at full speed; not counting the way there."""
    return size / speed


@formula(
    "C",
    COUNTING,
    title="Size of a cache",
    items_cached="m",
    size="b",
    labels={"items_cached": "items kept in the cache"},
    gives="memory",
)
def cache_bytes(items_cached: Items = 1e6, size: BytesPerItem = 2000) -> Bytes:
    """Bytes of memory that so many items take in a cache."""
    return items_cached * size


@formula(
    "h",
    ZIPF,
    title="Hit ratio under Zipf's law",
    cached="m",
    items="N",
    exponent="s",
    labels={"cached": "items kept in the cache", "items": "all items"},
    gives="hit ratio",
)
def zipf_hit_ratio(cached: Items = 500e3, items: Items = 10e6, exponent: Exponent = 1) -> Share:
    """The share of reads that a cache of the most wanted items answers, when popularity is Zipf's."""
    return Harmonic(cached, exponent) / Harmonic(items, exponent)


@formula(
    "L",
    COUNTING,
    title="Latency through a cache",
    hit_ratio="h",
    cache_latency="L_c",
    store_latency="L_d",
    labels={
        "hit_ratio": "hit ratio",
        "cache_latency": "latency of the cache",
        "store_latency": "latency of the store",
    },
    gives="mean latency",
)
def latency_through_cache(
    hit_ratio: Share = 0.9, cache_latency: Latency = 0.0005, store_latency: Latency = 0.01
) -> Latency:
    """Mean latency when the cache is asked first and the store only after a miss."""
    return cache_latency + (1 - hit_ratio) * store_latency


@formula(
    "H", COUNTING, data="S", hot_share="x",
    labels={"data": "all data", "hot_share": "share that is in use"}, gives="data in use",
)  # fmt: skip
def working_set(data: Bytes = 2e12, hot_share: Share = 0.2) -> Bytes:
    """Bytes in use over some time: what a cache has to hold to answer nearly all reads."""
    return data * hot_share
