"""The requirements say what the system does: each wanted operation as somebody doing something to a thing.

Why it matters
    A design answers to its requirements. "A user turns a long URL into a short one" can be traced to
    an endpoint, a path and a table; "shortening" cannot.

In a rubric
    rule: {kind: requirement_stated, wanted: [create, redirect]}
"""

from typing import Literal

from grader.found import Found
from grader.rule import RuleKind
from grader.sentences import listed, quoted
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, met, missed, partly


class RequirementStated(RuleKind):
    kind: Literal["requirement_stated"] = "requirement_stated"
    wanted: tuple[str, ...]  # operations
    reads_prose = True

    def operations(self) -> tuple[str, ...]:
        return self.wanted

    def check(self, submission: Submission) -> Verdict:
        found: dict[str, list[Found]] = {}
        for operation in self.wanted:
            groups = submission.signs.operations[operation].requirement
            found[operation] = submission.sentence_with(groups, ("functional",))
        stated = [operation for operation in self.wanted if found[operation]]
        absent = [submission.title_of(each) for each in self.wanted if not found[each]]
        evidence = [found[each][0].whole_sentence for each in stated]
        would_earn = f"One line for each: who does what to what. Missing: {listed(absent)}."
        if not stated:
            return missed(_nothing(submission, absent), would_earn=would_earn)
        if absent:
            return partly(
                len(stated) / len(self.wanted),
                f"{quoted(evidence[0].quote)} is a requirement one can build on. I found none for: {listed(absent)}.",
                *evidence,
                would_earn=would_earn,
            )
        return met(_said(evidence), *evidence)


def _said(evidence: list[Evidence]) -> str:
    quotes = list(dict.fromkeys(quoted(each.quote) for each in evidence))
    return f"The requirements say who does what: {listed(quotes)}."


def _nothing(submission: Submission, absent: list[str]) -> str:
    if not submission.answer.functional.strip():
        return "The functional requirements are empty, so nothing says what the system is for."
    return f"The functional requirements do not ask, in one line, for: {listed(absent)}."
