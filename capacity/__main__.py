"""What can it hold? Formulas and numbers on the command line: `python -m capacity`."""

import argparse
import sys
from types import ModuleType

from capacity.commands import (
    REFUSALS,
    break_,
    check,
    compute,
    draw,
    evaluate,
    formulas,
    improve,
    numbers,
    simulate,
    solve,
)

# In the order of the help. `capacity/commands/__init__.py` says how to add one.
COMMANDS: tuple[ModuleType, ...] = (
    formulas,
    compute,
    solve,
    check,
    numbers,
    evaluate,
    simulate,
    improve,
    break_,
    draw,
)


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    try:
        sys.stdout.write(f"{options.run(options)}\n")
    except REFUSALS as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m capacity", description="What can it hold?")
    parser.set_defaults(run=lambda _: parser.format_help().rstrip())
    commands = parser.add_subparsers(metavar="command")
    for command in COMMANDS:
        said = (command.__doc__ or "").strip()
        each = commands.add_parser(
            command.__name__.rpartition(".")[2].rstrip("_"),
            help=said.partition("\n")[0],
            description=said,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.arguments(each)
        each.set_defaults(run=command.run)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
