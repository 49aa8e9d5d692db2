"""A rule kind or an exercise begun: python -m grader new-rule NAME, python -m grader new-exercise SLUG."""

from pathlib import Path

from grader.commands.parsers import Commands
from grader.starting import new_exercise, new_rule


def add_rule(commands: Commands) -> None:
    parser = commands.add_parser("new-rule", help="start a rule kind and its case table")
    parser.add_argument("name", help="for example path_passes_through")
    parser.set_defaults(command=lambda options: _say(new_rule(options.name)))


def add_exercise(commands: Commands) -> None:
    parser = commands.add_parser("new-exercise", help="start an exercise")
    parser.add_argument("slug", help="for example chat")
    parser.set_defaults(command=lambda options: _say(new_exercise(options.slug)))


def _say(written: list[Path]) -> int:
    for path in written:
        print(f"wrote {path}")
    return 0
