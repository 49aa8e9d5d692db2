"""Two ways of doing something are held against each other, each with a consequence, and one is chosen.

Why it matters
    A choice without its alternative is a habit. The alternative may be turned down: that is the point
    of naming it.

In a rubric
    rule:
      kind: options_contrasted
      what: ways to make a code
      options: [counter, random_code, hashed_url, key_pool]
      consequences: [collision, coordination, predictable]
"""

from typing import Literal

from grader.found import Found
from grader.polarity import Polarity
from grader.rule import RuleKind
from grader.sentences import listed, quoted
from grader.submission import Submission
from grader.verdict import Section, Verdict, met, missed, partly

SECTIONS: tuple[Section, ...] = (
    "deep_dives",
    "functional",
    "non_functional",
    "estimates",
    "api",
    "architecture",
)


class OptionsContrasted(RuleKind):
    kind: Literal["options_contrasted"] = "options_contrasted"
    what: str
    options: tuple[str, ...]
    consequences: tuple[str, ...]
    at_least: int = 2
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return (*self.options, *self.consequences)

    def check(self, submission: Submission) -> Verdict:
        ways: tuple[Polarity, ...] = ("affirmed", "supposed", "turned down", "denied")
        effects = submission.find(self.consequences, SECTIONS, ways)
        named: dict[str, Found] = {}
        weighed: dict[str, Found] = {}
        affirmed = False
        for option in self.options:
            for each in submission.find([option], SECTIONS, ways):
                named.setdefault(option, each)
                affirmed = affirmed or each.polarity == "affirmed"
                if option not in weighed and any(
                    submission.beside(each, other, 1) for other in effects
                ):
                    weighed[option] = each
        evidence = list(dict.fromkeys(each.whole_sentence for each in weighed.values()))
        would_earn = f"Name {self.at_least} {self.what}, say what each costs, and choose one."
        if len(weighed) >= self.at_least and affirmed:
            quotes = listed(quoted(each.evidence.quote) for each in weighed.values())
            return met(
                f"You weigh {quotes} against each other, each with what follows from it.", *evidence
            )
        if len(named) >= self.at_least and affirmed:
            quotes = listed(quoted(each.evidence.quote) for each in list(named.values())[:3])
            share = 0.5 if weighed else 0.3
            return partly(
                share,
                f"You name {quotes}. What each of them costs is missing"
                + (" for all but one." if weighed else "."),
                *(each.whole_sentence for each in list(named.values())[:3]),
                would_earn=would_earn,
            )
        if weighed and affirmed:
            first = next(iter(weighed.values()))
            return partly(
                0.25,
                f"{quoted(first.whole_sentence.quote)} gives one way with its consequence. There is nothing to compare it with.",
                first.whole_sentence,
                would_earn=would_earn,
            )
        return missed(f"No two {self.what} are compared.", would_earn=would_earn)
