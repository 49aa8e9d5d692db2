"""The machines alone do not cost several times what the brief allows.

Why it matters
    A few dollars too many are a matter of prices. Several budgets full of machines are a design for another
    load: whoever draws it was asked for one thing and sized another.

Only what is paid for standing there is counted, whether or not anything reaches it: copies times shards at their
price by the month. Requests, data and traffic depend on prices that differ between providers. `times` is how
many budgets are let pass.

In a rubric
    rule: {kind: machines_within_budget, times: 3}
"""

from typing import Literal

from capacity.evaluate import say
from capacity.plan import Plan, Station
from grader.graph import box
from grader.rule import DrawingRule
from grader.run import NotRun
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, not_applicable

SHOWN = 3  # of what costs most


class MachinesWithinBudget(DrawingRule):
    kind: Literal["machines_within_budget"] = "machines_within_budget"
    times: float = 3  # the budget

    def judge(self, submission: Submission) -> Verdict:
        try:
            run = submission.run
        except NotRun as error:
            return not_applicable(str(error))
        budget = run.plan.workload.budget
        if budget is None:
            return not_applicable("The brief sets no budget.")
        total = _standing(run.plan)
        stations = run.plan.stations.values()
        dear = sorted(stations, key=lambda each: (-_price(each), each.title))[:SHOWN]
        boxes = [box(submission.answer.architecture.component(each.id)) for each in dear]
        most = listed(f"{each.title} {say.dollars(_price(each))}" for each in dear if _price(each))
        because = f"The machines alone cost about {say.dollars(total)} a month{f', most of it {most}' if most else ''}; the budget is {say.dollars(budget)}."
        if min(total, _standing(run.kindly.plan)) <= self.times * budget:
            return met(because, *boxes)
        return missed(
            because,
            *boxes,
            would_earn="Begin at what the peak needs and add what a loss needs; take away the rest.",
        )


def _price(station: Station) -> float:
    """Dollars a month for a component to stand there."""
    return station.price * station.copies * station.shards


def _standing(plan: Plan) -> float:
    return sum(map(_price, plan.stations.values()))
