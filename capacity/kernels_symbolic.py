"""The kernels as sympy functions: they compute as the loop and print as the textbook writes them."""

from typing import Any

from sympy import Expr, Function, Integer, Pow, exp, log
from sympy import factorial as sympy_factorial


class Kernel(Function):  # type: ignore[misc]
    """A function with a loop in kernels.py and kernels.mjs.

    `kernel` is its name there. `letter` is how print names it, where a closed form would say less,
    and `said` how a sentence does; otherwise `textbook` is that closed form.
    """

    kernel = ""
    letter = ""
    said = ""

    def textbook(self) -> Expr | None:
        return None

    def _code(self, printer: Any) -> str:
        return f"{self.kernel}({', '.join(printer._print(each) for each in self.args)})"  # noqa: SLF001

    _pythoncode = _javascript = _sympystr = _code

    def _numpycode(self, printer: Any) -> str:
        return f"_{self._code(printer)}"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        inside = ", ".join(printer._print(each) for each in self.args)  # noqa: SLF001
        return rf"{self.letter}\left({inside}\right)" + (rf"^{{{exp}}}" if exp else "")

    def _mathml_presentation(self, printer: Any) -> Any:
        row = _row(printer, "mrow")
        row.appendChild(_letter(printer, self.letter))
        row.appendChild(_text(printer, "mo", "("))
        for place, each in enumerate(self.args):
            if place:
                row.appendChild(_text(printer, "mo", ","))
            row.appendChild(printer._print(each))  # noqa: SLF001
        row.appendChild(_text(printer, "mo", ")"))
        return row


class Harmonic(Kernel):
    """The generalised harmonic number H(n, s)."""

    kernel = "harmonic"
    letter = "H"
    nargs = 2

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        count, exponent = (printer._print(each) for each in self.args)  # noqa: SLF001
        return rf"H_{{{count}}}^{{({exponent})}}" + (rf"^{{{exp}}}" if exp else "")

    def _mathml_presentation(self, printer: Any) -> Any:
        made = _row(printer, "msubsup")
        raised = _row(printer, "mrow")
        raised.appendChild(_text(printer, "mo", "("))
        raised.appendChild(printer._print(self.args[1]))  # noqa: SLF001
        raised.appendChild(_text(printer, "mo", ")"))
        for each in (_text(printer, "mi", "H"), printer._print(self.args[0]), raised):  # noqa: SLF001
            made.appendChild(each)
        return made


class ErlangB(Kernel):
    """Erlang's loss formula B(c, a)."""

    kernel, letter, nargs = "erlang_b", "B", 2
    said = "Erlang B"


class ErlangC(Kernel):
    """Erlang's delay formula C(c, a)."""

    kernel, letter, nargs = "erlang_c", "C", 2
    said = "Erlang C"


class FullHouse(Kernel):
    """The blocking of M/M/c/K, P_K(c, K, a)."""

    kernel, letter, nargs = "full_house", "P", 3
    said = "share turned away"


class ErlangIdle(Kernel):
    """The share of time in which M/M/c is empty, P_0(c, a)."""

    kernel, letter, nargs = "erlang_idle", "P_0", 2
    said = "share idle"


class HouseEmpty(Kernel):
    """The share of time in which M/M/c/K is empty, P_0(c, K, a)."""

    kernel, letter, nargs = "house_empty", "P_0", 3
    said = "share empty"


class HouseBusy(Kernel):
    """The share of time in which M/M/c/K has no idle server, P_b(c, K, a)."""

    kernel, letter, nargs = "house_busy", "P_b", 3
    said = "share all busy"


class HouseQueue(Kernel):
    """The mean queue of M/M/c/K, L_q(c, K, a)."""

    kernel, letter, nargs = "house_queue", "L_q", 3
    said = "mean queue"


class LateAnswers(Kernel):
    """The share of answers of M/M/c later than a time in service times, P(T > t)."""

    kernel, letter, nargs = "late_answers", "P_T", 3
    said = "share later"


class AnswerQuantile(Kernel):
    """A percentile of the response of M/M/c, in service times."""

    kernel, letter, nargs = "answer_quantile", "Q_T", 3
    said = "percentile"


class AtLeast(Kernel):
    """The upper tail of the binomial distribution, F(k, n, p)."""

    kernel, letter, nargs = "at_least", "F", 3


class BusiestShare(Kernel):
    """The largest of n loads over their mean, each of v random arcs of a circle, M(n, v)."""

    kernel, letter, nargs = "busiest_share", "M", 2
    said = "busiest"


class AnyOf(Kernel):
    """1 − (1 − p)^n."""

    kernel, nargs = "any_of", 2

    def textbook(self) -> Expr:
        chance, tries = self.args
        return 1 - Pow(1 - chance, tries, evaluate=False)


class Grown(Kernel):
    """(1 + g)^n."""

    kernel, nargs = "grown", 2

    def textbook(self) -> Expr:
        rate, times = self.args
        return Pow(1 + rate, times, evaluate=False)


class Saturating(Kernel):
    """1 − e^−x."""

    kernel, nargs = "saturating", 1

    def textbook(self) -> Expr:
        return 1 - exp(-self.args[0])

    def inverse(self, argindex: int = 1) -> type[Kernel]:  # noqa: ARG002 - a hook of sympy
        return Unsaturating


class Unsaturating(Kernel):
    """−ln(1 − q), what undoes `Saturating`."""

    kernel, nargs = "unsaturating", 1

    def textbook(self) -> Expr:
        return -log(1 - self.args[0])

    def inverse(self, argindex: int = 1) -> type[Kernel]:  # noqa: ARG002 - a hook of sympy
        return Saturating


class Factorial(Kernel):
    """n!, the product of the whole numbers up to n."""

    kernel, nargs = "factorial", 1

    def textbook(self) -> Expr:
        (count,) = self.args
        return sympy_factorial(count) if count != Integer(1) else Integer(1)


KERNELS: tuple[type[Kernel], ...] = (
    Harmonic,
    ErlangB,
    ErlangC,
    FullHouse,
    ErlangIdle,
    HouseEmpty,
    HouseBusy,
    HouseQueue,
    LateAnswers,
    AnswerQuantile,
    AtLeast,
    BusiestShare,
    AnyOf,
    Grown,
    Saturating,
    Unsaturating,
    Factorial,
)


def as_in_textbooks(expression: Expr) -> Expr:
    """The same with every kernel that has a closed form written out."""
    return expression.replace(
        lambda each: isinstance(each, Kernel) and each.textbook() is not None,
        lambda each: each.textbook(),
    )


def _row(printer: Any, tag: str) -> Any:
    return printer.dom.createElement(tag)


def _text(printer: Any, tag: str, text: str) -> Any:
    made = printer.dom.createElement(tag)
    made.appendChild(printer.dom.createTextNode(text))
    return made


def _letter(printer: Any, letter: str) -> Any:
    """A letter, with what stands below it: P_0."""
    name, _, below = letter.partition("_")
    if not below:
        return _text(printer, "mi", name)
    made = _row(printer, "msub")
    made.appendChild(_text(printer, "mi", name))
    made.appendChild(_text(printer, "mn" if below.isdecimal() else "mi", below))
    return made
