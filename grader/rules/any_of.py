"""One of several ways is enough: the best of them counts.

Why it matters
    Good designs differ. What an interviewer wants is that the fan-out is not waited for; whether a
    queue, a log or a change feed does it is the candidate's to choose, so a rubric names the ways and
    takes any of them.

Each way has a name, which the sentence uses. Where none is met, the one that came nearest is named.

In a rubric
    rule:
      kind: any_of
      ways:
        a cache: {kind: read_through_cache, operation: redirect}
        many copies of the store: {kind: drawn, what: a store with five copies, kinds: [sql_database], copies: 5}
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from grader.rule import Combination, Part, RuleKind
from grader.submission import Submission
from grader.verdict import Verdict, cannot_judge, not_applicable


class AnyOf(Combination):
    kind: Literal["any_of"] = "any_of"
    ways: Annotated[dict[str, Part], Field(min_length=2)]

    def parts(self) -> Mapping[str, RuleKind]:
        return self.ways

    def check(self, submission: Submission) -> Verdict:
        verdicts = {name: each.check(submission) for name, each in self.ways.items()}
        counted = {name: each for name, each in verdicts.items() if each.counts}
        best = max(counted, key=lambda name: _nearness(counted[name]), default="")
        if best and counted[best].word == "met":
            return _with(counted[best], f"By {best}: {counted[best].because}")
        unread = next((each for each in verdicts.values() if each.word == "cannot judge"), None)
        if unread is not None:
            return cannot_judge(unread.because, *unread.evidence)
        if not best:
            first = next(iter(verdicts.values()))
            return not_applicable(first.because, *first.evidence)
        if counted[best].word == "partly":
            return _with(counted[best], f"Nearest is {best}: {counted[best].because}")
        said = f"None of {len(counted)} ways is there. Nearest is {best}: {counted[best].because}"
        return _with(counted[best], said if len(counted) > 1 else counted[best].because)


def _nearness(verdict: Verdict) -> tuple[float, int]:
    """What it earns, and between equals, how much of it was found; the first named wins a tie."""
    return verdict.share, len(verdict.evidence)


def _with(verdict: Verdict, because: str) -> Verdict:
    return verdict.model_copy(update={"because": because})
