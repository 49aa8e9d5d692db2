"""Keys: how many there are, how long they must be, how often two meet."""

from sympy import Rational, ceiling, log

from capacity.formula import Source, formula
from capacity.quantities import Alphabet, Count, KeySpace, Length, Ratio, Share

COUNTING = Source("counting", "definition")
PLANNING = Source("planning rule: ten times as many keys as things", "planning rule")


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


@formula("q", COUNTING, items="N", space="K")
def collision_share(items: Count = 1e9, space: KeySpace = 2.8e12) -> Share:
    """The chance that a random key is taken already."""
    return items / space
