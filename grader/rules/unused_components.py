"""Every box does something: it is called, or it calls what is in use.

Why it matters
    A box that nothing uses costs money and attention, and in an interview it says that its name was
    known and its purpose was not.

In a rubric
    rule: {kind: unused_components, most: 3}
"""

from typing import Literal

from grader.graph import box
from grader.rule import DrawingRule
from grader.sentences import listed, some
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, not_applicable, partly


class UnusedComponents(DrawingRule):
    kind: Literal["unused_components"] = "unused_components"
    most: int = 3  # so many unused boxes, and nothing is left

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        if not drawing.architecture.components:
            return not_applicable("There is no drawing.")
        unused = drawing.unused
        if not unused:
            return met("Every box of the drawing is in use.")
        names = listed(
            [each.title for each in unused[:5]] + (["others"] if len(unused) > 5 else [])
        )
        because = f"{some(len(unused), 'box', 'boxes')} that nothing uses: {names}."
        would_earn = f"Draw who calls {names}, or take {'it' if len(unused) == 1 else 'them'} out."
        evidence = tuple(box(each) for each in unused[:20])
        share = 1 - len(unused) / self.most
        if share > 0:
            return partly(share, because, *evidence, would_earn=would_earn)
        return missed(because, *evidence, would_earn=would_earn)
