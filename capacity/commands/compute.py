"""Compute a formula, and what leads to it.

python -m capacity compute peak_rate average=3k/s peak_factor=3
python -m capacity compute peak_rate users=10M requests_each=20 peak=3

An input that is not given is computed from what is, where a formula leads there. Names may be
shortened. Values are written as people write them.
"""

import argparse

from capacity import chain
from capacity.chain import Worked
from capacity.commands import Refused, cited, exactly
from capacity.described import shown
from capacity.given import read_given


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("formula", metavar="FORMULA", help="for example peak_rate")
    parser.add_argument("given", nargs="*", metavar="INPUT=VALUE", help="for example users=10M")


def run(options: argparse.Namespace) -> str:
    return said(chain.work(options.formula, given(options.given)))


def given(words: list[str]) -> dict[str, str]:
    """`users=10M size=2 kB` as names and texts. Raises Refused."""
    try:
        return read_given(" ".join(words))
    except ValueError as error:
        raise Refused(f"{error} Write it as in users=10M.") from None


def said(steps: tuple[Worked, ...]) -> str:
    """Each step with its numbers, then what came out, exactly and as one says it."""
    lines: list[str] = []
    for each in steps:
        lines += [f"{each.formula.title} ({each.formula.name})"]
        lines += [f"    {name} = {_value(each, name)}, from {source}" for name, source in each.fed.items()]  # fmt: skip
        first, *rest = each.formula.steps(each.values)
        lines += [f"    {first}", *(f"  = {line}" for line in rest), ""]
    last = steps[-1]
    sources = dict.fromkeys(cited(each.formula) for each in steps)
    return "\n".join(
        [
            *lines,
            f"{last.said}  ({exactly(last.result, last.formula.output)})",
            f"Source: {'; '.join(sources)}.",
        ]
    )


def _value(each: Worked, name: str) -> str:
    return shown(each.values[name], each.formula.input(name))
