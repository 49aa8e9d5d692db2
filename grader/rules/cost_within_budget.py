"""What is drawn costs no more than the brief allows.

Why it matters
    Anything can be made fast and safe with enough machines. A budget turns that into a choice.

Machines, data, requests and traffic are added up at dated list prices; a price that stands in the drawing is
taken as it is. Up to half as much again earns half.

In a rubric
    rule: {kind: cost_within_budget}
"""

from typing import Literal

from capacity.evaluate import ComponentResult, say
from grader.graph import box
from grader.rule import RunRule
from grader.run import Run
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, not_applicable, partly

A_LITTLE = 1.5  # times the budget
SHOWN = 3  # of what costs most


class CostWithinBudget(RunRule):
    kind: Literal["cost_within_budget"] = "cost_within_budget"

    def observe(self, submission: Submission, run: Run) -> Verdict:
        budget = run.plan.workload.budget
        if budget is None:
            return not_applicable("The brief sets no budget.")
        total = run.peak.cost.total
        dear = _dearest(run)
        boxes = [box(submission.answer.architecture.component(each.id)) for each in dear]
        most = listed(f"{each.title} {say.dollars(each.cost)}" for each in dear)
        because = f"It costs about {say.dollars(total)} a month{f', most of it for {most}' if most else ''}; the budget is {say.dollars(budget)}."
        if total <= budget:
            return met(because, *boxes)
        if run.kindly.peak.cost.total <= budget:
            doubt = "With the prices you left open at half of ours it is kept."
            return met(f"{because} {doubt}", *boxes)
        would_earn = f"Save {say.dollars(total - budget)} a month; what costs most is {most}."
        if total <= A_LITTLE * budget:
            return partly(0.5, because, *boxes, would_earn=would_earn)
        return missed(because, *boxes, would_earn=would_earn)


def _dearest(run: Run) -> list[ComponentResult]:
    """What costs most, and what costs just as much as the last of it."""
    paid = sorted(run.peak.components, key=lambda each: (-round(each.cost), each.title))
    least = max(1.0, round(paid[:SHOWN][-1].cost)) if paid else 1.0
    return [each for each in paid if round(each.cost) >= least]
