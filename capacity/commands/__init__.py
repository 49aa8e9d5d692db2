"""The command line, one command a file. `python -m capacity` lists them.

To add one, write `capacity/commands/<name>.py` and put it into the list in `capacity/__main__.py`.
Its docstring is its help. It has two functions: `arguments(parser)` says what it takes, and
`run(options)` returns what is printed. What a person did wrong is raised as one of `REFUSALS`: its
sentence goes to standard error and the exit code is 2.
"""

from collections.abc import Sequence

from capacity.chain import BadChain
from capacity.described import Described, DescribedInput, DescribedOutput
from capacity.equation import EquationError
from capacity.frozen import BadInput
from capacity.numbers import UnknownNumber
from capacity.reading import UnreadableQuantity
from capacity.solve import NoSolutionError


class Refused(ValueError):
    """What a command cannot do, with a sentence that says what to do instead."""


REFUSALS = (
    Refused,
    BadChain,
    BadInput,
    EquationError,
    NoSolutionError,
    UnknownNumber,
    UnreadableQuantity,
)


def cited(one: Described) -> str:
    """'Little, 1961 (published model)'; the kind is not said twice."""
    if one.source.startswith(one.source_kind):
        return one.source
    return f"{one.source} ({one.source_kind})"


def exactly(value: float, kind: DescribedInput | DescribedOutput) -> str:
    """'requests per second: 6,944.44 request/s', with more digits than one says."""
    said = kind.unit if kind.shown == "%" else kind.shown
    unit = "" if said == "1" else f" {said}"
    return f"{kind.label}: {value:,.6g}{unit}"


def columns(rows: Sequence[tuple[str, ...]], indent: str = "  ") -> list[str]:
    """Rows as lines, each column as wide as its longest entry; the last is left ragged."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [(indent + "  ".join(map(str.ljust, row, widths))).rstrip() for row in rows]
