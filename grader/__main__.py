"""The grader on the command line; grader/commands has one file a command.

python -m grader grade url-shortener answer.yaml
python -m grader grade url-shortener no-cache --json
python -m grader prove exercises/url-shortener
python -m grader diff old.yaml exercises/url-shortener/rubric.yaml strong-cache-aside no-cache
python -m grader earn url-shortener single-database
python -m grader receipt url-shortener no-cache --json > receipt.json
python -m grader receipt url-shortener no-cache --check receipt.json
python -m grader interview url-shortener --candidate silent
"""

import argparse
import sys

from capacity.frozen import BadInput
from grader.bank import UnknownExercise
from grader.commands import COMMANDS
from grader.interview.heard import NoInterview


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="grader", description="Grade answers by rules alone.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for add in COMMANDS:
        add(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.command(options))
    except (BadInput, UnknownExercise, NoInterview) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
