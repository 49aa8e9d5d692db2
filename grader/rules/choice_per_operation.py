"""A choice is made for each operation apart, not once for the whole system.

Why it matters
    "Eventually consistent" is a fine property of a click count and a bug in "I created this link and
    it is not there". Choosing per operation is what lets the rest of the design be cheap.

In a rubric
    rule:
      kind: choice_per_operation
      what: consistency
      choices:
        - {of: [creating], is: [strong]}
        - {of: [counting], is: [eventual]}
"""

from typing import Literal

from pydantic import Field

from capacity.frozen import Frozen
from grader.rule import RuleKind
from grader.sentences import listed, quoted
from grader.submission import PROSE, Submission
from grader.verdict import Section, Verdict, met, missed, partly


class Choice(Frozen):
    """In one sentence: something of `of`, and something of `is`."""

    of: tuple[str, ...]
    is_: tuple[str, ...] = Field(alias="is")
    says: str = ""  # what the choice says, for would_earn
    unless_out_of_scope: tuple[str, ...] = ()


class ChoicePerOperation(RuleKind):
    kind: Literal["choice_per_operation"] = "choice_per_operation"
    what: str
    choices: tuple[Choice, ...]
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return tuple(
            name
            for each in self.choices
            for name in (*each.of, *each.is_, *each.unless_out_of_scope)
        )

    def check(self, submission: Submission) -> Verdict:
        sections: tuple[Section, ...] = (*PROSE, "api", "architecture")
        choices = [
            each for each in self.choices if not submission.scoped_out(each.unless_out_of_scope)
        ]
        found = [
            submission.sentence_with([each.is_, each.of], sections, nearby=0) for each in choices
        ]
        evidence = [each[0].whole_sentence for each in found if each]
        absent = [each.says for each, seen in zip(choices, found, strict=True) if not seen]
        would_earn = (
            f"Say, for each operation, how fresh it must be: {listed(filter(None, absent))}."
        )
        if len(evidence) == len(choices):
            quotes = listed(dict.fromkeys(quoted(each.quote) for each in evidence))
            return met(f"You choose {self.what} for each operation: {quotes}.", *evidence)
        if evidence:
            return partly(
                len(evidence) / len(choices),
                f"{quoted(evidence[0].quote)} chooses {self.what} for a part. Still open: {listed(filter(None, absent))}.",
                *evidence,
                would_earn=would_earn,
            )
        any_at_all = submission.find([name for each in choices for name in each.is_], sections)
        if any_at_all:
            where = any_at_all[0].whole_sentence
            return partly(
                0.25,
                f"{quoted(where.quote)} speaks of {self.what} for the system as a whole; the operations need different answers.",
                where,
                would_earn=would_earn,
            )
        return missed(
            f"Nothing says which {self.what} which operation needs.", would_earn=would_earn
        )
