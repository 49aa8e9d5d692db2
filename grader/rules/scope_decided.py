"""Features that could go either way are put in or out of scope, in so many words.

Why it matters
    An interview has minutes. Saying what is left out shows that it was seen, and keeps the design
    from being judged against features that nobody asked for.

In a rubric
    rule: {kind: scope_decided, topics: [alias, expiry, clicks, accounts], at_least: 2}
"""

from typing import Literal

from grader.found import Found
from grader.polarity import Polarity
from grader.rule import RuleKind
from grader.sentences import listed, quoted, some
from grader.submission import Submission
from grader.verdict import Verdict, met, missed, partly

LEFT_OUT: tuple[Polarity, ...] = ("put off", "denied", "turned down")


class ScopeDecided(RuleKind):
    kind: Literal["scope_decided"] = "scope_decided"
    topics: tuple[str, ...]
    at_least: int = 2
    only_out: bool = False  # whether only what is left out counts
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return self.topics

    def check(self, submission: Submission) -> Verdict:
        decided = {
            topic: mentions[0]
            for topic in self.topics
            if (mentions := self._decisions(submission, topic))
        }
        open_topics = [topic.replace("_", " ") for topic in self.topics if topic not in decided]
        evidence = [each.evidence for each in decided.values()]
        inside = [each.evidence.quote for each in decided.values() if each.polarity == "affirmed"]
        outside = [each.evidence.quote for each in decided.values() if each.polarity != "affirmed"]
        said = "; ".join(
            f"{word} scope: {listed(map(quoted, quotes))}"
            for word, quotes in (("in", inside), ("out of", outside))
            if quotes
        )
        would_earn = f"Say in or out for {some(self.at_least - len(decided), 'more of these', 'more of these')}: {listed(open_topics)}."
        if len(decided) >= self.at_least:
            return met(f"Scope is decided. {said[:1].upper()}{said[1:]}.", *evidence)
        if decided:
            return partly(
                len(decided) / self.at_least,
                f"One decision about scope: {said}. The other features are left open.",
                *evidence,
                would_earn=would_earn,
            )
        return missed(
            f"Nothing says whether {listed(open_topics, 'or')} belong to the system.",
            would_earn=would_earn,
        )

    def _decisions(self, submission: Submission, topic: str) -> list[Found]:
        """Where a topic is asked for, or put out in so many words."""
        asked = submission.find([topic], ("functional",), ("affirmed",))
        out = submission.find([topic], ("functional", "non_functional"), LEFT_OUT)
        return out if self.only_out else [*asked, *out]
