"""The requirements promise a number, with its unit and a bound: fast and available, by how much.

Why it matters
    "Low latency" cannot be missed and therefore not be met. "p99 under 100 ms" decides whether a
    redirect may cross an ocean, and can be checked.

`apart` asks for a number for each of several operations; one number for all of them earns a part.

In a rubric
    rule: {kind: quantity_promised, what: redirect latency, about: [latency], unit: ms, at_most: 200 ms, percentile: true}
"""

import re
from dataclasses import dataclass
from typing import Literal

from capacity.reading import Quantity, read
from grader.found import Found
from grader.numbers import amounts
from grader.rule import RuleKind
from grader.sentences import listed, quoted
from grader.submission import Submission
from grader.verdict import Evidence, Section, Verdict, met, missed, partly

PERCENTILE = re.compile(
    r"\bp-?\d\d(?:[.,]?\d+)?\b|\b\d\d(?:\.\d+)?(?:th|[snr][td])\b|\bpercentile\b|\b9\d(?:[.,]\d+)?\s*%\s*(?:of|below|under|in|<)|\bmedian\b"
    r"|\b9\d(?:[.,]\d+)?\s*(?:percent|per cent|in 100\b|(?:out )?of (?:100|1,?000|every|a hundred)\b)|\bnine(?:ty[- ](?:five|eight|nine)|teen out of twenty)\b"
    r"|\bP ?\([^()]{1,60}\) ?(?:>|>=|≥) ?0[.,]9\d*",
    re.IGNORECASE,
)
SECTIONS: tuple[Section, ...] = ("non_functional", "functional")


@dataclass(frozen=True)
class Promise:
    quantity: Quantity
    sentence: Evidence
    found: Found
    has_percentile: bool
    fits: bool


class QuantityPromised(RuleKind):
    kind: Literal["quantity_promised"] = "quantity_promised"
    what: str
    about: tuple[str, ...]
    unit: str
    at_most: str = ""
    at_least: str = ""
    percentile: bool = False
    apart: tuple[tuple[str, ...], ...] = ()
    without_bound: float = 0.4  # the share of a number on the wrong side of the bound

    def concepts(self) -> tuple[str, ...]:
        return (*self.about, *(name for group in self.apart for name in group))

    def check(self, submission: Submission) -> Verdict:
        promises = self._promises(submission)
        bound = f"at most {self.at_most}" if self.at_most else f"at least {self.at_least}"
        if not promises:
            named = submission.find(self.about, SECTIONS)
            would_earn = f"A number for {self.what}, with its unit{' and percentile' if self.percentile else ''}: {bound}."
            if named:
                where = named[0].whole_sentence
                return missed(
                    f"{quoted(where.quote)} promises no number, so it can be neither met nor missed.",
                    where,
                    would_earn=would_earn,
                )
            return missed(f"Nothing is promised about {self.what}.", would_earn=would_earn)
        best = max(promises, key=lambda each: (each.fits, each.has_percentile))
        if not best.fits:
            return partly(
                self.without_bound,
                f"{quoted(best.sentence.quote)} is a number for {self.what}; this system needs {bound}.",
                best.sentence,
                would_earn=f"Promise {bound}, or say why more is fine.",
            )
        if self.percentile and not best.has_percentile:
            return partly(
                0.7,
                f"{quoted(best.sentence.quote)} has a number and a unit. Of which requests is open: an average hides the slow ones.",
                best.sentence,
                would_earn="Say the percentile: p99, or 99 % of requests.",
            )
        if self.apart:
            return self._apart(submission, [each for each in promises if each.fits], best)
        return met(
            f"{quoted(best.sentence.quote)} can be checked: a number{', a unit and a percentile' if self.percentile else ' and a unit'}.",
            best.sentence,
        )

    def _apart(self, submission: Submission, promises: list[Promise], best: Promise) -> Verdict:
        covered = [
            next((each for each in promises if self._is_of(submission, each, group)), None)
            for group in self.apart
        ]
        if all(covered):
            evidence = list(dict.fromkeys(each.sentence for each in covered if each))
            return met(
                f"{listed(quoted(each.quote) for each in evidence)}: a number for each operation.",
                *evidence,
            )
        return partly(
            0.6,
            f"{quoted(best.sentence.quote)} is one number for all operations. Some may fail more often than others.",
            best.sentence,
            would_earn=f"A number for {self.what} of each operation.",
        )

    def _is_of(self, submission: Submission, promise: Promise, group: tuple[str, ...]) -> bool:
        others = submission.find(group, SECTIONS)
        return any(submission.close(promise.found, each, 0) for each in others)

    def _promises(self, submission: Submission) -> list[Promise]:
        found: list[Promise] = []
        read: set[tuple[Section, int]] = set()
        for each in submission.find(self.about, SECTIONS):
            if (each.document.section, each.sentence) in read:
                continue
            read.add((each.document.section, each.sentence))
            sentence = each.document.sentences[each.sentence]
            text = each.document.plain.text[sentence.start : sentence.end]
            for amount in amounts(each.document, sentence.start, sentence.end):
                if not amount.quantity.in_dimension_of(self.unit):
                    continue
                if (
                    self.at_most
                    and self.unit != "%"
                    and _is_percent(each.document.plain.text[amount.start : amount.end])
                ):
                    continue
                found.append(
                    Promise(
                        amount.quantity,
                        each.document.sentence_evidence(each.sentence),
                        each,
                        bool(PERCENTILE.search(text)),
                        self._fits(amount.quantity),
                    )
                )
        return found

    def _fits(self, quantity: Quantity) -> bool:
        if self.at_most:
            return quantity.value <= read(self.at_most).value * 1.0001
        return read(self.at_least).value * 0.99999 <= quantity.value <= 1.0


def _is_percent(text: str) -> bool:
    return "%" in text or "percent" in text
