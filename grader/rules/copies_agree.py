"""As many copies or parts are drawn as the text speaks of.

Why it matters
    "Three replicas" beside a single box is two designs. What is computed from the drawing, cost and
    availability, is then not what the text promises.

In a rubric
    rule: {kind: copies_agree, counted: copies, about: [replication], kinds: [sql_database, wide_column_store, key_value_store]}
"""

from typing import Literal

from capacity.architecture import Component, Kind
from grader.counts import counts
from grader.found import Found
from grader.graph import box, in_words
from grader.rule import DrawingRule
from grader.sentences import quoted
from grader.submission import PROSE, Submission
from grader.verdict import Verdict, met, missed, not_applicable

MOST = 1000  # a larger number beside the word is a rate or a size
NEAR = 12  # characters between a number and the word that it counts


class CopiesAgree(DrawingRule):
    kind: Literal["copies_agree"] = "copies_agree"
    counted: Literal["copies", "shards"]
    about: tuple[str, ...]  # concepts: replicas, shards
    kinds: tuple[Kind, ...]

    def concepts(self) -> tuple[str, ...]:
        return self.about

    def judge(self, submission: Submission) -> Verdict:
        said = [
            (number, each)
            for each in submission.find(self.about, PROSE)
            if (number := _count_of(each)) is not None
        ]
        boxes = submission.drawing.architecture.of_kind(*self.kinds)
        if not said or not boxes:
            return not_applicable("The text gives no number that the drawing could contradict.")
        number, each = max(said, key=lambda pair: pair[0])
        largest = max(boxes, key=lambda one: self._of(submission, one))
        where = each.whole_sentence
        if self._of(submission, largest) >= number:
            return met(
                f"{in_words(largest)} is what {quoted(where.quote)} speaks of.", where, box(largest)
            )
        return missed(
            f"{quoted(where.quote)} speaks of {number}; the drawing has {in_words(largest)}.",
            where,
            box(largest),
            would_earn=f"Draw {largest.title} with {number} {'instances' if self.counted == 'copies' else 'shards'}, or change the sentence.",
        )

    def _of(self, submission: Submission, each: Component) -> int:
        return submission.drawing.copies(each) if self.counted == "copies" else each.shards


def _count_of(each: Found) -> int | None:
    """The number right before or after the mention: '3 replicas', 'replication factor 3', 'RF = 3'."""
    start, end = each.document.bounds(each.mention.first, each.mention.last)
    sentence = each.document.sentences[each.sentence]
    text = each.document.plain.text[sentence.start : sentence.end]
    for count in counts(text):
        begin, stop = count.start + sentence.start, count.end + sentence.start
        close = 0 <= start - stop <= NEAR or 0 <= begin - end <= NEAR
        between = text[stop - sentence.start : start - sentence.start]
        if (close or (begin >= start and stop <= end)) and not {",", ";"} & set(between):
            value = count.value
            if value == int(value) and 1 < value <= MOST:
                return int(value)
    return None
