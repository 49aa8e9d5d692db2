"""The answer in a file, or in an answer stored beside its exercise, out of its wrapping."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from capacity import yaml_door
from capacity.frozen import BadInput, Problem
from grader.answer import Answer
from grader.bank import EXERCISES, Exercise
from grader.reading import as_mapping, read_answer


def add_answer(parser: ArgumentParser) -> None:
    """The two arguments that name an answer: its exercise, and where it stands."""
    parser.add_argument("exercise", help="for example url-shortener")
    parser.add_argument("file", help="a JSON or YAML file, or the name of a stored answer")


def answer_in(exercise: Exercise, name: str) -> Answer:
    """An answer by its file or its name. Raises BadInput, which names the file."""
    content = content_of(EXERCISES / exercise.slug, name)
    try:
        return read_answer(content)
    except BadInput as error:
        raise _in_file(name, error) from None


def content_of(folder: Path, name: str) -> Any:
    """What a file or a stored answer holds; `{"answer": …}` and what stands beside it are a wrapping."""
    path = Path(name)
    if not path.exists():
        stored = folder / "answers" / f"{name}.yaml"
        path = stored if stored.exists() else path
    found = _json(path, name) if path.suffix == ".json" else yaml_door.load_file(path, name)
    wrapped = isinstance(found, dict) and "answer" in found
    return found["answer"] if wrapped else found


def _json(path: Path, name: str) -> dict[str, Any]:
    try:
        return as_mapping(path.read_bytes())
    except OSError as error:
        raise BadInput(
            [Problem(field=name, message=f"cannot be read: {error.strerror}.")]
        ) from error
    except BadInput as error:
        raise _in_file(name, error) from None


def _in_file(name: str, error: BadInput) -> BadInput:
    """The same problems, with the file in front of each."""
    return BadInput(
        Problem(field=f"{name}: {each.field}", message=each.message) for each in error.problems
    )
