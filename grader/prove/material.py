"""An exercise with all that is stored beside its rubric: answers that declare what they earn, and mutants.

answers/<name>.yaml
    about: One server, and units that slip by a thousand.
    expect: {score: [8, 13], level: none, missed: [peak-rate], penalties: [], earned: [write-rate]}
    answer: {…}

`missed` names every check that earns nothing (`all` for all of them), `penalties` every one that
costs points, `earned` checks that must be met in full. mutants.yaml is read by edits.py.
"""

from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from capacity import yaml_door
from capacity.frozen import BadInput, Frozen, Problem, did_you_mean
from grader import bank
from grader.grade import grade
from grader.reading import read_answer
from grader.report import Reached, Report

Raw = dict[str, Any]
Model = TypeVar("Model", bound=Frozen)
Score = Annotated[float, Field(ge=0, le=100)]


class Expect(Frozen):
    """What a stored answer declares about its own grade."""

    score: tuple[Score, Score]
    level: Reached
    missed: tuple[str, ...] | Literal["all"]
    penalties: tuple[str, ...] = ()
    earned: tuple[str, ...] = ()


class StoredAnswer(Frozen):
    """An answer beside the rubric, named after the design or the mistake it shows."""

    about: str
    expect: Expect
    answer: Raw


class Mutant(Frozen):
    """A small edit of a strong answer, and exactly the checks and penalties that it moves."""

    name: str
    edit: Raw | tuple[Raw, ...]
    moves: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()  # keep their points, and find them in other places
    of: str = ""

    @property
    def edits(self) -> tuple[Raw, ...]:
        return (self.edit,) if isinstance(self.edit, dict) else self.edit


class Mutants(Frozen):
    """All edits of an exercise; `of` is the stored answer that they edit unless they say otherwise."""

    of: str
    mutants: tuple[Mutant, ...] = ()
    neutral: tuple[Mutant, ...] = ()

    @model_validator(mode="after")
    def _neutral_moves_nothing(self) -> "Mutants":
        for each in self.neutral:
            if each.moves or each.cites:
                raise ValueError(
                    f"neutral '{each.name}' declares what it moves. What moves a check belongs under mutants."
                )
        return self


class Material:
    """One exercise folder, read once; every answer in it graded once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exercise = bank.load(folder)
        names = sorted(folder.glob("answers/*.yaml"))
        self.answers = {path.stem: _read(StoredAnswer, path, folder) for path in names}
        self.mutants = _read(Mutants, folder / "mutants.yaml", folder)
        checks = self.exercise.rubric.checks
        self.checks = [each.id for each in checks]
        self.penalties = [each.id for each in self.exercise.rubric.penalties]
        self._names_meet()
        self.report = cache(self._report)

    def grade(self, raw: Raw) -> Report:
        return grade(self.exercise, read_answer(raw))

    def _report(self, name: str) -> Report:
        return self.grade(self.answers[name].answer)

    @cached_property
    def reports(self) -> dict[str, Report]:
        return {name: self.report(name) for name in self.answers}

    def written_out(self, name: str) -> Raw:
        """A stored answer in its longest form: lists of components, calls, estimates and endpoints."""
        answer = read_answer(self.answers[name].answer)
        found: Raw = answer.model_dump(mode="json", by_alias=True)
        return found

    def of(self, mutant: Mutant) -> str:
        """The stored answer that a mutant edits."""
        return mutant.of or self.mutants.of

    def _names_meet(self) -> None:
        """BadInput when a file names an answer, a check or a penalty that is not there."""
        known = [*self.checks, *self.penalties]
        problems: list[Problem] = []
        for name, stored in self.answers.items():
            expect = stored.expect
            missed = () if expect.missed == "all" else expect.missed
            where = f"{self.folder.name}/answers/{name}.yaml: expect"
            problems += _unknown(where, (*missed, *expect.earned), self.checks, "check")
            problems += _unknown(where, expect.penalties, self.penalties, "penalty")
        for each in (*self.mutants.mutants, *self.mutants.neutral):
            where = f"{self.folder.name}/mutants.yaml: {each.name}"
            problems += _unknown(where, (*each.moves, *each.cites), known, "check or penalty")
            problems += _unknown(where, [self.of(each)], self.answers, "stored answer")
        if problems:
            raise BadInput(problems)


def _unknown(where: str, names: Any, known: Any, kind: str) -> list[Problem]:
    return [
        Problem(field=where, message=f"there is no {kind} '{name}'.{did_you_mean(name, known)}")
        for name in names
        if name not in known
    ]


def read_stored(path: Path, folder: Path) -> StoredAnswer:
    """One stored answer; BadInput names file and key of what is wrong."""
    return _read(StoredAnswer, path, folder)


def _read(model: type[Model], path: Path, folder: Path) -> Model:
    name = f"exercises/{folder.name}/{path.relative_to(folder)}"
    try:
        return model.model_validate(yaml_door.load_file(path, name))
    except ValidationError as error:
        raise BadInput(
            Problem(field=f"{name}: {each.field}".rstrip(": "), message=each.message)
            for each in BadInput.of(error, model).problems
        ) from error
