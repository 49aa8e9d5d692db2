"""Sections are begun in an order in which each can rest on the one before.

Why it matters
    Requirements before numbers, numbers before boxes: whoever draws first sizes nothing. Going back is
    fine and good; what counts is where each section was first begun.

It reads the record of the interview; without one the check leaves the sum.

In a rubric
    rule: {kind: worked_in_order, order: [functional, estimates, architecture]}
"""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from grader.events import EventSection, in_order
from grader.rule import RuleKind
from grader.sentences import clock, listed
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, met, missed, not_applicable, partly


class WorkedInOrder(RuleKind):
    kind: Literal["worked_in_order"] = "worked_in_order"
    order: Annotated[tuple[EventSection, ...], Field(min_length=2)]

    def check(self, submission: Submission) -> Verdict:
        begun: dict[str, float] = {}
        for each in in_order(submission.answer.events):
            if each.kind == "edit" and each.section in self.order:
                begun.setdefault(each.section, each.at)
        if not submission.answer.events:
            return not_applicable("There is no record of an interview.")
        wrong = [
            (one, other)
            for one, other in pairwise(self.order)
            if other in begun and begun[other] < begun.get(one, float("inf"))
        ]
        evidence = [
            Evidence(section="events", at=clock(at), quote=_name(name))
            for name, at in begun.items()
        ]
        if not begun:
            return not_applicable("The record shows no work on these sections.")
        if not wrong:
            return met(f"Begun in order: {listed(map(_name, begun))}.", *evidence)
        one, other = wrong[0]
        late = f"at {clock(begun[one])}" if one in begun else "never"
        because = f"{_name(other)} was begun at {clock(begun[other])}, {_name(one)} {late}."
        would_earn = f"Begin {_name(one)} before {_name(other)}."
        share = 1 - len(wrong) / (len(self.order) - 1)
        if share > 0:
            return partly(share, because, *evidence, would_earn=would_earn)
        return missed(because, *evidence, would_earn=would_earn)


def _name(section: str) -> str:
    return {"api": "API"}.get(section, section.replace("_", " "))
