"""A promise of the brief is kept by the drawing as it stands, at the peak or on average.

Why it matters
    Boxes are a claim. Run under the brief's load, with times as distributions and losses counted exactly, they
    keep a promise or they do not, and one sees by how much.

`promise` is p99, availability or freshness. What the drawing does not say is assumed and said; where only an
assumption breaks the promise, the drawing gets the benefit of the doubt. Kept on average and not at the peak, or
missed by little, earns half.

In a rubric
    rule: {kind: promise_kept, operation: redirect, promise: p99, at: peak}
"""

from typing import Literal

from capacity.evaluate import Promised
from grader.graph import box
from grader.rule import RunRule
from grader.run import Run
from grader.sentences import joined, listed
from grader.submission import Submission
from grader.verdict import Verdict, cannot_judge, met, missed, not_applicable, partly

LITTLE = 2.0  # times as late as promised
A_NINE = 10.0  # times as often down as promised
FIELDS = {"availability": ("availability",)}
TIMES = ("service_time", "at_once")


class PromiseKept(RunRule):
    kind: Literal["promise_kept"] = "promise_kept"
    operation: str
    promise: Literal["p99", "availability", "freshness"]
    at: Literal["peak", "average"] = "peak"

    def observe(self, submission: Submission, run: Run) -> Verdict:
        here = run if self.at == "peak" else run.average
        found = here.promised(self.operation, self.promise)
        if found is None:
            title = submission.title_of(self.operation)
            return not_applicable(f"The brief promises no {self.promise} for “{title}”.")
        if found.kept is None:
            return cannot_judge(f"{_said(found)} A person will look at it; nothing is deducted.")
        causes = self._causes(here)
        boxes = [box(submission.answer.architecture.component(each)) for each in causes]
        assumed = here.assumed(causes, *FIELDS.get(self.promise, TIMES))
        if found.kept:
            return met(joined([_said(found), assumed]), *boxes)
        kindly = here.kindly.promised(self.operation, self.promise)
        if kindly is not None and kindly.kept:
            doubt = f"With what you left open twice as good it is kept: {_bare(kindly)}"
            return met(joined([_said(found), assumed, doubt]), *boxes)
        would_earn = self._would_earn(here, causes)
        if self._nearly(run, found):
            because = joined([_said(found), self._on_average(run), assumed])
            return partly(0.5, because, *boxes, would_earn=would_earn)
        return missed(joined([_said(found), assumed]), *boxes, would_earn=would_earn)

    def _causes(self, run: Run) -> list[str]:
        """What stands alone, for an availability; what is busiest, for a time."""
        if self.promise == "availability":
            alone = run.peak.operation(self.operation).single_points
            machines = [each.id for each in alone if not each.is_zone]
            return sorted(machines or run.waited_for(self.operation))
        busiest = run.busiest(self.operation)
        return [busiest[0]] if busiest else []

    def _nearly(self, run: Run, found: Promised) -> bool:
        if self._on_average(run):
            return True
        if found.found is None:
            return False
        if self.promise == "availability":
            return 1 - found.found <= A_NINE * (1 - found.promised)
        return found.found <= LITTLE * found.promised

    def _on_average(self, run: Run) -> str:
        """What holds on average, where that is more than at the peak."""
        if self.at == "average" or self.promise == "availability":
            return ""
        calm = run.average.promised(self.operation, self.promise)
        return f"On average it is kept: {_bare(calm)}" if calm and calm.kept else ""

    def _would_earn(self, run: Run, causes: list[str]) -> str:
        titles = listed(run.plan.stations[each].title for each in causes)
        if self.promise == "availability":
            return f"A second of {titles}, able to take over, in another zone."
        return f"More instances of {titles}, or less work for it; say its service time where you know it."


def _said(found: Promised) -> str:
    """What an evaluation says of a promise, as a sentence of its own."""
    title, _, rest = found.sentence.partition(": ")
    return f"“{title}”: {rest}"


def _bare(found: Promised) -> str:
    """The same where one knows which operation is meant."""
    return found.sentence.partition(": ")[2]
