"""Of several options one is chosen, in so many words.

Why it matters
    "SQL or NoSQL would both work" leaves the design to the reader. A choice can be argued with; two
    choices at once cannot be built.

Chosen is an option that stands affirmed in a sentence with a word of choosing (we use, choose, prefer,
over, instead of …). An option that is turned down, supposed or put off is not chosen.

In a rubric
    rule: {kind: decided, what: how codes are made, options: [counter, random_code, hashed_url]}
"""

from typing import Literal

from grader.found import Found
from grader.rule import RuleKind
from grader.sentences import listed, quoted
from grader.submission import ALL, EVERYWHERE, Submission
from grader.verdict import Verdict, met, missed, partly

CHOOSING = frozenset(
    "choose chose chosen choice pick picked take use uses using used go going decide decided decision prefer "  # noqa: SIM905
    "preferred prefers favour favor opt over instead rather want keep store stores make made generate is are via with by → =".split()
)


class Decided(RuleKind):
    kind: Literal["decided"] = "decided"
    what: str  # completes "nothing says …": "how codes are made"
    options: tuple[str, ...]
    several: bool = False  # whether more than one may be chosen, each for its own part
    named_only: float = 0.3
    reads_prose = True

    def concepts(self) -> tuple[str, ...]:
        return self.options

    def check(self, submission: Submission) -> Verdict:
        chosen: dict[str, Found] = {}
        for option in self.options:
            for each in submission.find([option], EVERYWHERE):
                if not CHOOSING.isdisjoint(each.sentence_words):
                    chosen.setdefault(option, each)
        would_earn = f"One sentence that chooses {self.what}."
        places = list(dict.fromkeys(each.whole_sentence for each in chosen.values()))
        if len(chosen) == 1 or (chosen and (self.several or len(places) == 1)):
            return met(f"You choose: {listed(quoted(each.quote) for each in places)}.", *places)
        if chosen:
            return partly(
                0.5,
                f"{listed(quoted(each.quote) for each in places[:2])} choose differently. Which one decides {self.what}?",
                *places,
                would_earn=f"Say which of the two it is, or which is used where: {self.what}.",
            )
        named = submission.find(self.options, EVERYWHERE, ALL)
        if named:
            where = named[0].whole_sentence
            because = f"{quoted(where.quote)} names an option. Nothing chooses {self.what}."
            return partly(self.named_only, because, where, would_earn=would_earn)
        return missed(f"Nothing says {self.what}.", would_earn=would_earn)
