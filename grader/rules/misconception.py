"""A belief that is common and wrong is not held.

Why it matters
    "A CDN makes writes faster" or "we need NoSQL because SQL does not scale" are worth a word where they
    are said, with what is true instead. Nobody earns or loses a point by silence.

`about` and `together_with` must meet in one sentence, affirmed. Best used as the rule of a penalty.

In a rubric
    rule: {kind: misconception, about: [cache], together_with: [durable], instead: A cache may forget at any moment; what must last is written to a store first.}
"""

from typing import Literal

from grader.rule import RuleKind
from grader.sentences import quoted
from grader.submission import EVERYWHERE, Submission
from grader.verdict import Verdict, met, missed


class Misconception(RuleKind):
    kind: Literal["misconception"] = "misconception"
    about: tuple[str, ...]
    together_with: tuple[str, ...]
    instead: str  # what is true, as a sentence
    unless: tuple[str, ...] = ()  # concepts that, anywhere, show that it is understood
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return (*self.about, *self.together_with, *self.unless)

    def check(self, submission: Submission) -> Verdict:
        found = submission.sentence_with([self.about, self.together_with], EVERYWHERE)
        if not found or submission.find(self.unless, EVERYWHERE):
            return met("Nothing of the kind is said.")
        where = found[0].whole_sentence
        return missed(
            f"{quoted(where.quote)}. {self.instead}",
            where,
            would_earn="Take the sentence back, or say when it is true.",
        )
