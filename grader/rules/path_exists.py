"""Each operation has a path that works: a client waits for compute, and compute for a durable store.

Why it matters
    It is the first thing a drawing must show. Without it there is nothing to scale, to cache or to
    replicate, whatever else is written.

In a rubric
    rule: {kind: path_exists, wanted: [create, redirect]}
"""

from typing import Literal

from grader.graph import arrow, box
from grader.rule import DrawingRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class PathExists(DrawingRule):
    kind: Literal["path_exists"] = "path_exists"
    wanted: tuple[str, ...]

    def operations(self) -> tuple[str, ...]:
        return self.wanted

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        paths = {operation: drawing.working_path(operation) for operation in self.wanted}
        good = {operation: path for operation, path in paths.items() if path}
        broken = [submission.title_of(operation) for operation, path in paths.items() if not path]
        ends = dict.fromkeys(step for path in good.values() for step in path)
        evidence = [box(drawing.architecture.component(each)) for each in ends]
        would_earn = (
            f"Calls that wait, from a client through a service to a store, for: {listed(broken)}."
        )
        if not broken:
            written = listed(dict.fromkeys(drawing.written(path) for path in good.values()))
            return met(f"Every operation reaches a store: {written}.", *evidence)
        if good:
            operation, path = next(iter(good.items()))
            return partly(
                len(good) / len(paths),
                f"{drawing.written(path)} carries “{submission.title_of(operation)}”. No path carries: {listed(broken)}.",
                *evidence,
                would_earn=would_earn,
            )
        return missed(self._why(submission), would_earn=would_earn)

    def _why(self, submission: Submission) -> str:
        """What is missing first on the way from a client to a store."""
        drawing = submission.drawing
        if not drawing.architecture.components:
            return "The drawing is empty."
        if not drawing.clients:
            return "The drawing has no client, so no request ever starts."
        step = drawing.waiting(self.wanted[0])
        reached = drawing.reach(drawing.clients, step)
        edge = next(
            (
                each
                for each in reached
                if not any(step(call) for call in drawing.architecture.calls_from[each])
            ),
            "",
        )
        late = [
            arrow(call, drawing).quote
            for each in reached
            for call in drawing.architecture.calls_from[each]
            if not call.waits
        ]
        if late:
            return f"Nothing that a client waits for reaches a durable store; {late[0]}, only hands over."
        return (
            f"The way from {drawing.title(drawing.clients[0])} ends at {drawing.title(edge)}, before a service and a durable store are both reached."
            if edge
            else "No path leads from a client through a service to a durable store."
        )
