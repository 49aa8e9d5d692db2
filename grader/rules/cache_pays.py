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

from grader.numbers import Number, compute, in_words
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
        if hit is None or hit.value is None:
            because = (
                f"Hit ratio {hit.written}: {hit.problem}"
                if hit
                else "No hit ratio is given, so nothing says what the cache is worth."
            )
            return missed(
                because,
                *evidence,
                would_earn="A cache size, the hit ratio it gives, and (1 − hit ratio) × reads.",
            )
        good: list[str] = []
        lacking: list[str] = []
        self._size_gives_hits(submission, size, hit, good, lacking)
        self._misses_reach_store(submission, hit, origin, good, lacking)
        if not lacking:
            return met(_sentence(good), *evidence)
        would_earn = (
            "A cache size, the hit ratio it gives, and (1 − hit ratio) × reads, from one another."
        )
        if good:
            return partly(
                len(good) / 2,
                f"{_sentence(good)} {_sentence(lacking)}",
                *evidence,
                would_earn=would_earn,
            )
        return missed(_sentence(lacking), *evidence, would_earn=would_earn)

    def _size_gives_hits(
        self,
        submission: Submission,
        size: Number | None,
        hit: Number,
        good: list[str],
        lacking: list[str],
    ) -> None:
        if size is None or size.value is None:
            lacking.append(
                f"a hit ratio of {hit.written} stands without the size of the cache that gives it"
            )
            return
        items = from_brief(submission, self.items).middle
        bytes_ = submission.convert(size.value, submission.unit_of(self.size), "B")
        exponent = submission.exercise.contract.given(self.exponent).value
        gives = [
            compute(
                "zipf_hit_ratio",
                {
                    "cached": min(items, max(1.0, bytes_ / each)),
                    "items": items,
                    "exponent": exponent,
                },
            )
            for each in (self.item_size.high, self.item_size.low)
        ]
        share = self._share(submission, hit)
        if min(gives) - APART <= share <= max(gives) + APART:
            good.append(f"{size.written} of cache and a hit ratio of {hit.written} fit together")
        else:
            lacking.append(
                f"{size.written} would answer about {min(gives):.0%} to {max(gives):.0%} of reads under Zipf's law, not {hit.written}".replace(
                    "%", " %"
                ).replace("  %", " %")
            )

    def _misses_reach_store(
        self,
        submission: Submission,
        hit: Number,
        origin: Number | None,
        good: list[str],
        lacking: list[str],
    ) -> None:
        if origin is None or origin.value is None:
            lacking.append("what is left for the store, (1 − hit ratio) × reads, is not computed")
            return
        share = self._share(submission, hit)
        expected: list[float] = []
        for name in self.rates:
            rate = submission.numbers.get(name)
            middle = rate.value if rate and rate.value else None
            expected += [
                (1 - share) * each for each in (middle, from_brief(submission, name).middle) if each
            ]
        if any(abs(origin.value - each) <= WITHIN * each for each in expected):
            good.append(f"the store is left with {origin.written}, which are the misses")
        else:
            lacking.append(
                f"the store is left with {origin.written}, where (1 − {hit.written}) × reads is {in_words(expected[0], submission.unit_of(self.origin))}"
            )

    def _share(self, submission: Submission, hit: Number) -> float:
        return submission.convert(hit.value or 0.0, submission.unit_of(self.hit_ratio), "1")


def _sentence(parts: list[str]) -> str:
    joined = "; ".join(parts)
    return f"{joined[:1].upper()}{joined[1:]}."
