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
from grader.numbers import Number, compute, could_not_read
from grader.reference import from_brief
from grader.rule import RuleKind
from grader.submission import PROSE, Submission
from grader.verdict import Verdict, met, missed, partly

BASE = re.compile(
    r"\bbase[- ]?(?P<base>\d\d)\b|\b(?P<power>\d\d)\s*(?:\^|\*\*)\s*\d+|\b(?P<count>\d\d)[- ](?:characters?|letters?|symbols?|signs?)\b(?!\s*long)|\balphabet (?:of|with) (?P<of>\d\d)\b",
    re.IGNORECASE,
)
SUPERSCRIPT = re.compile(r"\b(?P<power>\d\d)[⁰¹²³⁴-⁹]+")
NAMED = re.compile(
    r"(?:0-?9|a-?z)[ ,]*(?:a-?z|0-?9)|alphanumeric|\bhex\b|hexadecimal|letters and digits",
    re.IGNORECASE,
)
HEX = re.compile(r"\bhex\b|\bhexadecimal\b", re.IGNORECASE)
PLAIN_ALPHABET = 62
ROUNDED = 0.94  # 62^6 is 9.5 times six billion, which people round to ten
ABSURD = 100  # characters; no code is that long
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
        if number is not None and number.unread:
            return could_not_read(number, submission.label_of(self.name))
        if number is None or number.value is None or number.value > ABSURD:
            because = "The length of a code is not given."
            if number is not None:
                because = f"{number.written} is no length of a code. {number.problem}".strip()
            return missed(
                because,
                *([number.evidence] if number else []),
                would_earn="The number of characters, with alphabet^length beside the number of links.",
            )
        return self._judged(submission, number, round(number.value))

    def _judged(self, submission: Submission, number: Number, length: int) -> Verdict:
        """The verdict on a length that can be reckoned with."""
        own = f"{number.written} ; {number.working}"
        alphabet = self._alphabet(submission, own)
        space = compute("key_space", {"alphabet": alphabet, "length": length})
        items = from_brief(submission, self.items).middle
        room = space / items
        least = f"{self._least(alphabet, items)} characters"
        said = (
            f"{length} characters: {alphabet}^{length} = {human(space)}, {human(room)} times the "
            f"{human(items)} links of the brief."
        )
        at = number.evidence
        if room < 1:
            return missed(f"{said} The codes run out.", at, would_earn=f"At least {least}.")
        if room < self.headroom * ROUNDED:
            because = f"{said} Nearly full, random codes collide at every few inserts."
            return partly(
                0.4, because, at, would_earn=f"{least}, for {self.headroom:g} times the links."
            )
        if length > self.longest:
            because = f"{said} That is far longer than a short link needs."
            return partly(0.4, because, at, would_earn=f"{least} are enough.")
        if not (REASON.search(number.working) or BASE.search(own) or NAMED.search(own)):
            would_earn = f"The sum beside it: {alphabet}^{length} against the number of links."
            return partly(0.6, f"{said} Right, and it does not say why.", at, would_earn=would_earn)
        return met(said, at)

    def _least(self, alphabet: int, items: float) -> int:
        length = 1
        while (
            compute("key_space", {"alphabet": alphabet, "length": length})
            < items * self.headroom * ROUNDED
        ):
            length += 1
        return length

    def _alphabet(self, submission: Submission, own: str) -> int:
        if HEX.search(own) and not BASE.search(own):
            return 16
        for text in (own, *(getattr(submission.answer, section) for section in PROSE)):
            found = BASE.search(text) or SUPERSCRIPT.search(text)
            if found:
                size = int(next(each for each in found.groups() if each))
                if 10 <= size <= 64:
                    return size
        return PLAIN_ALPHABET
