"""Two things said near each other, in whatever words and order: a crash of the counter, the counter crashes.

A term of a lexicon may ask for two concepts: `@counter ~ @fails` in any order, `@never > @given_again` in
this one. They stand in one sentence, a few words apart, with no semicolon between.

>>> words = ["counters", "may", "well", "crash"]
>>> within_reach([(0, 1)], [(3, 4)], words, [(0, 4)], Pair("counter", "fails", ordered=False))
[(0, 4)]
>>> within_reach([(3, 4)], [(0, 1)], words, [(0, 4)], Pair("fails", "counter", ordered=True))
[]
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WITHIN = 7  # words that may stand between the two
BREAKS = frozenset([";", ".", "!", "?"])
SIGNS = {" ~ ": False, " > ": True}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two concepts or terms, by the keys under which their places are found."""

    one: str
    other: str
    ordered: bool


def sides_of(term: str) -> tuple[str, str, bool] | None:
    """The two sides of a term that asks for two things, and whether their order counts."""
    for sign, ordered in SIGNS.items():
        one, found, other = term.partition(sign)
        if found:
            return one.strip(), other.strip(), ordered
    return None


def named_in(term: str) -> tuple[str, ...]:
    """The other concepts that a term takes in: one, two of a pair, or none."""
    sides = sides_of(term)
    return tuple(each[1:] for each in (sides[:2] if sides else (term,)) if each.startswith("@"))


def within_reach(
    ones: Iterable[Span],
    others: Sequence[Span],
    words: Sequence[str],
    sentences: Sequence[Span],
    pair: Pair,
) -> list[Span]:
    """From the first word of one to the last of the nearest other, wherever they stand near."""
    found: list[Span] = []
    ends = [end for _start, end in sentences]
    for one in ones:
        near: list[tuple[int, Span]] = []
        for other in others:
            first, second = (one, other) if pair.ordered or one[0] <= other[0] else (other, one)
            between = second[0] - first[1]
            if (
                0 <= between <= WITHIN
                and second[1] <= ends[bisect_right(ends, first[0])]
                and BREAKS.isdisjoint(words[first[1] : second[0]])
            ):
                near.append((between, (first[0], second[1])))
        if near:
            found.append(min(near)[1])
    return found
