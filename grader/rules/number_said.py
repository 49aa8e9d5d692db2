"""A decision carries its number: the threshold at which one thing gives way to another.

Why it matters
    "Celebrities are pulled" cannot be built; "above 10,000 followers" can, and can be checked against the
    load. A number that is said is also one that somebody can doubt.

The number stands in a sentence with `about` (and `together_with`, where given), plain (10k, 10,000) or with
a unit of time, and lies between `low` and `high`; `unit` is empty for plain numbers, `s` for times.

In a rubric
    rule: {kind: number_said, what: from how many clicks on a link is copied to every node, about: [hot], low: 10, high: 1000000}
"""

from typing import Literal

from capacity.format import human
from grader.counts import counts
from grader.found import Found
from grader.numbers import amounts
from grader.polarity import Polarity
from grader.rule import RuleKind
from grader.sentences import quoted
from grader.submission import EVERYWHERE, Submission
from grader.verdict import Verdict, met, missed, partly

WAYS: tuple[Polarity, ...] = ("affirmed", "supposed")


class NumberSaid(RuleKind):
    kind: Literal["number_said"] = "number_said"
    what: str  # completes "Nothing says …"
    about: tuple[str, ...]
    together_with: tuple[str, ...] = ()
    low: float
    high: float
    unit: str = ""
    outside: float = 0.5  # the share of a number beyond the bounds
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return (*self.about, *self.together_with)

    def check(self, submission: Submission) -> Verdict:
        found = submission.find(self.about, EVERYWHERE, WAYS)
        if self.together_with:
            others = submission.find(self.together_with, EVERYWHERE, WAYS)
            found = [
                each for each in found if any(submission.close(each, other, 0) for other in others)
            ]
        beyond: tuple[float, Found] | None = None
        for each in found:
            for value in self._values(each):
                if self.low <= value <= self.high:
                    where = each.whole_sentence
                    return met(
                        f"{quoted(where.quote)} says {self.what}: {self._written(value)}.", where
                    )
                beyond = beyond or (value, each)
        would_earn = f"A number that says {self.what}, between {self._written(self.low)} and {self._written(self.high)}."
        if beyond is not None:
            where = beyond[1].whole_sentence
            return partly(
                self.outside,
                f"{quoted(where.quote)} gives {self._written(beyond[0])}; {self._written(self.low)} to {self._written(self.high)} would be sensible here.",
                where,
                would_earn=would_earn,
            )
        if found:
            where = found[0].whole_sentence
            return missed(f"{quoted(where.quote)} gives no number.", where, would_earn=would_earn)
        return missed(f"Nothing says {self.what}.", would_earn=would_earn)

    def _written(self, value: float) -> str:
        return human(value, self.unit)

    def _values(self, each: Found) -> list[float]:
        sentence = each.document.sentences[each.sentence]
        if not self.unit:
            text = each.document.plain.text[sentence.start : sentence.end]
            return [count.value for count in counts(text)]
        return [
            amount.quantity.as_(self.unit)
            for amount in amounts(each.document, sentence.start, sentence.end)
            if amount.quantity.in_dimension_of(self.unit)
        ]
