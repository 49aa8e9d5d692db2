"""The small changes that would earn more: python -m grader earn url-shortener single-database."""

from argparse import Namespace

from grader.bank import exercise
from grader.commands.content import add_answer, answer_in
from grader.commands.parsers import Commands
from grader.earn import what_would_earn
from grader.grade import grade


def add(commands: Commands) -> None:
    parser = commands.add_parser(
        "earn", help="name the small changes of the drawing that earn points, each graded again"
    )
    add_answer(parser)
    parser.set_defaults(command=_earn)


def _earn(options: Namespace) -> int:
    found = exercise(options.exercise)
    answer = answer_in(found, options.file)
    report = grade(found, answer)
    lines = [each.sentence for each in what_would_earn(found, answer, report)]
    said = [f"{each.title}: {each.would_earn}" for each in report.checks if each.would_earn]
    print("\n".join(lines) or "No small change of the drawing that was tried earns more.")
    if said:
        print("\nWhat the checks ask for\n" + "\n".join(f"  {each}" for each in said))
    return 0
