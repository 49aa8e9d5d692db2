"""An idea is explained: it is used, and one sentence says with what, why or at what price.

Why it matters
    Naming a mechanism is not understanding it. One sentence with the idea and its consequence is
    what an interviewer listens for; a list of names earns nothing.

`about` names the idea, `together_with` what must stand in the same sentence (any of them; with
`nearby: 1` also in the sentence before or after it in the same paragraph). Where `together_with` is
empty, the sentence must say a reason or a consequence (because, so, →, otherwise, at the price of).

In a rubric
    rule: {kind: concept_explained, about: [stale], together_with: [time_bound], what: how long a deleted link may still be served}
"""

from typing import Literal

from grader.found import Found
from grader.polarity import Polarity
from grader.rule import RuleKind
from grader.sentences import quoted
from grader.submission import EVERYWHERE, PROSE, Submission
from grader.verdict import Section, Verdict, met, missed, partly

REASONS = frozenset(
    [
        "because",
        "so",
        "since",
        "→",
        "therefore",
        "thus",
        "hence",
        "otherwise",
        "means",
        "avoids",
        "prevents",
        "reduces",
        "ensures",
        "keeps",
        "lets",
        "allows",
        "costs",
        "price",
        "but",
        "while",
        "without",
        "until",
        "unless",
        "then",
        "thereby",
        "to",
        "if",
        "when",
        "=",
        "instead",
        "against",
        "guarantees",
        "protects",
        "stops",
        "limits",
        "makes",
        "gives",
        "via",
        "by",
        "with",
        "using",
    ]
)


SAYS_MORE = 4  # words


class ConceptExplained(RuleKind):
    kind: Literal["concept_explained"] = "concept_explained"
    what: str  # completes "Nothing says …"
    about: tuple[str, ...]
    together_with: tuple[str, ...] = ()
    and_with: tuple[str, ...] = ()  # a second group, any of which is wanted too
    anywhere: bool = True  # also in notes, workings and comments
    nearby: int = 1
    named_only: float = 0.3  # the share that naming it alone earns
    even_if_supposed: bool = True  # "if the counter dies, …" explains as well
    even_if_denied: bool = False  # "codes cannot be guessed" is about guessing
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return (*self.about, *self.together_with, *self.and_with)

    def check(self, submission: Submission) -> Verdict:
        sections: tuple[Section, ...] = EVERYWHERE if self.anywhere else PROSE
        ways: list[Polarity] = ["affirmed"]
        ways += ["supposed"] if self.even_if_supposed else []
        ways += ["denied"] if self.even_if_denied else []
        groups = [group for group in (self.about, self.together_with, self.and_with) if group]
        mentions = submission.find(self.about, sections, ways)
        for apart in range(self.nearby + 1):  # what one sentence says is cited before what two say
            for lead in mentions:
                found = _explained(submission, [lead], groups[1:], sections, apart)
                if found and (len(groups) > 1 or _has_reason(lead)) and _is_sentence(found):
                    return met(
                        f"You say {self.what}: {quoted(found[0].whole_sentence.quote)}.",
                        *dict.fromkeys(each.whole_sentence for each in found),
                    )
        would_earn = f"One sentence that says {self.what}."
        if mentions and self.named_only > 0:
            first = mentions[0]
            return partly(
                self.named_only,
                f"{quoted(first.whole_sentence.quote)} names it. It does not yet say {self.what}.",
                first.whole_sentence,
                would_earn=would_earn,
            )
        denied = submission.find(self.about, sections, ("put off", "turned down"))
        denied += [] if self.even_if_denied else submission.find(self.about, sections, ("denied",))
        if denied:
            return missed(
                f"{quoted(denied[0].whole_sentence.quote)} turns it down or puts it off, so nothing says {self.what}.",
                denied[0].whole_sentence,
                would_earn=would_earn,
            )
        return missed(f"Nothing says {self.what}.", would_earn=would_earn)


def _explained(
    submission: Submission,
    chosen: list[Found],
    groups: list[tuple[str, ...]],
    sections: tuple[Section, ...],
    nearby: int,
) -> list[Found]:
    """The lead with one mention of each further group close by; empty when one is missing."""
    lead = chosen[0]
    for group in groups:
        others = submission.find(group, sections, ("affirmed", "supposed", "denied"))
        close = [
            each
            for each in others
            if submission.beside(lead, each, nearby) or _within(lead, each) or _within(each, lead)
        ]
        if not close:
            return []
        chosen.append(close[0])
    return chosen


def _within(inner: Found, outer: Found) -> bool:
    """Whether a mention is one end of a longer one that says more: 'expires' in 'expires is what a read compares'."""
    one, other = inner.mention, outer.mention
    return (
        inner.document is outer.document
        and other.first <= one.first
        and one.last <= other.last
        and (other.last - other.first) - (one.last - one.first) >= SAYS_MORE
    )


def _has_reason(found: Found) -> bool:
    sentence = found.document.sentences[found.sentence]
    return not REASONS.isdisjoint(found.document.words[sentence.first : sentence.last])


def _is_sentence(found: list[Found]) -> bool:
    """More than the bare name: at least four words, here or in what is said beside it."""
    sentences = (each.document.sentences[each.sentence] for each in found)
    return any(each.last - each.first >= 4 for each in sentences)
