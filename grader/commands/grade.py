"""An answer graded: python -m grader grade url-shortener answer.json [--json]."""

import json
from argparse import Namespace

from grader.bank import exercise
from grader.commands.content import add_answer, answer_in
from grader.commands.parsers import Commands
from grader.grade import grade
from grader.printed import printed


def add(commands: Commands) -> None:
    parser = commands.add_parser("grade", help="grade an answer and print the report")
    add_answer(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.set_defaults(command=_grade)


def _grade(options: Namespace) -> int:
    found = exercise(options.exercise)
    report = grade(found, answer_in(found, options.file))
    if options.json:
        print(json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print(printed(report, found.title), end="")
    return 0
