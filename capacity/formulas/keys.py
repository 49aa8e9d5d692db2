"""Keys: how many there are, how long they must be, how often two meet, how a filter knows them."""

from sympy import Rational, ceiling, exp, log, sqrt

from capacity.formula import Source, formula
from capacity.kernels_symbolic import Saturating
from capacity.quantities import (
    Alphabet,
    Bits,
    BitsPerItem,
    Count,
    Hashes,
    KeySpace,
    Length,
    Ratio,
    Share,
    SmallShare,
)

COUNTING = Source("counting", "definition")
PLANNING = Source("planning rule: ten times as many keys as things", "planning rule")

BIRTHDAY = Source(
    "von Mises, Über Aufteilungs- und Besetzungswahrscheinlichkeiten", "published model", 1939
)
BLOOM = Source(
    "Bloom, Space/time trade-offs in hash coding with allowable errors", "published model", 1970
)


@formula("K", COUNTING, alphabet="a", length="\\ell")
def key_space(alphabet: Alphabet = 36, length: Length = 8) -> KeySpace:
    """How many different keys of one length there are."""
    return alphabet**length


@formula(
    "\\ell", PLANNING, items="N", alphabet="a", headroom="g", labels={"headroom": "keys per thing"}
)
def key_length(items: Count = 1e9, alphabet: Alphabet = 36, headroom: Ratio = 10) -> Length:
    """The shortest key that leaves so many keys for each thing."""
    # A whole logarithm must not round up because of its last bit.
    return ceiling(log(items * headroom) / log(alphabet) - Rational(1, 10**9))


@formula(
    "q",
    COUNTING,
    title="Share of inserts that collide",
    items="N",
    space="K",
    gives="chance of a collision",
)
def collision_share(items: Count = 1e9, space: KeySpace = 2.8e12) -> Share:
    """The chance that a random key is taken already."""
    return items / space


@formula(
    "E", BIRTHDAY, items="n", space="K", labels={"items": "random keys drawn"}, gives="pairs alike"
)
def expected_collisions(items: Count = 1e9, space: KeySpace = 2.8e12) -> Count:
    """About how many pairs of random keys are alike."""
    return items**2 / (2 * space)


@formula(
    "q",
    BIRTHDAY,
    title="Chance of any collision",
    items="n",
    space="K",
    labels={"items": "random keys drawn"},
    gives="chance of any collision",
)
def collision_chance(items: Count = 1e9, space: KeySpace = 3.4e38) -> Share:
    """About the chance that any two of so many random keys are alike (the birthday problem)."""
    return Saturating(items**2 / (2 * space))


@formula("n", BIRTHDAY, title="Keys until a collision is as likely as not", space="K")
def keys_before_even_odds(space: KeySpace = 1.8e19) -> Count:
    """About how many random keys may be drawn until a collision is as likely as not."""
    return sqrt(2 * space * log(2))


@formula(
    "m",
    BLOOM,
    title="Bloom filter: bits for each item",
    false_positives="p",
    labels={"false_positives": "share of false alarms"},
)
def bloom_bits(false_positives: SmallShare = 0.01) -> BitsPerItem:
    """Bits that a Bloom filter needs for each item."""
    return -log(false_positives) / log(2) ** 2


@formula(
    "k",
    BLOOM,
    title="Bloom filter: hash functions",
    bits="m",
    labels={"bits": "bits for each item"},
)
def bloom_hashes(bits: BitsPerItem = 9.6) -> Hashes:
    """Hash functions that make the fewest false alarms with so many bits for each item."""
    return bits * log(2)


@formula(
    "S",
    BLOOM,
    title="Size of a Bloom filter",
    items="N",
    false_positives="p",
    labels={"items": "items in the filter", "false_positives": "share of false alarms"},
)
def bloom_size(items: Count = 1e9, false_positives: SmallShare = 0.01) -> Bits:
    """Bits of a Bloom filter over so many items; an eighth of that in bytes."""
    return -items * log(false_positives) / log(2) ** 2


@formula(
    "p",
    BLOOM,
    title="Bloom filter: false alarms",
    bits="m",
    hashes="k",
    labels={"bits": "bits for each item"},
    gives="share of false alarms",
)
def bloom_false_alarms(bits: BitsPerItem = 10, hashes: Hashes = 7) -> Share:
    """The share of false alarms of a Bloom filter that is filled as planned."""
    return (1 - exp(-hashes / bits)) ** hashes
