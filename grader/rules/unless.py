"""A check that does not apply where something else is true.

Why it matters
    An answer that keeps everything in one region need not say how regions agree; one that puts counting
    out of scope need not show where counts are kept. The check leaves the sum, it is not given away.

In a rubric
    rule:
      kind: unless
      this: {kind: said, what: that one region is enough, about: [one_region]}
      then: {kind: drawn, what: a second region, kinds: [dns]}
"""

from collections.abc import Mapping
from typing import Literal

from grader.rule import Combination, Part, RuleKind
from grader.submission import Submission
from grader.verdict import Verdict, cannot_judge, not_applicable


class Unless(Combination):
    kind: Literal["unless"] = "unless"
    this: Part
    then: Part

    def parts(self) -> Mapping[str, RuleKind]:
        return {"this": self.this, "then": self.then}

    def prose_share(self) -> float:
        return self.then.prose_share()

    def check(self, submission: Submission) -> Verdict:
        spared = self.this.check(submission)
        if spared.word == "met":
            return not_applicable(f"This does not apply here: {spared.because}", *spared.evidence)
        verdict = self.then.check(submission)
        if spared.word == "cannot judge" and verdict.word != "met":
            return cannot_judge(spared.because, *spared.evidence)
        return verdict
