"""What `python -m grader` can do: one file a command, each with its arguments and what it does."""

from collections.abc import Callable

from grader.commands import diff, earn, grade, interview, new, prove, receipt
from grader.commands.parsers import Commands

COMMANDS: tuple[Callable[[Commands], None], ...] = (
    grade.add,
    prove.add,
    diff.add,
    earn.add,
    receipt.add,
    interview.add,
    new.add_rule,
    new.add_exercise,
)
