"""Where an interview stands: everything a rule of the policy may look at, read off the record."""

from functools import cached_property
from typing import Any

from capacity.contract import Contract
from grader.bank import Exercise
from grader.interview.formats import Setting, Stage
from grader.interview.heard import script_of
from grader.interview.log import Drew, Found, Graded, Log, Move, Remark, Rung, Said
from grader.interview.script import PhaseName, Script
from grader.rubric import Check

SECTIONS: dict[PhaseName, tuple[str, ...]] = {  # what a stage fills in
    "requirements": ("functional", "non_functional"),
    "estimates": ("estimates",),
    "api": ("api",),
    "data-model": ("data_model",),
    "drawing": ("architecture",),
    "deep-dives": ("deep_dives",),
}
RECENT = 90.0  # seconds in which what was earned counts as a good run


class Standing:
    """An interview at one moment."""

    def __init__(self, exercise: Exercise, setting: Setting, log: Log, at: float) -> None:
        self.exercise = exercise
        self.setting = setting
        self.log = log
        self.at = at
        self.script: Script = script_of(exercise)

    # --- the clock ----------------------------------------------------------------------------------

    @cached_property
    def stage(self) -> Stage:
        return self.setting.stage_at(self.at)

    @property
    def left(self) -> float:
        """Seconds until the end."""
        return max(0.0, self.setting.seconds - self.at)

    @property
    def passed(self) -> float:
        """The share of the time that is over."""
        return min(1.0, self.at / self.setting.seconds)

    @property
    def left_in_stage(self) -> float:
        """The share of the stage that is left."""
        return max(0.0, (self.stage.end - self.at) / (self.stage.end - self.stage.start))

    def stage_of(self, check: Check) -> PhaseName:
        """The stage that a check belongs to; what no stage is named after comes with the deep dives."""
        return next((name for name in SECTIONS if name == check.phase), "deep-dives")

    def is_open(self, check: Check) -> bool:
        """Whether its stage has begun on the clock, in this form of interview."""
        stage = next(
            (each for each in self.setting.stages if each.name == self.stage_of(check)), None
        )
        return stage is not None and stage.start <= self.at

    # --- what was said ------------------------------------------------------------------------------

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        return tuple(each for each in self.log if isinstance(each, Move))

    @cached_property
    def words(self) -> tuple[Said, ...]:
        return tuple(each for each in self.log if isinstance(each, Said))

    @property
    def unanswered(self) -> Said | None:
        """What the candidate said since the interviewer last spoke; the last of it."""
        for each in reversed(self.log):
            if isinstance(each, Move):
                return None
            if isinstance(each, Said):
                return each
        return None

    @property
    def silence(self) -> float:
        """Seconds since anybody said or drew anything."""
        last = (each.at for each in reversed(self.log) if not isinstance(each, Graded | Remark))
        return self.at - next(last, 0.0)

    @property
    def since_move(self) -> float:
        """Seconds since the interviewer last spoke."""
        return self.at - (self.moves[-1].at if self.moves else 0.0)

    @cached_property
    def asked(self) -> dict[str, tuple[Rung, ...]]:
        """By check, how it was asked about so far."""
        found: dict[str, tuple[Rung, ...]] = {}
        for each in self.moves:
            if each.check and each.rung:
                found[each.check] = (*found.get(each.check, ()), each.rung)
        return found

    @property
    def at_stake(self) -> Check | None:
        """The check that the last question was about."""
        last = self.moves[-1] if self.moves else None
        return self.checks.get(last.check) if last and last.rung else None

    def used(self, rule: str) -> int:
        """How often a rule has spoken."""
        return sum(each.rule == rule for each in self.moves)

    @cached_property
    def known_facts(self) -> frozenset[str]:
        """The facts that the candidate was told."""
        return frozenset(name for each in self.moves for name in each.facts)

    # --- what it came to ----------------------------------------------------------------------------

    @cached_property
    def checks(self) -> dict[str, Check]:
        return {each.id: each for each in self.exercise.rubric.checks}

    @cached_property
    def found(self) -> dict[str, Found]:
        """By check, what it last came to."""
        found: dict[str, Found] = {}
        for each in self.log:
            if isinstance(each, Graded):
                found.update(each.checks)
        return found

    def share(self, check: str) -> float:
        return self.found[check].share if check in self.found else 0.0

    @cached_property
    def clashes(self) -> dict[str, str]:
        """The contradictions that stand, by penalty, each with both ends quoted."""
        looked = (each.clashes for each in reversed(self.log) if isinstance(each, Graded))
        return next((each for each in looked if each is not None), {})

    @cached_property
    def gained(self) -> int:
        """How many checks came to more within the last minute and a half."""
        before: dict[str, float] = {}
        gained = 0
        for each in self.log:
            if isinstance(each, Graded):
                for name, found in each.checks.items():
                    late = each.at >= self.at - RECENT
                    gained += late and found.share > before.get(name, 0.0)
                    before[name] = found.share
        return gained

    @cached_property
    def sections(self) -> dict[str, Any]:
        """The workspace as it stands."""
        found: dict[str, Any] = {}
        for each in self.log:
            if isinstance(each, Drew):
                found.update(each.sections)
        return found

    def has_worked_on(self, stage: PhaseName) -> bool:
        """Whether anything stands in the sections of a stage."""
        return any(is_filled(self.sections.get(name)) for name in SECTIONS.get(stage, ()))

    @property
    def has_changed(self) -> bool:
        """Whether the requirement has changed."""
        return any(each.rule == "change a requirement" for each in self.moves)

    @cached_property
    def contract(self) -> Contract:
        """What is asked for now."""
        change = self.script.change
        if change is None or not self.has_changed:
            return self.exercise.contract
        return change.of(self.exercise.contract)


def is_filled(value: Any) -> bool:
    """Whether anything is said in a section; an estimate's name alone says nothing."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, dict):
        return any(is_filled(each) for key, each in value.items() if key != "name")
    if isinstance(value, list | tuple):
        return any(map(is_filled, value))
    return value is not None
