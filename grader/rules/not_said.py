"""Something is not said, or is made good by something else that is.

Why it matters
    Some sentences cannot stand beside others: "codes cannot be guessed" beside "codes count up".

What is weighed together with its fault is not chosen: `fault` names such faults, in the same or the next sentence.

In a rubric
    rule: {kind: not_said, about: [sequential_codes], unless: [scrambled]}
"""

from typing import Literal

from grader.rule import RuleKind
from grader.sentences import quoted
from grader.submission import PROSE, Submission
from grader.verdict import Section, Verdict, met, missed


class NotSaid(RuleKind):
    kind: Literal["not_said"] = "not_said"
    about: tuple[str, ...]
    unless: tuple[str, ...] = ()
    fault: tuple[str, ...] = ()  # what is named together with one of these is only weighed
    sections: tuple[Section, ...] = PROSE
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return (*self.about, *self.unless, *self.fault)

    def check(self, submission: Submission) -> Verdict:
        faults = submission.find(self.fault, self.sections, ("affirmed", "supposed"))
        found = [
            each
            for each in submission.find(self.about, self.sections)
            if not any(submission.beside(each, fault, 1) for fault in faults)
        ]
        if not found:
            return met("Nothing of the kind is said.")
        healed = submission.find(self.unless, self.sections)
        if healed:
            where = healed[0].whole_sentence
            return met(f"{quoted(where.quote)} makes it good.", where)
        where = found[0].whole_sentence
        return missed(
            f"The text says {quoted(where.quote)}.", where, would_earn="Change one of the two."
        )
