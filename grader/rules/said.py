"""Something is said: affirmed, in a sentence of the answer.

Why it matters
    Alone it is no more than a mention; as the claim of a penalty it is one end of a contradiction.

In a rubric
    rule: {kind: said, about: [cache], what: that there is a cache}
"""

from typing import Literal

from grader.polarity import Polarity
from grader.rule import RuleKind
from grader.sentences import quoted
from grader.submission import PROSE, Submission
from grader.verdict import Section, Verdict, met, missed, partly


class Said(RuleKind):
    kind: Literal["said"] = "said"
    what: str  # completes "Nothing says …"
    about: tuple[str, ...]
    or_at_least: tuple[str, ...] = ()  # concepts that earn a part
    part: float = 0.4
    sections: tuple[Section, ...] = PROSE
    even_if_supposed: bool = False  # "if two codes collide, …" is said as well
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return (*self.about, *self.or_at_least)

    def check(self, submission: Submission) -> Verdict:
        ways: tuple[Polarity, ...] = (
            ("affirmed", "supposed") if self.even_if_supposed else ("affirmed",)
        )
        found = submission.find(self.about, self.sections, ways)
        if found:
            where = found[0].whole_sentence
            return met(f"The text says {quoted(where.quote)}.", where)
        near = submission.find(self.or_at_least, self.sections)
        if near:
            where = near[0].whole_sentence
            return partly(
                self.part,
                f"{quoted(where.quote)} comes near it. Nothing says {self.what}.",
                where,
                would_earn=f"A sentence that says {self.what}.",
            )
        return missed(f"Nothing says {self.what}.", would_earn=f"A sentence that says {self.what}.")
