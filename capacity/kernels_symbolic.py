"""The kernels as sympy functions: they print as the textbook's symbol and compute as the loop."""

from typing import Any

from sympy import Function


class Kernel(Function):  # type: ignore[misc]
    """A function with a loop in kernels.py and kernels.mjs; `kernel` is its name there."""

    kernel = ""

    def _code(self, printer: Any) -> str:
        return f"{self.kernel}({', '.join(printer._print(each) for each in self.args)})"  # noqa: SLF001

    _pythoncode = _numpycode = _javascript = _code


class Harmonic(Kernel):
    """The generalised harmonic number H(n, s)."""

    kernel = "harmonic"
    nargs = 2

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        count, exponent = (printer._print(each) for each in self.args)  # noqa: SLF001
        return rf"H_{{{count}}}^{{({exponent})}}" + (rf"^{{{exp}}}" if exp else "")

    def _mathml_presentation(self, printer: Any) -> Any:
        made = printer.dom.createElement("msubsup")
        letter = printer.dom.createElement("mi")
        letter.appendChild(printer.dom.createTextNode("H"))
        raised = printer.dom.createElement("mrow")
        for part in ("(", self.args[1], ")"):
            if isinstance(part, str):
                bracket = printer.dom.createElement("mo")
                bracket.appendChild(printer.dom.createTextNode(part))
                raised.appendChild(bracket)
            else:
                raised.appendChild(printer._print(part))  # noqa: SLF001
        for each in (letter, printer._print(self.args[0]), raised):  # noqa: SLF001
            made.appendChild(each)
        return made

    def _sympystr(self, printer: Any) -> str:
        return self._code(printer)
