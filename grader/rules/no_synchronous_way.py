"""No caller waits, at any number of steps, for a part that may be slow or down.

Why it matters
    Waiting adds up and so do failures: three services in a row at 99.9 % are 99.7 % together. What a
    user need not see at once can be handed over.

`start` narrows where the way begins (clients, where it is left out). Where nothing plays the other part,
there is nothing to wait for and nothing to judge.

In a rubric
    rule: {kind: no_synchronous_way, operation: redirect, to: {about: [click_store]}, what: the store of clicks}
"""

from itertools import pairwise
from typing import Literal

from grader.graph import arrow
from grader.roles import Role
from grader.rule import DrawingRule
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, not_applicable


class NoSynchronousWay(DrawingRule):
    kind: Literal["no_synchronous_way"] = "no_synchronous_way"
    operation: str
    to: Role
    start: Role | None = None
    what: str

    def concepts(self) -> tuple[str, ...]:
        return (*self.to.concepts(), *(self.start.concepts() if self.start else ()))

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        title = submission.title_of(self.operation)
        goals = [each.id for each in self.to.players(submission)]
        if not goals:
            return not_applicable(f"Nothing in the drawing is {self.what}.")
        step = drawing.waiting(self.operation)
        reached = drawing.reach(drawing.clients, step)
        starts = list(drawing.clients)
        if self.start is not None:
            starts = [each.id for each in self.start.players(submission) if each.id in reached]
        path = drawing.path(starts, [each for each in goals if each not in starts], step)
        if path:
            calls = [drawing.call_between(a, b) for a, b in pairwise(path)]
            return missed(
                f"“{title}” waits for {self.what}: {drawing.written(path)}.",
                *(arrow(each, drawing) for each in calls if each is not None),
                would_earn=f"Hand over between {drawing.title(path[-2])} and {drawing.title(path[-1])}: a queue, a log, or an asynchronous call.",
            )
        return met(f"“{title}” never waits for {self.what}.")
