"""Keys are long enough: all that will ever be made, with room to spare.

Why it matters
    A code that is one character too short runs out, and long before that random codes collide often.
    One that is far too long is no short link.

The alphabet is read from the working (base62, base 58, 36^8 …); 62 where none is named.

In a rubric
    rule: {kind: keyspace_holds, name: key_length, items: links_kept, headroom: 10, longest: 12}
"""

import re
from typing import Literal

from capacity.format import human
from grader.numbers import compute
from grader.reference import from_brief
from grader.rule import RuleKind
from grader.submission import PROSE, Submission
from grader.verdict import Evidence, Verdict, met, missed, partly

BASE = re.compile(
    r"\bbase[- ]?(?P<base>\d\d)\b|\b(?P<power>\d\d)\s*(?:\^|\*\*)\s*\d+|\b(?P<count>\d\d)[- ](?:characters?|letters?|symbols?|signs?)\b(?!\s*long)|\balphabet (?:of|with) (?P<of>\d\d)\b",
    re.IGNORECASE,
)
SUPERSCRIPT = re.compile(r"\b(?P<power>\d\d)[⁰¹²³⁴-⁹]+")
PLAIN_ALPHABET = 62
REASON = re.compile(
    r"[=<>≈~→^]|\b(?:because|so|since|as|enough|headroom|room|spare|times|x|too|only|last|need)\b",
    re.IGNORECASE,
)


class KeyspaceHolds(RuleKind):
    kind: Literal["keyspace_holds"] = "keyspace_holds"
    name: str
    items: str  # of signs.numbers
    headroom: float = 10
    longest: int = 12

    def numbers(self) -> tuple[str, ...]:
        return (self.items,)

    def check(self, submission: Submission) -> Verdict:
        number = submission.numbers.get(self.name)
        if number is None or number.value is None:
            problem = f" {number.written}: {number.problem}" if number else ""
            evidence = (number.evidence,) if number else ()
            return missed(
                f"The length of a code is not given.{problem}",
                *evidence,
                would_earn="The number of characters, with alphabet^length beside the number of links.",
            )
        alphabet, said = self._alphabet(submission, number.working)
        length = round(number.value)
        space = compute("key_space", {"alphabet": alphabet, "length": length})
        items = from_brief(submission, self.items).middle
        room = space / items
        sum_ = f"{alphabet}^{length} = {human(space)}, {human(room)} times the {human(items)} links of the brief"
        evidence_of = (number.evidence, *said)
        if room < 1:
            return missed(
                f"{length} characters: {sum_}. The codes run out.",
                *evidence_of,
                would_earn=f"At least {self._least(alphabet, items)} characters.",
            )
        if room < self.headroom * 0.94:
            return partly(
                0.4,
                f"{length} characters: {sum_}. Nearly full, random codes collide at every few inserts.",
                *evidence_of,
                would_earn=f"{self._least(alphabet, items)} characters, for {self.headroom:g} times the links.",
            )
        if length > self.longest:
            return partly(
                0.4,
                f"{length} characters: {sum_}. That is far longer than a short link needs.",
                *evidence_of,
                would_earn=f"{self._least(alphabet, items)} characters are enough.",
            )
        if not REASON.search(number.working):
            return partly(
                0.6,
                f"{length} characters: {sum_}. Right, and it does not say why.",
                *evidence_of,
                would_earn=f"The sum beside it: {alphabet}^{length} against the number of links.",
            )
        return met(f"{length} characters: {sum_}.", *evidence_of)

    def _least(self, alphabet: int, items: float) -> int:
        length = 1
        while (
            compute("key_space", {"alphabet": alphabet, "length": length})
            < items * self.headroom * 0.94
        ):
            length += 1
        return length

    def _alphabet(self, submission: Submission, working: str) -> tuple[int, list[Evidence]]:
        for text in (working, *(getattr(submission.answer, section) for section in PROSE)):
            found = BASE.search(text) or SUPERSCRIPT.search(text)
            if found:
                size = int(next(each for each in found.groups() if each))
                if 10 <= size <= 64:
                    return size, []
        return PLAIN_ALPHABET, []
