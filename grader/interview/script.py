"""What an interviewer knows about one exercise, as interview.yaml holds it.

    opening: Design a service that …      # the first words; the numbers of the brief are not told
    facts:                                # what is said only to those who ask
      - id: growth
        words: ["@shorten ~ how many", "new links", volume]    # a question with any of these is about it
        matters: 5                        # 1 to 5: how much of the design hangs on it
        decides: how large the store and the codes must be
        says: "Take {new_links}."         # {name} is a given or a promise of the contract
        needed_in: estimates              # told unasked when that phase begins, because nothing goes on without it
    follow_ups:                           # by check: asked where the draft has not earned it
      no-single-loss:
        first: What happens to redirects when the machine that …?
        deeper: And while it is being replaced, at the peak?
        alternative: What else could have stood there, and what would it have cost?    # once it is earned
    change:                               # arrives half-way; the drawing is run again under it
      says: Let us change one thing. …
      becomes: {new_links: 1B links/month}
      first: What in your drawing gives way first?
      deeper: What would you change, in which order?
      checks: [storage, key-length]       # those that the change puts at stake again
    closing: [If you had another week, what would you look at?]

`words` are terms of the lexicon language (grader/lexicon.py), `@name` a concept of the exercise or of the field.
A check without a follow-up is asked about with its second hint. Numbers are never repeated: what is written as
{name} follows the contract, also after the change.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from capacity.contract import Contract, Given
from capacity.frozen import Frozen, did_you_mean

NAMED = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BUDGET = "budget"

Said = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]
FactId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,60}$")]
PhaseName = Literal[
    "clarify",
    "requirements",
    "estimates",
    "api",
    "data-model",
    "drawing",
    "deep-dives",
    "wrap-up",
]


class Fact(Frozen):
    """Something the interviewer knows and tells to whoever asks."""

    id: FactId
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    matters: Annotated[int, Field(ge=1, le=5)]
    decides: Said  # completes "It decides"
    says: Said
    needed_in: PhaseName | None = None


class FollowUp(Frozen):
    """What is asked about one check: before it is earned, when that was not enough, and once it is."""

    first: Said
    deeper: Said
    alternative: Said | Literal[""] = ""


class Change(Frozen):
    """One change of requirements: what is said, and which numbers of the contract it replaces."""

    says: Said
    becomes: Annotated[dict[str, str], Field(min_length=1)]
    first: Said
    deeper: Said
    checks: tuple[str, ...] = ()

    def of(self, contract: Contract) -> Contract:
        """The contract with the change made. Raises ValueError for the person who wrote it."""
        known = {each.name: each for each in (*contract.givens, *contract.promises)}
        names = [*known, BUDGET] if contract.budget else [*known]
        for name in self.becomes:
            if name not in names:
                raise ValueError(
                    f"becomes.{name}: the contract states no '{name}'.{did_you_mean(name, names)}"
                )
        made = contract.model_dump()
        for part in ("givens", "promises"):
            made[part] = [self._replaced(each) for each in made[part]]
        if contract.budget is not None and BUDGET in self.becomes:
            made["budget"] = {**made["budget"], "value": self.becomes[BUDGET]}
        changed = Contract.model_validate(made)
        if changed == contract:
            raise ValueError("becomes: every number is what it was. A change changes something.")
        return changed

    def _replaced(self, given: dict[str, str]) -> dict[str, str]:
        return {**given, "value": self.becomes.get(given["name"], given["value"])}

    def differences(self, contract: Contract) -> tuple[tuple[str, str, str], ...]:
        """For each number that changes: what it is called, what it was, what it becomes."""
        stated = (*contract.givens, *contract.promises)
        found = [
            (each.label or each.name, each.value, self.becomes[each.name])
            for each in stated
            if each.name in self.becomes
        ]
        if contract.budget is not None and BUDGET in self.becomes:
            budget = contract.budget
            found.append((budget.label or BUDGET, budget.value, self.becomes[BUDGET]))
        return tuple(found)


class Script(Frozen):
    """Everything that an interviewer brings along for one exercise."""

    opening: Said
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]
    follow_ups: dict[str, FollowUp] = Field(default_factory=dict)
    change: Change | None = None
    closing: Annotated[tuple[Said, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _facts_differ(self) -> "Script":
        names = [each.id for each in self.facts]
        for number, name in enumerate(names):
            if names.index(name) != number:
                raise ValueError(f"facts[{number}].id: '{name}' is there twice.")
        return self

    def misfits(self, contract: Contract, checks: Iterable[str]) -> Iterator[tuple[str, str]]:
        """(place, what is wrong) for everything that does not fit the exercise it stands beside."""
        known = list(checks)
        for place, name in self._checks_named():
            if name not in known:
                yield place, f"there is no check '{name}'.{did_you_mean(name, known)}"
        stated = [each.name for each in stated_in(contract)]
        for place, text in self._texts():
            for name in NAMED.findall(text):
                if name not in stated:
                    guess = did_you_mean(name, stated)
                    yield place, f"the contract states no '{name}' for {{{name}}}.{guess}"
        if self.change is not None:
            try:
                self.change.of(contract)
            except ValueError as error:
                yield "change", _first_line(error)

    def _checks_named(self) -> Iterator[tuple[str, str]]:
        for name in self.follow_ups:
            yield "follow_ups", name
        for number, name in enumerate(self.change.checks if self.change else ()):
            yield f"change.checks[{number}]", name

    def _texts(self) -> Iterator[tuple[str, str]]:
        yield "opening", self.opening
        for number, fact in enumerate(self.facts):
            yield f"facts[{number}].says", fact.says
        for name, each in self.follow_ups.items():
            for part in ("first", "deeper", "alternative"):
                yield f"follow_ups.{name}.{part}", getattr(each, part)
        if self.change is not None:
            for part in ("says", "first", "deeper"):
                yield f"change.{part}", getattr(self.change, part)
        for number, text in enumerate(self.closing):
            yield f"closing[{number}]", text


def stated_in(contract: Contract) -> tuple[Given, ...]:
    """Every number of a contract that a sentence may name."""
    budget = (contract.budget,) if contract.budget else ()
    return (*contract.givens, *contract.promises, *budget)


def spoken(text: str, contract: Contract) -> str:
    """A sentence with the numbers that it names, as the contract states them."""
    values = {each.name: each.value for each in stated_in(contract)}
    return NAMED.sub(lambda found: values[found[1]], text)


def _first_line(error: ValueError) -> str:
    """The first thing that is wrong, without the counting that pydantic puts around it."""
    problems = getattr(error, "errors", None)
    said = str(problems()[0]["msg"]) if problems else str(error)
    return said.removeprefix("Value error, ").splitlines()[0]
