"""List the formulas, or show one.

python -m capacity formulas
python -m capacity formulas servers_needed
python -m capacity formulas --json
"""

import argparse
import json
from collections.abc import Mapping
from typing import Any

from capacity import chain
from capacity.commands import cited, columns
from capacity.described import Described, DescribedInput, shown
from capacity.format import human
from capacity.formulary import FORMULAS


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the formula to show")
    parser.add_argument("--json", action="store_true", help="print what is known as JSON")


def run(options: argparse.Namespace) -> str:
    chosen = [chain.formula(options.name)] if options.name else list(FORMULAS.values())
    if options.json:
        facts = [known(each) for each in chosen]
        return json.dumps(facts[0] if options.name else facts, ensure_ascii=False, indent=2)
    return page(chosen[0]) if options.name else listing()


def listing() -> str:
    rows = [(each.name, each.meaning) for each in FORMULAS.values()]
    return "\n".join([f"{len(rows)} formulas. Show one: python -m capacity formulas NAME", "", *columns(rows)])  # fmt: skip


def page(one: Described) -> str:
    """Everything about one formula, for a person."""
    rows = [(each.name, each.label, f"e.g. {shown(each.example, each)}", between(each)) for each in one.inputs]  # fmt: skip
    steps = one.steps(one.examples)
    lines = [
        f"{one.title} ({one.name})",
        one.meaning,
        "",
        *columns(rows),
        "",
        f"  {one.words.format_map(names(one))}",
        *(f"= {step}" for step in steps),
        "",
        f"Gives: {one.output.label}{_in_unit(one)}.",
        *(
            f"Where it does not hold, it says: {each.said.format_map(places(one))}"
            for each in one.conditions
        ),
        f"Source: {cited(one)}.",
        f"Turned round: python -m capacity solve {one.name} {one.inputs[0].name} result=…",
    ]
    return "\n".join(lines)


def names(one: Described) -> Mapping[str, str]:
    return {each.name: each.name for each in one.inputs}


def places(one: Described) -> Mapping[str, str]:
    """Names as places in a sentence: [rate] at [service_time] each is more than [servers] can do."""
    return {each.name: f"[{each.name}]" for each in one.inputs}


def between(each: DescribedInput) -> str:
    """What makes sense at all for an input, where that is less than everything above zero."""
    least = "" if each.least is None else f"from {human(each.least, each.shown)}"
    most = "" if each.most == float("inf") else f"up to {human(each.most, each.shown)}"
    return " ".join(filter(None, (least, most)))


def known(one: Described) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "name": one.name,
        "title": one.title,
        "meaning": one.meaning,
        "inputs": [
            {
                "name": each.name, "label": each.label, "symbol": each.letters, "unit": each.unit,
                "example": each.example, "least": each.least,
                "most": None if each.most == float("inf") else each.most, "whole": each.whole,
            }
            for each in one.inputs
        ],
        "output": {"label": one.output.label, "symbol": one.output.letters, "unit": one.output.unit},
        "latex": one.latex,
        "words": one.words.format_map(names(one)),
        "conditions": [each.said for each in one.conditions],
        "inverses": list(one.inverses),
        "source": one.source,
        "source_kind": one.source_kind,
    }  # fmt: skip


def _in_unit(one: Described) -> str:
    """', in request/s'; nothing for plain numbers and for what counts itself."""
    unit = one.output.shown or one.output.unit
    return "" if unit == "1" or one.output.label == f"{unit}s" else f", in {unit}"
