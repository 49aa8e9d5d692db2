"""The requirements say what the system does: each wanted operation as somebody doing something to a thing.

Why it matters
    A design answers to its requirements. "A user turns a long URL into a short one" can be traced to
    an endpoint, a path and a table; "shortening" cannot, quite.

A list that only names every operation earns half: it says what the system does, and not who does it to what.

In a rubric
    rule: {kind: requirement_stated, wanted: [create, redirect]}
"""

from typing import Literal

from grader.rule import RuleKind
from grader.sentences import listed, quoted
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, met, missed, partly

BY_NAME = 0.5  # of what a whole sentence is worth


class RequirementStated(RuleKind):
    kind: Literal["requirement_stated"] = "requirement_stated"
    wanted: tuple[str, ...]  # operations
    reads_prose = True

    def operations(self) -> tuple[str, ...]:
        return self.wanted

    def check(self, submission: Submission) -> Verdict:
        stated = {each: submission.requirement(each) for each in self.wanted}
        absent = [each for each in self.wanted if stated[each] is None]
        named = {each: submission.named_requirement(each) for each in absent}
        evidence = [found for found in stated.values() if found is not None]
        titles = listed(submission.title_of(each) for each in absent)
        would_earn = f"One line for each: who does what to what. Missing: {titles}."
        if not absent:
            return met(_said(evidence), *evidence)
        if all(named.values()):
            names = [found for found in named.values() if found is not None]
            return partly(
                (len(evidence) + BY_NAME * len(names)) / len(self.wanted),
                f"{quoted(names[0].quote)} calls by name: {titles}. Who does what to what is left open.",
                *dict.fromkeys((*evidence, *names)),
                would_earn=would_earn,
            )
        if not evidence:
            return missed(_nothing(submission, titles), would_earn=would_earn)
        return partly(
            len(evidence) / len(self.wanted),
            f"{quoted(evidence[0].quote)} is a requirement one can build on. I found none for: {titles}.",
            *evidence,
            would_earn=would_earn,
        )


def _said(evidence: list[Evidence]) -> str:
    quotes = list(dict.fromkeys(quoted(each.quote) for each in evidence))
    return f"The requirements say who does what: {listed(quotes)}."


def _nothing(submission: Submission, absent: str) -> str:
    if not submission.answer.functional.strip():
        return "The functional requirements are empty, so nothing says what the system is for."
    return f"The functional requirements do not ask, in one line, for: {absent}."
