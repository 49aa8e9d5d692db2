"""A line of arithmetic as tokens: numbers, words, signs, each with its place in the line.

One pass over the characters, none of which is looked at more than a few times: a learner's text never
meets a backtracking expression. Look-alikes (× · ÷ − ≈, full-width digits, superscripts) become plain.
"""

import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from capacity.equation.errors import EquationError

LONGEST = 2000  # characters
_MOST_DIGITS = 40
_MOST_EXPONENT = 60

Kind = Literal["number", "word", "sign", "raised", "end"]

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
_PLAIN = {
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "∕": "/", "⁄": "/",
    "−": "-", "–": "-", "—": "-", "≅": "≈", "≃": "≈", "∼": "≈", "~": "≈", "≙": "=",
    "⇒": "=", "→": "=", "⟹": "=", "≤": "<", "≥": ">", "≲": "<", "≳": ">", "≪": "<", "≫": ">",
    "[": "(", "]": ")", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'",
}  # fmt: skip
_TWO = {"**": "^", "<=": "<", ">=": ">", "->": "=", "=>": "=", "==": "=", "~=": "≈", "=~": "≈"}
_SIGNS = frozenset("*/+-^()=≈<>,;:.!?")
_INSIDE_WORDS = frozenset("_µμ%$'")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line: `text` as it is read, and where it stands in what was written."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    digits: int = 0  # significant digits of a number
    spaced: bool = False  # whether a space stands before it


def tokens(line: str) -> list[Token]:
    """All tokens, the last of kind 'end'. Raises EquationError for a line that is too long."""
    if len(line) > LONGEST:
        raise EquationError(
            "length",
            f"The line has {len(line):,} characters; {LONGEST:,} are the most. Write one sum a line.",
            LONGEST + 1,
        )
    plain = line.translate(_PLAIN_BY_CODE)
    found: list[Token] = []
    at, spaced = 0, False
    while at < len(plain):
        letter = plain[at]
        if letter == " ":
            at, spaced = at + 1, True
            continue
        token = _token(line, plain, at, spaced=spaced)
        found.append(token)
        at, spaced = token.end, False
    return [*found, Token("end", "", len(line), len(line), spaced=True)]


class _Plain(dict[int, str]):
    """One character for one character, so that places stay; each is looked up once."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _plain(chr(code))
        return letter


_PLAIN_BY_CODE = _Plain()  # holds as many entries as there are characters, at most


def _plain(letter: str) -> str:
    """One character for one character, so that places stay."""
    if letter in _RAISED or letter == "\n":
        return letter
    if letter in _PLAIN:
        return _PLAIN[letter]
    if letter.isspace():
        return " "
    form = unicodedata.normalize("NFKC", letter)
    return form if len(form) == 1 else letter


def _token(line: str, plain: str, at: int, *, spaced: bool) -> Token:
    letter = plain[at]
    if letter in _RAISED:
        end = _while(plain, at, _RAISED.__contains__)
        raised = "".join(_RAISED[each] for each in plain[at:end])
        return Token("raised", raised, at, end, spaced=spaced)
    if _is_digit(letter) or (letter == "." and _is_digit(plain[at + 1 : at + 2])):
        return _number(plain, at, spaced=spaced)
    if plain[at : at + 2] in _TWO:
        return Token("sign", _TWO[plain[at : at + 2]], at, at + 2, spaced=spaced)
    if letter in _SIGNS or letter == "\n":
        return Token("sign", ";" if letter == "\n" else letter, at, at + 1, spaced=spaced)
    if letter in ("%", "$"):
        return Token("word", letter, at, at + 1, spaced=spaced)
    end = max(at + 1, _while(plain, at, _is_of_word))
    return Token("word", plain[at:end].rstrip("'") or line[at:end], at, end, spaced=spaced)


def _is_digit(letter: str) -> bool:
    return letter.isascii() and letter.isdigit()


def _is_of_word(letter: str) -> bool:
    return (letter.isalnum() or letter in _INSIDE_WORDS) and letter not in ("%", "$")


def _while(text: str, at: int, wanted: object) -> int:
    end = at
    while end < len(text) and wanted(text[end]):  # type: ignore[operator]
        end += 1
    return end


def _number(plain: str, at: int, *, spaced: bool) -> Token:
    """Digits with thousands apart or a decimal sign, and an exponent that is written as 1e9."""
    end = _while(plain, at, _is_digit)
    whole = plain[at:end]
    grouped = False
    while len(plain) > end and plain[end] in ", _'" and _three_digits(plain, end + 1):
        if not grouped and len(whole) > 3:
            break
        whole, end, grouped = whole + plain[end + 1 : end + 4], end + 4, True
    part = ""
    if plain[end : end + 1] in (".", ",") and _is_digit(plain[end + 1 : end + 2]):
        stop = _while(plain, end + 1, _is_digit)
        decimal_comma = plain[end] == "," and not grouped and stop - end <= 3
        if plain[end] == "." or decimal_comma:
            part, end = plain[end + 1 : stop], stop
    if len(whole) + len(part) > _MOST_DIGITS:
        raise EquationError("size", "This number has too many digits. Write 3.5e12.", at + 1)
    exponent, end = _exponent(plain, at, end)
    value = Fraction(f"{whole or '0'}.{part or '0'}") * Fraction(10) ** exponent
    significant = (whole.rstrip("0") if not part else whole + part).lstrip("0")
    return Token("number", plain[at:end], at, end, value, max(1, len(significant)), spaced)


def _three_digits(plain: str, at: int) -> bool:
    three = plain[at : at + 3]
    return len(three) == 3 and all(map(_is_digit, three)) and not _is_digit(plain[at + 3 : at + 4])


def _exponent(plain: str, start: int, end: int) -> tuple[int, int]:
    if plain[end : end + 1] not in ("e", "E"):
        return 0, end
    at = end + 1
    sign = plain[at : at + 1]
    at += sign in ("+", "-") and sign != ""
    stop = _while(plain, at, _is_digit)
    if stop == at or plain[stop : stop + 1].isalpha():
        return 0, end
    if stop - at > 3 or int(plain[at:stop]) > _MOST_EXPONENT:
        raise EquationError("size", "This number is too large or too small to be meant.", start + 1)
    return int(plain[at:stop]) * (-1 if sign == "-" else 1), stop
