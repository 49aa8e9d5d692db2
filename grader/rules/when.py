"""A check that applies only to answers of which something else is true.

Why it matters
    Asking how clicks are counted makes sense where clicks are counted. A design that left them out is
    not worse for it: the check leaves the sum, and the points are shared by what remains.

In a rubric
    rule:
      kind: when
      this: {kind: said, what: that clicks are counted, about: [clicks], sections: [functional]}
      then: {kind: no_waiting_on, operation: redirect, on: [click_store], what: counting a click}
"""

from collections.abc import Mapping
from typing import Literal

from grader.rule import Combination, Part, RuleKind
from grader.submission import Submission
from grader.verdict import Verdict, cannot_judge, not_applicable


class When(Combination):
    kind: Literal["when"] = "when"
    this: Part
    then: Part

    def parts(self) -> Mapping[str, RuleKind]:
        return {"this": self.this, "then": self.then}

    def prose_share(self) -> float:
        return self.then.prose_share()

    def check(self, submission: Submission) -> Verdict:
        asked = self.this.check(submission)
        if asked.word == "cannot judge":
            return cannot_judge(asked.because, *asked.evidence)
        if asked.word != "met":
            return not_applicable(f"This does not apply here: {asked.because}", *asked.evidence)
        return self.then.check(submission)
