"""Formulas as two modules: plain functions that need nothing but `math`, and what is known of them."""

import re
from collections.abc import Iterable

from sympy import Expr, Max, Min, Pow, Rational, ceiling

from capacity.emit import code, facts, latex
from capacity.formula import Formula, Input
from capacity.formulas import TOPICS
from capacity.kernels_symbolic import KERNELS
from capacity.quantities import Kind

_HALF = Rational(1, 2)
# Names of formulas and kernels meet: erlang_c is both.
_KERNEL_CALLED = re.compile(rf"\b({'|'.join(each.kernel for each in KERNELS)})\(")

FUNCTIONS = f'''"""Every formula as a plain function, and solved for its inputs. Generated: do not edit.

Written by `python -m capacity.emit` from `capacity/formulas`. Arguments and results are in the units
that `capacity.formulary.FORMULAS[name]` names. `name__input` is the formula solved for that input;
`name__smooth` is it without rounding up; `name__holds_1` is its first condition.
"""

from __future__ import annotations

import math

from capacity.kernels import (
{"".join(f"    {name},{chr(10)}" for name in sorted(f"{each.kernel} as _{each.kernel}" for each in KERNELS))})
'''

FACTS = '''"""What is known about every formula, beside the function that computes it. Generated: do not edit.

`FORMULAS[name].values({"rate": "3.9k/s"})` reads what people write.
"""

from capacity import generated
from capacity.described import (
    Condition,
    Described,
    DescribedInput,
    DescribedOutput,
    Part,
)

FORMULAS: dict[str, Described] = {
'''


def functions(formulas: Iterable[Formula]) -> str:
    return FUNCTIONS + "".join(f"\n\n{part}" for each in formulas for part in _functions(each))


def described(formulas: Iterable[Formula]) -> str:
    return FACTS + "".join(f"{_described(each)}\n" for each in formulas) + "}\n" + _topics()


def _topics() -> str:
    """The names of the formulas by topic, for who may not ask `capacity.formulas`, which loads sympy."""
    lines = "".join(
        f"    {topic!r}: {tuple(each.name for each in found)!r},\n"
        for topic, found in TOPICS.items()
    )
    return f"\nTOPICS: dict[str, tuple[str, ...]] = {{\n{lines}}}\n"


def _functions(each: Formula) -> Iterable[str]:
    names = [one.name for one in each.inputs]
    known = facts.of(each)
    yield _function(each.name, names, each.expression, each.meaning)
    if each.smooth != each.expression:
        yield _function(f"{each.name}__smooth", names, each.smooth)
    for name, short in known.inverses.items():
        others = ["result", *(other for other in names if other != name)]
        yield _function(f"{each.name}__{name}", others, short)
    for number, condition in enumerate(each.conditions, 1):
        yield _function(f"{each.name}__holds_{number}", names, condition.holds, kind="bool")
    for number, (part, _) in enumerate(known.worked.parts if known.worked else (), 1):
        yield _function(f"{each.name}__part_{number}", names, part)


def _function(
    name: str, inputs: list[str], expression: Expr, meaning: str = "", kind: str = "float"
) -> str:
    printed = _KERNEL_CALLED.sub(r"_\1(", code.python(expression))
    if kind == "float" and _is_sure_to_be_a_float(expression):
        returned = printed
    else:
        returned = f"{kind}({printed})"
    said = f'    """{meaning}"""\n' if meaning else ""
    arguments = ", ".join(f"{one}: float" for one in inputs)
    return f"def {name}({arguments}) -> {kind}:\n{said}    return {returned}\n"


def _is_sure_to_be_a_float(expression: Expr) -> bool:
    """Of floats, it makes a float by itself: no rounding, no choice between numbers, no open power."""
    powers = expression.atoms(Pow)
    return not expression.atoms(ceiling, Max, Min) and all(
        power.exp.is_Integer or power.exp in (_HALF, -_HALF) for power in powers
    )


def _described(each: Formula) -> str:
    known = facts.of(each)
    inputs = "\n".join(f"            {_input(one)}," for one in each.inputs)
    output = (
        f"DescribedOutput(label={each.output.label!r}, letters={each.letters!r}, "
        f"unit={each.output.unit_name!r}, shown={_shown(each.output)!r}, whole={each.output.whole!r})"
    )
    smooth = f"{each.name}__smooth" if each.smooth != each.expression else each.name
    inverses = ", ".join(f"{name!r}: generated.{each.name}__{name}" for name in known.inverses)
    conditions = "".join(
        f"Condition(generated.{each.name}__holds_{number}, {condition.said!r}), "
        for number, condition in enumerate(each.conditions, 1)
    )
    parts = "".join(
        f"Part(generated.{each.name}__part_{number}, {said_in!r}), "
        for number, (_, said_in) in enumerate(known.worked.parts if known.worked else (), 1)
    )
    return (
        f"    {each.name!r}: Described(\n"
        f"        name={each.name!r},\n        title={each.title!r},\n        meaning={each.meaning!r},\n"
        f"        source={str(each.source)!r},\n        source_kind={each.source.kind!r},\n"
        f"        inputs=(\n{inputs}\n        ),\n        output={output},\n"
        f"        latex={latex.equation(each)!r},\n        mathml={latex.mathml(each)!r},\n"
        f"        words={known.template!r},\n"
        f"        worked={(known.worked.template if known.worked else '')!r},\n"
        f"        parts=({parts}),\n"
        f"        conditions=({conditions}),\n"
        f"        compute=generated.{each.name},\n        smooth=generated.{smooth},\n"
        f"        inverses={{{inverses}}},\n        exponents={known.exponents!r},\n    ),"
    )


def _input(one: Input) -> str:
    return (
        f"DescribedInput(name={one.name!r}, label={one.label!r}, letters={one.letters!r}, "
        f"unit={one.kind.unit_name!r}, shown={_shown(one.kind)!r}, example={one.example!r}, "
        f"low={one.kind.low!r}, high={one.kind.high!r}, log={one.kind.log!r}, whole={one.kind.whole!r}, "
        f"least={one.kind.least!r}, most={_most(one.kind)})"
    )


def _most(kind: Kind) -> str:
    return repr(kind.most) if kind.most < float("inf") else 'float("inf")'


def _shown(kind: Kind) -> str:
    return kind.shown or kind.unit_name
