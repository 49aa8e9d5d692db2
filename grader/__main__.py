"""The grader on the command line.

python -m grader grade url-shortener answer.yaml
python -m grader grade url-shortener no-cache --json
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from capacity import yaml_door
from capacity.frozen import BadInput, Problem
from grader.bank import EXERCISES, UnknownExercise, exercise
from grader.grade import grade
from grader.printed import printed
from grader.reading import read_answer
from grader.starting import new_exercise, new_rule


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    try:
        return int(options.command(options))
    except (BadInput, UnknownExercise, FileExistsError) as error:
        print(error, file=sys.stderr)
        return 2


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="grader", description="Grade answers by rules alone.")
    commands = parser.add_subparsers(required=True, metavar="command")
    each = commands.add_parser("grade", help="grade an answer and print the report")
    each.add_argument("exercise", help="for example url-shortener")
    each.add_argument("file", help="a JSON or YAML file, or the name of a stored answer")
    each.add_argument("--json", action="store_true", help="print the report as JSON")
    each.set_defaults(command=_grade)
    each = commands.add_parser("new-rule", help="start a rule kind and its case table")
    each.add_argument("name", help="for example path_passes_through")
    each.set_defaults(command=lambda options: _say(new_rule(options.name)))
    each = commands.add_parser("new-exercise", help="start an exercise")
    each.add_argument("slug", help="for example chat")
    each.set_defaults(command=lambda options: _say(new_exercise(options.slug)))
    return parser.parse_args(arguments)


def _grade(options: argparse.Namespace) -> int:
    found = exercise(options.exercise)
    content = _content(options.exercise, options.file)
    try:
        answer = read_answer(content)
    except BadInput as error:
        raise BadInput(
            Problem(field=f"{options.file}: {each.field}", message=each.message)
            for each in error.problems
        ) from None
    report = grade(found, answer)
    if options.json:
        print(json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print(printed(report, found.title), end="")
    return 0


def _content(slug: str, name: str) -> Any:
    """The answer in a file or in a stored answer, out of its wrapping."""
    path = Path(name)
    if not path.exists():
        stored = EXERCISES / slug / "answers" / f"{name}.yaml"
        path = stored if stored.exists() else path
    if path.suffix == ".json":
        try:
            return path.read_bytes()
        except OSError as error:
            raise BadInput(
                [Problem(field=name, message=f"cannot be read: {error.strerror}.")]
            ) from error
    found = yaml_door.load_file(path, name)
    wrapped = isinstance(found, dict) and "answer" in found
    return found["answer"] if wrapped else found


def _say(written: list[Path]) -> int:
    for path in written:
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
