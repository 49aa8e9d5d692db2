"""How many times more often one thing happens than another is stated, or follows from two numbers.

Why it matters
    Read-heavy and write-heavy systems are built differently. The ratio is the first number that says
    which of the two this one is.

In a rubric
    rule: {kind: ratio_stated, about: [read_write_ratio], of: read_rate, to: write_rate, low: 10, high: 1000}
"""

import re
from typing import Literal

from grader.rule import RuleKind
from grader.sentences import quoted
from grader.submission import Submission
from grader.verdict import Section, Verdict, met, missed, partly

COLON = re.compile(
    r"(?<![\d:.])(?P<one>\d+(?:[.,]\d+)*)\s*(?P<k>k)?\s*(?::|to|/)\s*(?P<other>\d+)(?![\d:])",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"(?<![\d.])(?P<one>\d[\d.,]*)\s*(?:x\b|times\b|(?:reads?|redirects?|clicks?|visits?)\s+(?:per|for|each|a|to)\b)",
    re.IGNORECASE,
)
EACH = re.compile(
    r"\b(?:one|1|each|every|per|a|single|any)\b[^.;\d]{0,60}?(?<![\d.])(?P<one>\d[\d.,]*)\s+(?:\w+\s+)?"
    r"(?:reads?|redirects?|clicks?|visits?|lookups?|follows?|hits?|gets?|views?|requests?|times)\b",
    re.IGNORECASE,
)
HUNDRED = re.compile(
    r"\b(?:a|one) hundred(?= (?:times|reads?|redirects?|clicks?|visits?|lookups?|hits?)\b)|\bhundredfold\b|"
    r"\btwo orders of magnitude\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"\d|hundred|orders", re.IGNORECASE)  # without one of these there is no ratio
SECTIONS: tuple[Section, ...] = ("functional", "non_functional", "estimates")


class RatioStated(RuleKind):
    kind: Literal["ratio_stated"] = "ratio_stated"
    about: tuple[str, ...]
    of: str  # names of estimates
    to: str
    low: float
    high: float

    def concepts(self) -> tuple[str, ...]:
        return self.about

    def check(self, submission: Submission) -> Verdict:
        outside = None
        named = submission.find(self.about, SECTIONS)
        for each in {(id(one.document), one.sentence): one for one in named}.values():
            sentence = each.document.sentences[each.sentence]
            text = each.document.plain.text[sentence.start : sentence.end]
            for ratio in _ratios(text):
                if self.low <= ratio <= self.high:
                    return met(
                        f"{quoted(each.whole_sentence.quote)}: reads outnumber writes {ratio:g} to 1.",
                        each.whole_sentence,
                    )
                outside = (ratio, each.whole_sentence)
        of, to = submission.numbers.get(self.of), submission.numbers.get(self.to)
        would_earn = "Say how many reads there are for one write."
        if of and to and of.value and to.value:
            ratio = of.value / to.value
            evidence = (of.evidence, to.evidence)
            if self.low * 0.9 <= ratio <= self.high * 1.1:
                return met(
                    f"{of.written} of reads over {to.written} of writes: {ratio:.3g} to 1.",
                    *evidence,
                )
            return partly(
                0.3,
                f"{of.written} of reads over {to.written} of writes would be {ratio:.3g} to 1; {self.low:g} to {self.high:g} is what such systems see.",
                *evidence,
                would_earn="Check the two rates against the ratio in the brief.",
            )
        if outside is not None:
            return partly(
                0.3,
                f"{quoted(outside[1].quote)} gives {outside[0]:g} to 1; {self.low:g} to {self.high:g} is what such systems see.",
                outside[1],
                would_earn="Check the ratio against the brief.",
            )
        return missed("Nothing says how many reads there are for one write.", would_earn=would_earn)


def _ratios(text: str) -> list[float]:
    """Ratios in a sentence, larger over smaller: '100:1', '1 to 100', '100 reads per write', '100x'."""
    found: list[float] = []
    if not AMOUNT.search(text):
        return found
    for each in COLON.finditer(text):
        one, other = _plain(each["one"]) * (1000 if each["k"] else 1), _plain(each["other"])
        if one and other and 1 in (one, other):
            found.append(max(one, other))
    found += [_plain(each["one"]) for each in (*TIMES.finditer(text), *EACH.finditer(text))]
    found += [100.0 for _each in HUNDRED.finditer(text)]
    return [each for each in found if each >= 1]


def _plain(number: str) -> float:
    try:
        return float(number.replace(",", "").rstrip("."))
    except ValueError:
        return 0.0
