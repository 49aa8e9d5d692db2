"""Check a line of arithmetic with units: each step, and what is wrong.

python -m capacity check "100M links / 2.592M s = 38.6/s"
python -m capacity check "2 * read_rate = 7.7k/s" read_rate=3.86k/s
"""

import argparse

from capacity.commands import columns
from capacity.commands.compute import given
from capacity.equation import Equation, read_line
from capacity.equation.holds import findings, settled
from capacity.reading import read


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("line", metavar="LINE", help='for example "40/s × 100 = 4k/s"')
    parser.add_argument("given", nargs="*", metavar="NAME=VALUE", help="numbers it uses by name")


def run(options: argparse.Namespace) -> str:
    names = {name: read(value) for name, value in given(options.given).items()}
    return "\n\n".join(said(each) for each in read_line(options.line, names))


def said(equation: Equation) -> str:
    """The steps of one equation, what it comes to, and every mistake in words."""
    result = settled(equation)
    rows = [(text, f"= {value.said}") for text, value in equation.steps]
    wrong = [each.sentence for each in findings([equation])]
    several = len(equation.sides) > 1
    verdict = wrong or (["The sides are equal, as people round."] if several else [])
    return "\n".join(
        [*columns(rows), f"{equation.target or 'It'} comes to {result.said}.", *verdict]
    )
