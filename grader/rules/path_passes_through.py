"""Whatever reaches one part has passed through another: there is no way around.

Why it matters
    A queue takes the load off only if everything goes through it. One leftover arrow past it, and the
    slow part is waited for again at the worst moment.

The way is followed from clients over calls of every kind; `waiting: true` follows only calls whose
caller waits. `to` and `through` are roles: kinds of boxes, or what a box is about.

In a rubric
    rule:
      kind: path_passes_through
      operation: redirect
      to: {kinds: [sql_database, data_warehouse], about: [click_store]}
      through: {kinds: [queue, stream]}
      what: a queue or a log
"""

from typing import Literal

from grader.graph import box, trail
from grader.roles import Role
from grader.rule import DrawingRule
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class PathPassesThrough(DrawingRule):
    kind: Literal["path_passes_through"] = "path_passes_through"
    operation: str
    to: Role
    through: Role
    what: str  # what it passes through: "a queue or a log"
    waiting: bool = False
    around_too: float = 0.3  # the share of a way through beside a way around

    def concepts(self) -> tuple[str, ...]:
        return (*self.to.concepts(), *self.through.concepts())

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        title = submission.title_of(self.operation)
        step = (drawing.waiting if self.waiting else drawing.any_call)(self.operation)
        gates = [each.id for each in self.through.players(submission)]
        goals = [each.id for each in self.to.players(submission) if each.id not in gates]
        reached = drawing.reach(drawing.clients, step)
        goal = next((each for each in reached if each in goals), "")
        if not goal:
            end = f" to {drawing.title(goals[0])}" if goals else ""
            return missed(
                f"No way of “{title}” leads{end} at all, so none passes through {self.what}.",
                *(box(drawing.architecture.component(each)) for each in goals[:1]),
                would_earn=f"A way for “{title}” that passes through {self.what}.",
            )
        around = drawing.path(drawing.clients, goals, step, around=gates)
        if not around:
            path = _shown(goal, gates, reached)
            return met(
                f"“{title}” reaches {drawing.title(goal)} only through {self.what}: {drawing.written(path)}.",
                *(box(drawing.architecture.component(each)) for each in path),
            )
        passing = [
            gate
            for gate in gates
            if gate in reached and set(goals) & set(drawing.reach([gate], step))
        ]
        because = f"{drawing.written(around)} goes around {self.what}."
        evidence = tuple(box(drawing.architecture.component(each)) for each in around)
        would_earn = f"Let {drawing.title(around[-2])} hand over to {self.what} instead of calling {drawing.title(around[-1])}."
        if passing:
            because = f"{drawing.title(passing[0])} stands between, but {because}"
            return partly(self.around_too, because, *evidence, would_earn=would_earn)
        return missed(because, *evidence, would_earn=would_earn)


def _shown(goal: str, gates: list[str], reached: dict[str, str | None]) -> list[str]:
    """A shortest path to the goal; every one holds a gate."""
    path = trail(reached, goal)
    return path if set(path) & set(gates) else [*gates[:1], goal]
