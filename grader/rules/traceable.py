"""Each operation can be followed all the way: a requirement, an endpoint, a path, a table.

Why it matters
    A design is one thing said four times. Where one of the four is missing, something was promised
    that is not built, or built that nobody asked for.

In a rubric
    rule: {kind: traceable, wanted: [create, redirect, stats]}
"""

from typing import Literal

from grader.graph import box
from grader.rule import DrawingRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, met, missed, partly

MOST_SHOWN = 4  # gaps that a sentence names


class Traceable(DrawingRule):
    kind: Literal["traceable"] = "traceable"
    wanted: tuple[str, ...]

    def operations(self) -> tuple[str, ...]:
        return self.wanted

    def judge(self, submission: Submission) -> Verdict:
        evidence: list[Evidence] = []
        gaps: list[str] = []
        followed: list[str] = []
        looked_for = 0
        for operation in self.wanted:
            steps = self._steps(submission, operation)
            if steps is None:
                continue
            title = submission.title_of(operation)
            missing = [name for name, found in steps.items() if found is None]
            evidence += [each for each in steps.values() if each is not None]
            looked_for += len(steps)
            gaps += [f"{name} of “{title}”" for name in missing]
            if not missing:
                followed.append(f"“{title}”")
        shown = listed(
            gaps
            if len(gaps) <= MOST_SHOWN
            else [*gaps[:MOST_SHOWN], f"{len(gaps) - MOST_SHOWN} more"]
        )
        would_earn = f"Add what is missing: {shown}."
        if not gaps:
            return met(
                f"{listed(followed)} can be followed from the requirement to the table.", *evidence
            )
        share = 1 - len(gaps) / looked_for
        if share > 0.5:
            return partly(
                share / 2,
                f"The thread breaks at: {shown}.",
                *evidence,
                would_earn=would_earn,
            )
        return missed(f"The thread breaks at: {shown}.", *evidence, would_earn=would_earn)

    def _steps(self, submission: Submission, operation: str) -> dict[str, Evidence | None] | None:
        """Where each step of an operation is found; None when it is out of scope."""
        signs = submission.signs.operations[operation]
        if submission.is_out_of_scope(operation):
            return None
        said = submission.requirement(operation) or submission.named_requirement(operation)
        steps: dict[str, Evidence | None] = {"a requirement": said}
        if signs.endpoint is not None and submission.unread("api") is None:
            found = submission.endpoint(operation)
            steps["an endpoint"] = submission.endpoint_evidence(found[0]) if found else None
        path = submission.drawing.working_path(operation)
        steps["a path"] = box(submission.drawing.architecture.component(path[-1])) if path else None
        if signs.entity:
            table = submission.entity(signs.entity)
            steps["a table"] = submission.schema.evidence(table) if table else None
        return steps
