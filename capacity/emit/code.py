"""Expressions as code: plain Python, NumPy, JavaScript; and compiled at once, to try them out."""

from collections.abc import Callable, Iterable
from typing import Any

from sympy import Expr, Symbol
from sympy.printing.jscode import JavascriptCodePrinter
from sympy.printing.numpy import NumPyPrinter
from sympy.printing.pycode import PythonCodePrinter

from capacity import kernels


class _NumPy(NumPyPrinter):  # type: ignore[misc]
    def _print_Max(self, expr: Any) -> str:  # noqa: N802 - a hook of sympy
        """Of a number and an array, too, which amax does not take."""
        first, *rest = (self._print(each) for each in expr.args)
        for each in rest:
            first = f"numpy.maximum({first}, {each})"
        return str(first)


def python(expression: Any) -> str:
    return str(PythonCodePrinter({"fully_qualified_modules": True}).doprint(expression))


def numpy(expression: Expr) -> str:
    return str(_NumPy({"fully_qualified_modules": True}).doprint(expression))


def javascript(expression: Any) -> str:
    """On one line. Raises ValueError where there is none."""
    printed = str(JavascriptCodePrinter({}).doprint(expression))
    if "Not supported" in printed:
        raise ValueError(f"no JavaScript for {expression}: {printed}")
    return " ".join(printed.split())


def compiled(expression: Any, symbols: Iterable[Symbol]) -> Callable[..., Any]:
    """A function of `symbols`, by position: the printed Python, run."""
    import math  # noqa: PLC0415 - for the printed code

    names = ", ".join(each.name for each in symbols)
    scope = {**vars(kernels), "math": math}
    made: Callable[..., Any] = eval(f"lambda {names}: {python(expression)}", scope)  # noqa: S307 - our own print
    return made
