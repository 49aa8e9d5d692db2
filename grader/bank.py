"""The bank of exercises: each folder below exercises/ read once and checked before it is used."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, ValidationError

from capacity import yaml_door
from capacity.frozen import BadInput, Problem, did_you_mean
from grader.choices import Choice, read_choices
from grader.exercise import Brief
from grader.interview.script import Script
from grader.interview.words import questions_lexicon
from grader.lexicon import Lexicon, UnknownConcept
from grader.rubric import Rubric
from grader.shared_checks import FILE as SHARED_CHECKS
from grader.shared_checks import with_shared

Model = TypeVar("Model", Rubric, Brief, Script)
EXERCISES = Path(__file__).parent.parent / "exercises"
OF_THE_FIELD = Path(__file__).with_name("words_of_the_field.yaml")


class Exercise(Brief):
    """An exercise with its brief, its rubric and the words its learners use."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    brief: str  # Markdown
    rubric: Rubric
    lexicon: Lexicon
    rubric_digest: str
    interview: Script | None = None

    def __repr__(self) -> str:
        return f"Exercise({self.slug})"


class UnknownExercise(KeyError):
    """There is no exercise of that name."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def exercises() -> tuple[Exercise, ...]:
    """Every exercise, by title. BadInput names file and key of what is wrong."""
    folders = sorted(path.parent for path in EXERCISES.glob("*/rubric.yaml"))
    return tuple(sorted(map(load, folders), key=lambda each: each.title))


def exercise(slug: str) -> Exercise:
    """One exercise; UnknownExercise when there is none of that name."""
    for each in exercises():
        if each.slug == slug:
            return each
    known = [each.slug for each in exercises()]
    raise UnknownExercise(
        f"There is no exercise '{slug}'.{did_you_mean(slug, known) or ' Known: ' + ', '.join(known)}"
    )


@cache
def choices(slug: str) -> tuple[Choice, ...]:
    """What decides an exercise, treated badly, well and better: for pages that are shown after handing in."""
    return read_choices(EXERCISES / slug, exercise(slug).rubric)


def load(folder: Path, rubric_file: Path | None = None) -> Exercise:
    """Read and check one folder, with another rubric than its own if one is named.

    The folder's interview is made for its own rubric and is left out beside another.
    """
    file = rubric_file or folder / "rubric.yaml"
    found = _load(folder, _read(file), _name(file), file.read_bytes())
    if rubric_file is not None:
        return found
    path = folder / "interview.yaml"
    script = _interview(path, found, found.rubric, found.lexicon)
    return found.model_copy(update={"interview": script})


def load_with(folder: Path, rubric: str) -> Exercise:
    """Read and check one folder, with a rubric that is given as the text of its file."""
    return _load(folder, yaml_door.load(rubric, "rubric.yaml"), "rubric.yaml", rubric.encode())


def _load(folder: Path, raw: Any, name: str, written: bytes) -> Exercise:
    head = _read(folder / "exercise.yaml")
    words = _read(folder / "lexicon.yaml")
    rubric = _checked(Rubric, with_shared(raw, name), name)
    brief = _checked(Brief, head, _name(folder / "exercise.yaml"))
    lexicon = _lexicon(words, _name(folder / "lexicon.yaml"), tuple(rubric.concepts))
    for concept, place in rubric.concepts.items():
        if concept not in lexicon:
            raise _bad(
                f"{name}: {place}",
                f"'{concept}' is not in the lexicon.{did_you_mean(concept, lexicon.concepts)}",
            )
    operations = [each.id for each in brief.contract.operations]
    for operation in rubric.signs.operations:
        if operation not in operations:
            raise _bad(
                f"{name}: signs.operations",
                f"the exercise has no '{operation}'.{did_you_mean(operation, operations)}",
            )
    if brief.slug != folder.name:
        raise _bad(
            f"{_name(folder / 'exercise.yaml')}: slug",
            f"'{brief.slug}' stands in the folder '{folder.name}'.",
        )
    return Exercise(
        **{field: getattr(brief, field) for field in Brief.model_fields},
        brief=(folder / "brief.md").read_text(encoding="utf-8"),
        rubric=rubric,
        lexicon=lexicon,
        rubric_digest=_digest(
            written,
            folder / "lexicon.yaml",
            folder / "exercise.yaml",
            OF_THE_FIELD,
            SHARED_CHECKS,
        ),
        interview=None,
    )


def _interview(path: Path, brief: Brief, rubric: Rubric, lexicon: Lexicon) -> Script | None:
    """What an interviewer brings along, where the folder has it; BadInput where it does not fit."""
    if not path.exists():
        return None
    name = _name(path)
    script = _checked(Script, _read(path), name)
    misfits = [
        Problem(field=f"{name}: {place}", message=message)
        for place, message in script.misfits(brief.contract, [each.id for each in rubric.checks])
    ]
    if misfits:
        raise BadInput(misfits)
    for number, fact in enumerate(script.facts):
        try:
            questions_lexicon(lexicon, words_of_the_field(), (fact,))
        except UnknownConcept as error:
            where = f"{name}: facts[{number}].words"
            raise _bad(where, f"there is no concept {error.args[0]}") from error
    return script


def _read(path: Path) -> Any:
    return yaml_door.load_file(path, _name(path))


def _checked(model: type[Model], raw: Any, name: str) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems = BadInput.of(error, model).problems
        raise BadInput(
            Problem(field=f"{name}: {each.field}".rstrip(": "), message=each.message)
            for each in problems
        ) from error


def _lexicon(raw: Any, name: str, asked: tuple[str, ...]) -> Lexicon:
    """The exercise's own words, and those of the field for concepts that its rubric asks for and it lacks."""
    if not isinstance(raw, dict) or not all(isinstance(terms, list) for terms in raw.values()):
        raise _bad(name, "it must be concepts, each with a list of terms.")
    try:
        field = words_of_the_field()
        taken = {each: [f"@{each}"] for each in asked if each in field and each not in raw}
        return Lexicon({**taken, **raw}, field)
    except UnknownConcept as error:
        raise _bad(name, f"there is no concept {error.args[0]}") from error


@cache
def words_of_the_field() -> dict[str, list[str]]:
    """The words that every exercise may take in."""
    words: dict[str, list[str]] = _read(OF_THE_FIELD)
    return words


def _digest(*parts: bytes | Path) -> str:
    """A receipt for the rules of a grade: it changes when any of the files does."""
    found = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.read_bytes()
        found.update(content.replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()[:16]


def _name(path: Path) -> str:
    """What errors call a file: from exercises/ on where it stands there, else as it was given."""
    beside = (path.parent / "exercise.yaml").exists()
    return f"exercises/{path.parent.name}/{path.name}" if beside else str(path)


def _bad(field: str, message: str) -> BadInput:
    return BadInput([Problem(field=field, message=message)])
