"""The folder of an exercise, by its path, its name, or a file in it."""

from pathlib import Path

from capacity.frozen import BadInput, Problem
from grader.bank import EXERCISES, exercise


def folder_named(name: str) -> Path:
    """The folder of an exercise, by its path or its name."""
    path = Path(name)
    if (path / "rubric.yaml").exists():
        return path
    exercise(name)
    return EXERCISES / name


def folder_of(*files: Path) -> Path:
    """The exercise in whose folder one of the files stands."""
    for file in files:
        if (file.parent / "exercise.yaml").exists():
            return file.parent
    name = " ".join(map(str, files))
    message = "neither file stands in the folder of an exercise. Say which one: --exercise NAME"
    raise BadInput([Problem(field=name, message=message)])
