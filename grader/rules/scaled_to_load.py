"""What is drawn is of the size of the load, give or take a factor.

Why it matters
    Ten times too many machines is not safety, it is ten times the cost and ten times as much that breaks.
    Right-sized is a property of a design like any other.

`per_instance` and `per_shard` are what one copy is planned to carry; `spare` is how many times more
than needed is still called prudent.

In a rubric
    rule: {kind: scaled_to_load, rate: peak_read_rate, per_instance: 500, storage: storage, per_shard: 2.0e11, spare: 10, most_boxes: 30}
"""

from typing import Literal

from grader.graph import box, in_words
from grader.reference import from_brief
from grader.rule import DrawingRule
from grader.sentences import listed
from grader.submission import Submission
from grader.verdict import Verdict, met, missed


class ScaledToLoad(DrawingRule):
    kind: Literal["scaled_to_load"] = "scaled_to_load"
    rate: str  # of signs.numbers
    per_instance: float  # requests a second
    storage: str  # of signs.numbers
    per_shard: float  # bytes
    spare: float = 10
    most_boxes: int = 30

    def numbers(self) -> tuple[str, ...]:
        return (self.rate, self.storage)

    def judge(self, submission: Submission) -> Verdict:
        components = submission.answer.architecture.components
        rate = max(high for _low, high in from_brief(submission, self.rate).spans)
        size = max(high for _low, high in from_brief(submission, self.storage).spans)
        bytes_ = submission.convert(size, submission.unit_of(self.storage), "B")
        servers = max(2.0, rate / self.per_instance)
        shards = max(2.0, bytes_ / self.per_shard)
        many = [each for each in components if each.instances * each.shards > self.spare * servers]
        split = [each for each in components if each.shards > self.spare * shards]
        large = list(dict.fromkeys((*many, *split)))
        if large:
            return missed(
                f"{listed(in_words(each) for each in large)}: the brief's peak needs about {servers:.0f} instances, its data about {shards:.0f} shards.",
                *map(box, large),
                would_earn="Divide the peak by what one instance carries, and add one for a failure.",
            )
        if len(components) > self.most_boxes:
            return missed(
                f"{len(components)} boxes for three operations: nobody can say what each is for.",
                would_earn=f"Keep what an operation or a promise needs; {self.most_boxes} boxes are plenty.",
            )
        return met("The drawing is of the size of the load.")
