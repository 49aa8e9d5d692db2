"""The busiest thing on an operation's path has room for more than the peak.

Why it matters
    A queue grows without bound before its server is full, and a peak is a guess. What is 95 % busy at the planned
    peak fails on the first day that is a little better than planned.

`at_least` is how many times the peak the busiest component could carry. What is assumed gets the benefit of the doubt.

In a rubric
    rule: {kind: headroom, operation: redirect, at_least: 1.4}
"""

from typing import Literal

from capacity.evaluate import say
from capacity.format import digits
from grader.graph import box
from grader.rule import RunRule
from grader.run import Run
from grader.sentences import joined
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class Headroom(RunRule):
    kind: Literal["headroom"] = "headroom"
    operation: str
    at_least: float = 1.4  # a server that is 70 % busy at the peak

    def observe(self, submission: Submission, run: Run) -> Verdict:
        title = submission.title_of(self.operation)
        busiest = run.busiest(self.operation)
        if busiest is None:
            return met(f"Nothing on the path of “{title}” has only so many servers.")
        name, busy = busiest
        station = run.plan.stations[name]
        evidence = box(submission.answer.architecture.component(name))
        assumed = run.assumed([name], "service_time", "at_once")
        because = f"{station.title} is busiest for “{title}”: {say.share(busy)} at the peak, so {digits(1 / busy)} times the peak would fill it."
        if busy * self.at_least <= 1:
            return met(joined([because, assumed]), evidence)
        kindly = run.kindly.busiest(self.operation)
        if kindly is not None and kindly[1] * self.at_least <= 1:
            doubt = f"With what you left open twice as good it is {say.share(kindly[1])}."
            return met(joined([because, assumed, doubt]), evidence)
        would_earn = f"Enough of {station.title} for {digits(self.at_least)} times the peak; say its service time where you know it."
        if busy < 1:
            return partly(0.5, joined([because, assumed]), evidence, would_earn=would_earn)
        because = f"{station.title} cannot carry the peak of “{title}”: it is asked for {digits(busy)} times what it can do."
        return missed(joined([because, assumed]), evidence, would_earn=would_earn)
