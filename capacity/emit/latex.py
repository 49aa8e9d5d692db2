"""Formulas as print shows them: LaTeX for the book, MathML for a page without a typesetter."""

import re

from sympy import latex
from sympy import mathml as sympy_mathml

from capacity.emit.readable import readable
from capacity.formula import Formula

_GREEK = {"\\rho": "ρ", "\\ell": "ℓ"}
_LONG_NUMBER = re.compile(r"\d{5,}")


def equation(each: Formula) -> str:
    """The whole equation, in the letters of the formula."""
    expression, letters = readable(each)
    right = latex(expression, symbol_names=letters, order="none", mul_symbol="\\,")
    return f"{each.letters} = {_LONG_NUMBER.sub(lambda found: _grouped(found[0], '{,}'), right)}"


def mathml(each: Formula) -> str:
    """The same as presentation MathML, which browsers show without any script."""
    expression, letters = readable(each)
    right: str = sympy_mathml(expression, printer="presentation", mul_symbol="⁢", order="none")
    for symbol, letter in letters.items():
        split = f"<msub><mi>x</mi><mi>{symbol.name[1:]}</mi></msub>"
        right = right.replace(split, f"<mi>{_GREEK.get(letter, letter)}</mi>")
    left = _GREEK.get(each.letters, each.letters)
    whole = f"<mrow><mi>{left}</mi><mo>=</mo>{right}</mrow>"
    whole = _LONG_NUMBER.sub(lambda found: _grouped(found[0], ","), whole)
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{whole}</math>'


def _grouped(digits: str, comma: str) -> str:
    return f"{int(digits):,}".replace(",", comma)
