"""Plain numbers in a sentence: 10k, 10,000, 1M, 1e6, three. Not those that carry a unit of time or size, or are rates.

>>> [each.value for each in counts("above 10k followers, or 5 million, in three regions within 60 s, 231k/s")]
[10000.0, 5000000.0, 3.0]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = {
    word: number
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2
    )
}
SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
COUNT = re.compile(
    r"(?<![\w.,^])(?:(?P<digits>\d+(?:,\d{3})+|\d+(?:\.\d+)?(?:e\d{1,2})?)\s?(?P<scale>k|thousand|mio|million|m|bn|billion|b)?"
    rf"|(?P<word>{'|'.join(WORDS)}))(?![\w.]*\d)(?!\w)(?!\s*(?:%|ms|s|secs?|seconds?|min|mins|minutes?|h|hours?|days?|[kmgt]i?b)\b|\s*%)"
    r"(?!\s*(?:[a-z]+\s?)?(?:/\s?(?:s|secs?|seconds?|min|minutes?|h|hours?|d|days?)\b|per (?:sec|second)\b)|\s*[qrt]ps\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    value: float
    start: int
    end: int


def counts(text: str) -> Iterator[Count]:
    """Every plain number, in order."""
    for found in COUNT.finditer(text):
        if found["word"]:
            yield Count(float(WORDS[found["word"].lower()]), *found.span())
        else:
            scale = SCALES.get((found["scale"] or "").lower(), 1)
            yield Count(float(found["digits"].replace(",", "")) * scale, *found.span())
