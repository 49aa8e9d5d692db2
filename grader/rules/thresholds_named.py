"""What is watched is named with the value at which somebody is woken.

Why it matters
    A dashboard shows everything; an indicator with a threshold says when users are hurt.

In a rubric
    rule: {kind: thresholds_named, indicators: [latency, error_ratio, hit_ratio, lag], watched: [monitoring], at_least: 2}
"""

import re
from typing import Literal

from grader.found import Found
from grader.rule import RuleKind
from grader.sentences import listed, quoted
from grader.submission import Submission
from grader.verdict import Section, Verdict, met, missed, partly

NUMBER = re.compile(r"\d")
SECTIONS: tuple[Section, ...] = ("deep_dives", "non_functional")


class ThresholdsNamed(RuleKind):
    kind: Literal["thresholds_named"] = "thresholds_named"
    indicators: tuple[str, ...]
    watched: tuple[str, ...]  # concepts that say it is watched, not only promised
    at_least: int = 2
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return (*self.indicators, *self.watched)

    def check(self, submission: Submission) -> Verdict:
        watched = submission.find(self.watched, SECTIONS)
        seen: dict[str, Found] = {}
        bare: dict[str, Found] = {}
        for indicator in self.indicators:
            named = submission.find([indicator], SECTIONS)
            own = [each for each in named if any(submission.close(each, one, 0) for one in watched)]
            for each in (*own, *named):  # what says in one sentence that it is watched comes first
                if not self._is_watched(submission, each, watched):
                    continue
                bare.setdefault(indicator, each)
                if _has_number(each):
                    seen.setdefault(indicator, each)
        names = listed(quoted(each.evidence.quote) for each in seen.values())
        evidence = list(dict.fromkeys(each.whole_sentence for each in seen.values()))
        would_earn = f"Name {self.at_least} things you watch, each with the value at which you act."
        if len(seen) >= self.at_least:
            return met(f"You watch {names}, each with a value at which you act.", *evidence)
        if bare:
            without = listed(quoted(each.evidence.quote) for each in bare.values())
            share = 0.5 if seen else 0.3
            return partly(
                share,
                f"You watch {without}. {'Only one has' if seen else 'None has'} a value at which you act.",
                *(each.whole_sentence for each in bare.values()),
                would_earn=would_earn,
            )
        return missed(
            "Nothing says what you watch, and at which value you act.", would_earn=would_earn
        )

    def _is_watched(self, submission: Submission, each: Found, watched: list[Found]) -> bool:
        """Whether the sentence, one nearby, or its heading says that somebody looks."""
        heading = each.document.sentences[each.sentence].heading
        return submission.is_about(heading, *self.watched) or any(
            submission.close(each, other, 2) for other in watched
        )


def _has_number(found: Found) -> bool:
    sentence = found.document.sentences[found.sentence]
    text = found.document.plain.text[sentence.start : sentence.end]
    rest = re.sub(r"\bp\d\d+\b", " ", text, flags=re.IGNORECASE)
    return bool(NUMBER.search(rest))
