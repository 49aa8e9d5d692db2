"""A redirect's status fits what the requirements want: what browsers keep cannot be counted or taken back.

Why it matters
    301 and 308 are permanent: browsers and proxies may keep them and never ask again. That is cheap,
    and it hides every later click and outlives a deleted link. 302, 303 and 307 come back each time.

In a rubric
    rule:
      kind: status_fits
      operation: redirect
      permanent: [301, 308]
      temporary: [302, 303, 307]
      conflicts_with: [clicks, disable, expiry]
      bounded_by: [cache_header]
"""

from typing import Literal

from grader.found import Found
from grader.rule import ApiRule
from grader.sentences import listed, quoted
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly


class StatusFits(ApiRule):
    kind: Literal["status_fits"] = "status_fits"
    operation: str
    permanent: tuple[int, ...]
    temporary: tuple[int, ...]
    conflicts_with: tuple[str, ...]
    bounded_by: tuple[str, ...] = ()

    def concepts(self) -> tuple[str, ...]:
        return (*self.conflicts_with, *self.bounded_by)

    def judge(self, submission: Submission) -> Verdict:
        found = submission.endpoint(self.operation)
        title = submission.title_of(self.operation)
        if found is None:
            return missed(
                f"No endpoint does “{title}”, so no status can fit.",
                would_earn=f"An endpoint for “{title}” that answers {self.temporary[0]}.",
            )
        number, each = found
        lasting = [status for status in each.statuses if status in self.permanent]
        passing = [status for status in each.statuses if status in self.temporary]
        written = f"{each.method} {each.path}"
        evidence = submission.endpoint_evidence(
            number, f"{written}: {listed(map(str, (*lasting, *passing)))}"
        )
        if not lasting and not passing:
            return missed(
                f"{written} does not answer with a redirect.",
                evidence,
                would_earn=f"Let it answer {self.temporary[0]}, or {self.permanent[0]} if nobody counts or takes links back.",
            )
        wanted = self._wanted(submission)
        if not lasting:
            why = f", as {quoted(wanted.whole_sentence.quote)} needs" if wanted else ""
            more = [wanted.whole_sentence] if wanted else []
            return met(
                f"{written} answers {passing[0]}: every visit comes back to you{why}.",
                evidence,
                *more,
            )
        bound = self._bounds(submission, number)
        if wanted is None or bound:
            extra = [bound[0].whole_sentence] if bound else []
            reason = (
                f"for a bounded time: {quoted(extra[0].quote)}"
                if extra
                else "and nothing you ask for needs it back"
            )
            return met(
                f"{written} answers {lasting[0]}, which browsers keep {reason}.", evidence, *extra
            )
        if passing:
            return partly(
                0.5,
                f"{written} answers {lasting[0]} or {passing[0]} and does not say when. With {lasting[0]} browsers never come back, which {quoted(wanted.whole_sentence.quote)} needs.",
                evidence,
                wanted.whole_sentence,
                would_earn=f"Choose {passing[0]}, or say for which links {lasting[0]} is right.",
            )
        return missed(
            f"{written} answers {lasting[0]}, which browsers keep for good; {quoted(wanted.whole_sentence.quote)} needs them to come back.",
            evidence,
            wanted.whole_sentence,
            would_earn=f"Answer {self.temporary[0]}, or bound {lasting[0]} with a Cache-Control max-age.",
        )

    def _wanted(self, submission: Submission) -> Found | None:
        """What the requirements ask for that a kept redirect would break."""
        for concept in self.conflicts_with:
            if submission.scoped_out([concept]):
                continue
            asked = submission.find([concept], ("functional", "non_functional"), ("affirmed",))
            if asked:
                return asked[0]
        return None

    def _bounds(self, submission: Submission, number: int) -> list[Found]:
        """Where a kept redirect is bounded: at the endpoint itself, or in a sentence about that status."""
        said = submission.find(self.bounded_by, ("api", "deep_dives"), ("affirmed",))
        kept = {str(status) for status in self.permanent}
        return [
            each
            for each in said
            if each.document.at == str(number)
            or (not each.document.at and not kept.isdisjoint(each.sentence_words))
        ]
