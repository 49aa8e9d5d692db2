"""Formulas as print shows them: LaTeX for the book, MathML for a page without a typesetter."""

import re
from typing import Any

from sympy import Symbol
from sympy.printing.latex import LatexPrinter
from sympy.printing.mathml import MathMLPresentationPrinter

from capacity.emit.readable import readable
from capacity.formula import Formula

_GREEK = {
    "alpha": "α", "beta": "β", "lambda": "λ", "mu": "μ", "rho": "ρ", "sigma": "σ", "ell": "ℓ",
}  # fmt: skip
_LONG_NUMBER = re.compile(r"\d{5,}")
_LETTER = re.compile(r"^(\\?[A-Za-z]+)(?:_(\w+))?(?:\^(\d|\*))?$")


class _LessLast:
    """What is taken away stands last: n − 1, not −1 + n."""

    def _as_ordered_terms(self, expression: Any, order: str | None = None) -> list[Any]:
        terms: list[Any] = super()._as_ordered_terms(expression, order)  # type: ignore[misc]
        return sorted(terms, key=lambda each: bool(each.could_extract_minus_sign()))


class _Latex(_LessLast, LatexPrinter):  # type: ignore[misc]
    pass


class _MathML(_LessLast, MathMLPresentationPrinter):  # type: ignore[misc]
    pass


def equation(each: Formula) -> str:
    """The whole equation, in the letters of the formula."""
    expression, letters = readable(each)
    settings = {"symbol_names": letters, "order": "none", "mul_symbol": "\\,", "ln_notation": True}
    right = _Latex(settings).doprint(expression)
    return f"{each.letters} = {_LONG_NUMBER.sub(lambda found: _grouped(found[0], '{,}'), right)}"


def mathml(each: Formula) -> str:
    """The same as presentation MathML, which browsers show without any script."""
    expression, letters = readable(each)
    printer = _MathML({"mul_symbol": "\u2062", "order": "none"})
    right: str = printer._print(expression).toxml()  # noqa: SLF001 - without the outer element
    right = right.replace("<mi>log</mi>", "<mi>ln</mi>")
    for symbol, letter in letters.items():
        right = right.replace(f"<mi>{_name(symbol)}</mi>", _letter(letter))
    whole = f"<mrow>{_letter(each.letters)}<mo>=</mo>{right}</mrow>"
    whole = _LONG_NUMBER.sub(lambda found: _grouped(found[0], ","), whole)
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{whole}</math>'


def _name(symbol: Symbol) -> str:
    return str(symbol.name)


def _letter(letters: str) -> str:
    r"""'W_q' or '\lambda' as MathML."""
    if letters.isdecimal():
        return f"<mn>{letters}</mn>"
    found = _LETTER.match(letters)
    if not found:
        raise ValueError(f"no MathML for the letters {letters}")
    base, below, above = found.groups()
    made = f"<mi>{_GREEK.get(base.removeprefix(chr(92)), base)}</mi>"
    low = f"<mi>{below}</mi>" if below else ""
    high = f"<mn>{above}</mn>" if above else ""
    if low and high:
        return f"<msubsup>{made}{low}{high}</msubsup>"
    if low or high:
        tag = "msub" if low else "msup"
        return f"<{tag}>{made}{low}{high}</{tag}>"
    return made


def _grouped(digits: str, comma: str) -> str:
    return f"{int(digits):,}".replace(",", comma)
