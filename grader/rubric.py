"""A rubric: checks with points, levels and hints; penalties; caps; and the levels they add up to.

Checks pair points with one rule. A check may need others: where one of those is missed, it earns
nothing, so that an explanation of a design that does not exist is not paid for. A penalty takes
points away where its rule is missed and, if it has a claim, where that claim is made: then the
answer contradicts itself, and both ends are cited. A cap bounds the score while something essential
is missing. Where there is a record of the interview, points are multiplied by who raised a check first.
"""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from capacity.frozen import Frozen, did_you_mean
from grader.rules import Rule
from grader.signs import Signs

Level = Literal["junior", "senior", "staff"]
MOST_TEXT = 0.30  # of the points: structure carries the grade
LEVELS: tuple[Level, ...] = ("junior", "senior", "staff")
CheckId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{2,60}$")]
BookLink = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9-]+$")]
Share = Annotated[float, Field(ge=0, le=1)]


class Phase(Frozen):
    """A part of the interview, in the order of the page."""

    id: CheckId
    title: str


class Check(Frozen):
    """One thing that is looked for, and what it is worth."""

    id: CheckId
    phase: str
    title: str
    points: Annotated[float, Field(gt=0, le=100)]
    level: Level
    rule: Rule
    hints: tuple[str, str, str]  # where to look, what to think of, what to do
    book: BookLink
    needs: tuple[CheckId, ...] = ()


class Penalty(Frozen):
    """Points that are lost where `rule` is missed and, if there is a claim, the claim is made."""

    id: CheckId
    title: str
    points: Annotated[float, Field(lt=0, ge=-20)]
    rule: Rule
    claim: Rule | None = None
    contradiction: bool = False  # counts as one for the caps


class Cap(Frozen):
    """The most a score can be while something is missing."""

    id: CheckId
    limit: Annotated[float, Field(ge=0, le=100)]
    because: str
    missed: tuple[CheckId, ...] = ()  # all of these checks are missed
    any_missed: tuple[CheckId, ...] = ()  # or one of these
    penalised: tuple[CheckId, ...] = ()  # or one of these penalties costs points
    contradictions: Annotated[int, Field(ge=0)] = 0  # or so many contradictions stand
    earned_less_than: dict[CheckId, float] = Field(
        default_factory=dict
    )  # or phases earned less than these points

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        reasons = (
            self.missed,
            self.any_missed,
            self.penalised,
            self.contradictions,
            self.earned_less_than,
        )
        if not any(reasons):
            raise ValueError(
                "say when it applies: missed, any_missed, penalised, contradictions or earned_less_than."
            )
        return self


class Joint(Frozen):
    """A share of the points of several levels of checks together."""

    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    least: Share


class LevelBar(Frozen):
    """What a level asks for: a score, and shares of the points of each level of checks.

    `clear_of` names caps that must not apply; `unprompted` is the share of the points of senior and
    staff checks that the candidate raised alone, where there is a record of the interview.
    """

    score: Annotated[float, Field(ge=0, le=100)]
    shares: dict[Level, Share]
    joint: tuple[Joint, ...] = ()
    clear_of: tuple[CheckId, ...] = ()
    unprompted: Share = 0


class Provenance(Frozen):
    """What points are worth when somebody else raised the check first, by the level of the check.

    A junior is expected to be prompted, so that prompting costs little there.
    """

    hinted: dict[Level, Share] = Field(default={"junior": 0.9, "senior": 0.7, "staff": 0.7})
    after_follow_up: dict[Level, Share] = Field(
        default={"junior": 0.9, "senior": 0.5, "staff": 0.5}
    )

    def times(self, raised: str, level: Level) -> float:
        """The multiplier of a check's points."""
        if raised == "hinted":
            return self.hinted.get(level, 1.0)
        if raised == "after follow-up":
            return self.after_follow_up.get(level, 1.0)
        return 1.0


class Rubric(Frozen):
    """Everything that is looked for in an answer to one exercise."""

    left_for_later: tuple[str, ...] = ()  # what a person would also judge, and this does not yet
    phases: tuple[Phase, ...]
    levels: dict[Level, LevelBar]
    provenance: Provenance = Field(default_factory=Provenance)
    both_ways: tuple[str, ...] = ()  # concepts that, said and denied, ask for a person's look
    signs: Signs
    checks: tuple[Check, ...]
    penalties: tuple[Penalty, ...] = ()
    caps: tuple[Cap, ...] = ()

    @model_validator(mode="after")
    def _names_meet(self) -> Self:
        phases = [each.id for each in self.phases]
        checks = [each.id for each in self.checks]
        penalties = [each.id for each in self.penalties]
        for number, each in enumerate(self.checks):
            where = f"checks[{number}]"
            _known(f"{where}.phase", [each.phase], phases)
            _known(f"{where}.needs", each.needs, checks[:number])
            if checks.index(each.id) != number:
                raise ValueError(f"{where}.id: '{each.id}' is there twice.")
        for number, cap in enumerate(self.caps):
            where = f"caps[{number}]"
            _known(where, (*cap.missed, *cap.any_missed), checks)
            _known(f"{where}.penalised", cap.penalised, penalties)
            _known(f"{where}.earned_less_than", cap.earned_less_than, phases)
        for level, bar in self.levels.items():
            _known(f"levels.{level}.clear_of", bar.clear_of, [each.id for each in self.caps])
        absent = [level for level in LEVELS if level not in self.levels]
        if absent:
            raise ValueError(f"levels: {absent[0]} is missing.")
        for name, rule in self.all_rules:
            _known(f"{name}.operation", rule.operations(), self.signs.operations)
            _known(f"{name}.entity", rule.entities(), self.signs.entities)
        return self

    @model_validator(mode="after")
    def _structure_carries_it(self) -> Self:
        if self.checks and self.text_share > MOST_TEXT + 1e-9:
            heaviest = sorted(
                self.checks, key=lambda each: (-each.points * each.rule.prose_share(), each.id)
            )
            names = ", ".join(each.id for each in heaviest[:3])
            raise ValueError(
                f"checks: rules over prose carry {100 * self.text_share:.0f} % of the points; "
                f"{100 * MOST_TEXT:.0f} % are the most. The heaviest: {names}."
            )
        return self

    @cached_property
    def all_rules(self) -> tuple[tuple[str, Rule], ...]:
        """Every rule with the place where it is written."""
        found: list[tuple[str, Rule]] = []
        found += [(f"checks[{n}].rule", each.rule) for n, each in enumerate(self.checks)]
        for n, each in enumerate(self.penalties):
            found.append((f"penalties[{n}].rule", each.rule))
            if each.claim is not None:
                found.append((f"penalties[{n}].claim", each.claim))
        return tuple(found)

    @property
    def concepts(self) -> dict[str, str]:
        """Every concept that the rubric speaks of, with the place where it does."""
        found: dict[str, str] = {}
        for name, rule in self.all_rules:
            for concept in rule.concepts():
                found.setdefault(concept, name)
        for concept in self.both_ways:
            found.setdefault(concept, "both_ways")
        for operation, signs in self.signs.operations.items():
            endpoint = (*signs.endpoint.about, *signs.endpoint.not_about) if signs.endpoint else ()
            for concept in (*sum(signs.requirement, ()), *signs.named, *endpoint, *signs.topic):
                found.setdefault(concept, f"signs.operations.{operation}")
        for entity, shape in self.signs.entities.items():
            for concept in (*shape.columns, *shape.called, *shape.not_called):
                found.setdefault(concept, f"signs.entities.{entity}")
        return found

    @property
    def most(self) -> float:
        return sum(each.points for each in self.checks)

    @property
    def text_share(self) -> float:
        """The share of the points that rules over prose carry."""
        return sum(each.points * each.rule.prose_share() for each in self.checks) / self.most


def _known(where: str, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"{where}: there is no '{name}' here.{did_you_mean(name, known)}")
