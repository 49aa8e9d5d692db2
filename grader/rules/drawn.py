"""What the text speaks of is in the drawing.

Why it matters
    The drawing is what would be built. A cache that is only written about takes no load off anything.

In a rubric
    rule: {kind: drawn, what: a cache, kinds: [cache, cdn]}
"""

from typing import Literal

from capacity.architecture import Kind
from capacity.boxes import is_managed
from grader.graph import box, in_words
from grader.rule import DrawingRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed


class Drawn(DrawingRule):
    kind: Literal["drawn"] = "drawn"
    what: str
    kinds: tuple[Kind, ...]
    copies: int = 1  # of at least one of them
    operation: str = ""  # only what this operation waits for, when given

    def judge(self, submission: Submission) -> Verdict:
        drawing = submission.drawing
        found = drawing.architecture.of_kind(*self.kinds)
        if self.operation:
            reached = drawing.reach(drawing.clients, drawing.waiting(self.operation))
            found = tuple(each for each in found if each.id in reached)
        enough = [each for each in found if is_managed(each) or drawing.copies(each) >= self.copies]
        if enough:
            return met(f"{enough[0].title} is drawn.", box(enough[0]))
        if found:
            return missed(
                f"the drawing shows {listed(in_words(each) for each in found)}.",
                *map(box, found),
                would_earn=f"Draw {self.what}, or take the sentence out.",
            )
        return missed(
            f"the drawing shows no {self.what.removeprefix('a ').removeprefix('an ')}.",
            would_earn=f"Draw {self.what}, or take the sentence out.",
        )
