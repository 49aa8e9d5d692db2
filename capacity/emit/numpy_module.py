"""Formulas over whole arrays: the same names, with NumPy."""

from collections.abc import Iterable

from capacity.emit import code
from capacity.formula import Formula
from capacity.kernels_symbolic import KERNELS

HEAD = '''"""Every formula over arrays. Generated: do not edit.

Written by `python -m capacity.emit`; units are those of `capacity.formulary.FORMULAS[name]`. Kernels
with a loop in them take an array element by element.
"""

from typing import Any

import numpy

from capacity import kernels

'''


def module(formulas: Iterable[Formula]) -> str:
    vectors = "".join(
        f"_{each.kernel} = numpy.vectorize(kernels.{each.kernel}, otypes=[float])\n"
        for each in KERNELS
    )
    return HEAD + vectors + "".join(f"\n\n{_function(each)}" for each in formulas)


def _function(each: Formula) -> str:
    arguments = ", ".join(f"{one.name}: Any" for one in each.inputs)
    body = code.numpy(each.expression)
    return f'def {each.name}({arguments}) -> Any:\n    """{each.meaning}"""\n    return {body}\n'
