"""Formulas as a module of plain functions that imports in milliseconds, without sympy."""

from collections.abc import Iterable

from sympy.printing.pycode import PythonCodePrinter

from capacity.emit import latex, words
from capacity.formula import Formula, Input
from capacity.quantities import Kind

HEAD = '''"""Every formula as a plain function, and what is known about it. Generated: do not edit.

Written by `python -m capacity.emit` from `capacity/formulas`. Arguments and results are in the units
of FORMULAS[name]; `FORMULAS[name].values({"rate": "3.9k/s"})` reads what people write.
"""

import math

from capacity.described import Described, DescribedInput, DescribedOutput
from capacity.kernels import harmonic

__all__ = ["FORMULAS", "harmonic"]
'''


def module(formulas: Iterable[Formula]) -> str:
    formulas = tuple(formulas)
    functions = "\n\n".join(function(each) for each in formulas)
    described = "\n".join(_described(each) for each in formulas)
    return f"{HEAD}\n\n{functions}\n\nFORMULAS: dict[str, Described] = {{\n{described}\n}}\n"


def function(each: Formula) -> str:
    arguments = ", ".join(f"{one.name}: float" for one in each.inputs)
    body = PythonCodePrinter({"fully_qualified_modules": True}).doprint(each.expression)
    return f'def {each.name}({arguments}) -> float:\n    """{each.meaning}"""\n    return float({body})\n'


def _described(each: Formula) -> str:
    inputs = "\n".join(f"            {_input(one)}," for one in each.inputs)
    output = (
        f"DescribedOutput(label={each.output.label!r}, letters={each.letters!r}, "
        f"unit={each.output.unit_name!r}, shown={_shown(each.output)!r})"
    )
    return (
        f"    {each.name!r}: Described(\n"
        f"        name={each.name!r},\n        title={each.title!r},\n        meaning={each.meaning!r},\n"
        f"        source={str(each.source)!r},\n        source_kind={each.source.kind!r},\n"
        f"        inputs=(\n{inputs}\n        ),\n        output={output},\n"
        f"        latex={latex.equation(each)!r},\n        mathml={latex.mathml(each)!r},\n"
        f"        words={words.template(each)!r},\n        compute={each.name},\n    ),"
    )


def _input(one: Input) -> str:
    return (
        f"DescribedInput(name={one.name!r}, label={one.label!r}, letters={one.letters!r}, "
        f"unit={one.kind.unit_name!r}, shown={_shown(one.kind)!r}, example={one.example!r}, "
        f"low={one.kind.low!r}, high={one.kind.high!r}, log={one.kind.log!r}, whole={one.kind.whole!r})"
    )


def _shown(kind: Kind) -> str:
    return kind.shown or kind.unit_name
