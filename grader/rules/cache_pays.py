"""The cache's numbers belong together: its size, the share of reads it answers, and what is left over.

Why it matters
    A hit ratio does not fall from the sky: under Zipf's law it follows from how many of the items fit.
    And the store does not feel the hits, it feels the misses: (1 − hit ratio) × reads.

In a rubric
    rule:
      kind: cache_pays
      size: cache_size
      hit_ratio: hit_ratio
      origin: origin_load
      rates: [read_rate, peak_read_rate]
      items: links_kept
      item_size: {low: 100, high: 1500}
      exponent: zipf_exponent
"""

from typing import Literal

from grader.numbers import Number, compute, could_not_read, in_words
from grader.reference import from_brief
from grader.rule import RuleKind
from grader.signs import Range
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly

APART = 0.08  # a hit ratio this far from what the size gives is still the same cache
WITHIN = 0.15  # of a load


class CachePays(RuleKind):
    kind: Literal["cache_pays"] = "cache_pays"
    size: str  # names of estimates
    hit_ratio: str
    origin: str
    rates: tuple[str, ...]
    items: str  # of signs.numbers
    item_size: Range  # bytes
    exponent: str  # a given

    def numbers(self) -> tuple[str, ...]:
        return (self.items,)

    def check(self, submission: Submission) -> Verdict:
        hit = submission.numbers.get(self.hit_ratio)
        size = submission.numbers.get(self.size)
        origin = submission.numbers.get(self.origin)
        evidence = [each.evidence for each in (size, hit, origin) if each]
        would_earn = (
            "A cache size, the hit ratio it gives, and (1 − hit ratio) × reads, from one another."
        )
        unread = next((each for each in (hit, size, origin) if each and each.unread), None)
        if unread is not None:
            return could_not_read(unread, submission.label_of(unread.estimate.name))
        if hit is None or hit.value is None:
            nothing = "No hit ratio is given, so nothing says what the cache is worth."
            because = f"Hit ratio {hit.written}: {hit.problem}" if hit else nothing
            return missed(because, *evidence, would_earn=would_earn)
        share = submission.convert(hit.value, submission.unit_of(self.hit_ratio), "1")
        if 1 < share <= 100 and hit.written == hit.written.strip("%"):
            share /= 100  # a hit ratio of 80 can only be 80 %
        judged = (
            self._size_gives_hits(submission, size, hit.written, share),
            self._misses_reach_store(submission, origin, hit.written, share),
        )
        good = [sentence for holds, sentence in judged if holds]
        because = " ".join([*good, *(sentence for holds, sentence in judged if not holds)])
        if len(good) == len(judged):
            return met(because, *evidence)
        if good:
            return partly(len(good) / len(judged), because, *evidence, would_earn=would_earn)
        return missed(because, *evidence, would_earn=would_earn)

    def _size_gives_hits(
        self, submission: Submission, size: Number | None, written: str, share: float
    ) -> tuple[bool, str]:
        """Whether a cache of this size answers this share of reads, for items of a plausible size."""
        if size is None or size.value is None:
            return False, f"The hit ratio of {written} stands without the size that gives it."
        items = from_brief(submission, self.items).middle
        room = submission.convert(size.value, submission.unit_of(self.size), "B")
        exponent = submission.exercise.contract.given(self.exponent).value
        low, high = (
            compute(
                "zipf_hit_ratio",
                {"cached": min(items, max(1.0, room / each)), "items": items, "exponent": exponent},
            )
            for each in (self.item_size.high, self.item_size.low)
        )
        if low - APART <= share <= high + APART:
            return True, f"{size.written} of cache and a hit ratio of {written} fit together."
        return False, (
            f"{size.written} of cache would answer {100 * low:.0f} to {100 * high:.0f} % of reads "
            f"under Zipf's law, not {written}."
        )

    def _misses_reach_store(
        self, submission: Submission, origin: Number | None, written: str, share: float
    ) -> tuple[bool, str]:
        """Whether the store is left with the misses of one of the rates."""
        if origin is None or origin.value is None:
            return False, "What is left for the store, (1 − hit ratio) × reads, is not computed."
        given = [
            number.value
            for name in self.rates
            if (number := submission.numbers.get(name)) and number.value
        ]
        rates = given or [from_brief(submission, name).middle for name in self.rates]
        misses = [(1 - share) * rate for rate in rates]
        if any(abs(origin.value - each) <= WITHIN * each for each in misses):
            return True, f"The store is left with {origin.written}, which are the misses."
        expected = in_words(misses[0], submission.unit_of(self.origin))
        return False, (
            f"The store is left with {origin.written}, where (1 − {written}) × reads is {expected}."
        )
