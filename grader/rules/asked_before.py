"""What decides the design is asked, or assumed aloud, before the first box is drawn.

Why it matters
    A drawing made before the load is known is a guess that its author will defend. Three good questions in
    the first five minutes change more than thirty minutes of drawing.

It reads the record of the interview (grader/events.py). Without one, or where nothing but hints is in it, there
is nothing to judge, and the check leaves the sum. `about` names concepts, any of which makes a question count; `at_least` says how many.

In a rubric
    rule: {kind: asked_before, what: how reads and writes compare, about: [read_write_ratio], before: architecture}
"""

from typing import Literal

from grader.events import EventSection, in_order
from grader.rule import RuleKind
from grader.sentences import clock, listed, quoted, some
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, met, missed, not_applicable, partly


class AskedBefore(RuleKind):
    kind: Literal["asked_before"] = "asked_before"
    what: str  # completes "You asked about"
    about: tuple[str, ...]
    before: EventSection = "architecture"
    at_least: int = 1
    late: float = 0.4  # the share of questions that came after

    def concepts(self) -> tuple[str, ...]:
        return self.about

    def check(self, submission: Submission) -> Verdict:
        events = in_order(submission.answer.events)
        if all(each.kind in ("hint", "raised") for each in events):
            return not_applicable("There is no record of an interview.")
        start = next(
            (each.at for each in events if each.kind == "edit" and each.section == self.before),
            None,
        )
        asked = [
            each
            for each in events
            if each.kind == "question" and submission.is_about(each.text, *self.about)
        ]
        early = [each for each in asked if start is None or each.at <= start]
        evidence = [
            Evidence(section="events", at=clock(each.at), quote=each.text) for each in asked
        ]
        would_earn = (
            f"Ask about {self.what} before the first change of the {self.before.replace('_', ' ')}."
        )
        if len(early) >= self.at_least:
            quotes = listed(quoted(each.text) for each in early[:3])
            return met(f"You asked about {self.what} first: {quotes}.", *evidence)
        if asked:
            said = f"{some(len(early), 'question')} about {self.what} came in time, {self.at_least} would be good."
            if not early:
                said = f"{quoted(asked[0].text)} came at {clock(asked[0].at)}, after work on the {self.before.replace('_', ' ')} had begun."
            share = max(self.late, len(early) / self.at_least)
            return partly(share, said, *evidence, would_earn=would_earn)
        return missed(f"Nothing was asked or assumed about {self.what}.", would_earn=would_earn)
