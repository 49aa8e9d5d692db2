"""Turn a formula round: find the input that gives a result.

python -m capacity solve peak_rate average result=20k/s peak_factor=5
python -m capacity solve servers_needed per_server result=12 peak=9k/s target_utilisation=70%
"""

import argparse
import math

from capacity import chain
from capacity.commands import Refused, cited, exactly
from capacity.commands.compute import given
from capacity.described import Described, in_unit, shown
from capacity.reading import UnreadableQuantity, read

RESULT = "result"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("formula", metavar="FORMULA", help="for example peak_rate")
    parser.add_argument("input", metavar="INPUT", help="what is wanted, for example average")
    parser.add_argument(
        "given", nargs="*", metavar="NAME=VALUE", help="result= and the other inputs"
    )


def run(options: argparse.Namespace) -> str:
    one = chain.formula(options.formula)
    names = [each.name for each in one.inputs]
    wanted = chain.full_name(options.input, names, one.name)
    texts = given(options.given)
    result = _result(one, texts.pop(RESULT, ""))
    others = {chain.full_name(short, names, one.name): text for short, text in texts.items()}
    _all_there(one, wanted, others)
    found = one.solve(wanted, result, others)
    kind = one.input(wanted)
    values = {**one.values(others), wanted: found}
    rounded = _whole(one, wanted, values) if kind.whole else found
    added = "" if rounded == found else ", to the next whole number"
    values[wanted] = rounded
    return "\n".join(
        [
            f"{wanted} = {shown(rounded, kind)}  ({exactly(found, kind)}{added})",
            "",
            f"Check, {one.title.lower()}: {one.derivation(values)}",
            f"Source: {cited(one)}.",
        ]
    )


def _whole(one: Described, wanted: str, values: dict[str, float]) -> float:
    """The next whole number up, or down where the formula does not hold above."""
    up = float(math.ceil(values[wanted]))
    return up if one.outside({**values, wanted: up}) is None else float(math.floor(values[wanted]))


def _result(one: Described, text: str) -> float:
    if not text:
        example = shown(one.compute(**one.examples), one.output)
        raise Refused(
            f"Say what {one.output.label} shall be, as in {RESULT}={example.replace(' ', '')}."
        )
    try:
        return in_unit(read(text), one.output.unit)
    except UnreadableQuantity as error:
        raise UnreadableQuantity(f"{RESULT}: {error}") from None


def _all_there(one: Described, wanted: str, others: dict[str, str]) -> None:
    if wanted in others:
        raise Refused(f"{wanted} is what is looked for; leave its value out.")
    missing = [each for each in one.inputs if each.name not in others and each.name != wanted]
    if missing:
        said = " and ".join(f"{each.name} ({each.label}, as in {shown(each.example, each)})" for each in missing)  # fmt: skip
        raise Refused(f"To find {wanted}, give {said} too.")
