"""What people write, read as a quantity: `~58k QPS`, `3 000 GB`, `1.2 TB/day`, `5 nines`.

The policy, which messages repeat: k, M, G are powers of 1000 and Ki, Mi, Gi powers of 1024; B is
bytes and b is bits; a month is 30 days and a year 365; '300 B' is bytes, '6 B links' is billions;
'5m' could be million or minutes, so it is asked about.

>>> str(read("~58k QPS")), str(read("1.2 TB/day")), read("5 nines").value
('58k QPS', '1.2 TB/day', 0.99999)
>>> read("2.7-3.3 TB").to("GB")
3000.0
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from capacity.units import ONE, Unit, UnitError, in_words, is_unit, unit

LONGEST = 200  # characters
_LARGEST_POWER = 60

WORDS = {
    **dict.fromkeys(("k", "K", "thousand"), 10**3),
    **dict.fromkeys(("M", "million", "millions", "mn", "mio", "Mio", "mln", "MM"), 10**6),
    **dict.fromkeys(("G", "billion", "billions", "bn", "bln"), 10**9),
    **dict.fromkeys(("T", "trillion", "trillions", "tn"), 10**12),
    **dict.fromkeys(("P", "quadrillion"), 10**15),
    "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40,
}  # fmt: skip

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPTS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_SPACES = re.compile(r"\s+")
_LEAD = re.compile(
    r"^(?:[~≈≃≅∼<>≤≥=≲≳]|<=|>=|(?:about|around|approx(?:imately)?\.?|roughly|circa|ca\.?|nearly|almost|"
    r"up to|at least|at most|less than|more than|under|over|below|above|max\.?|min\.(?=\s)|some|only|just)\b)\s*",
    re.IGNORECASE,
)
_DIGITS = r"\d{1,3}(?:[ ,_'’]\d{3})+(?!\d)(?:\.\d+)?|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"(?P<digits>{_DIGITS})"
    r"(?:[eE](?P<e>[+-]?\d{1,3})(?![A-Za-z])|\s*[*×x·⋅]\s*10\s*(?:\^|\*\*)\s*(?P<ten>[+-]?\d{1,3})"
    r"|\s*(?:\^|\*\*)\s*(?P<power>[+-]?\d{1,3}))?"
)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\.\.+|…)\s*(?=[\d.$])")
_PER = re.compile(r"\b(?:per|each|every|an?)\b\s*", re.IGNORECASE)
_TOKEN = re.compile(r"/|[^\s/*·⋅]+")
_MEANT = "Write {0}M for million or {0} min for minutes."


class UnreadableQuantity(ValueError):
    """A text that is not a quantity, with a sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of base units. `low` and `high` differ from `value` where a range was written."""

    value: float
    unit: Unit
    text: str = ""
    low: float = math.nan
    high: float = math.nan

    def __str__(self) -> str:
        return self.text

    def to(self, name: str) -> float:
        """The same in another unit. Raises UnitError when it measures something else."""
        wanted = unit(name)
        if wanted.powers != self.unit.powers:
            raise UnitError(f"{self.unit.name} cannot be given in {name}")
        return float(Fraction(self.value) / wanted.scale)

    def in_dimension_of(self, name: str) -> bool:
        """Whether it measures what `name` measures, counting nouns and all."""
        return unit(name).powers == self.unit.powers

    def as_(self, name: str) -> float:
        """The number of `name`s it was meant to be: counting nouns may be left out or differ.

        `3.9k/s` and `3.9k redirects/s` are both meant as requests a second. Raises
        UnreadableQuantity, with what was written and what is wanted.
        """
        wanted = unit(name)
        if self.unit.uncounted == wanted.uncounted and _nouns_agree(self.unit, wanted):
            return float(Fraction(self.value) / wanted.scale)
        raise UnreadableQuantity(
            f"`{self.text}` is {in_words(self.unit)}; here {in_words(wanted)} is wanted, in {name}."
        )


def _nouns_agree(written: Unit, wanted: Unit) -> bool:
    """Nouns may be left out or be others, but users are not requests and shares are not counts."""
    counts = written.powers[len(written.uncounted) :]
    if not any(counts) or written.powers == wanted.powers:
        return True
    return sum(counts) == sum(wanted.powers[len(wanted.uncounted) :]) or wanted.is_bare


def read(text: str) -> Quantity:
    """The quantity a person wrote. Raises UnreadableQuantity with a sentence for that person."""
    if len(text) > LONGEST:
        raise UnreadableQuantity(
            f"`{text[:30]}…` is {len(text):,} characters long. Write one number with its unit."
        )
    return _read(text)


@lru_cache(4096)
def _read(text: str) -> Quantity:
    plain = _plain(text)
    if not plain:
        raise UnreadableQuantity(
            "There is nothing here yet. Write a number with its unit, as in 3.9k/s."
        )
    body = _after_lead(plain.rpartition("=")[2].strip() or plain)
    dollars = body.startswith("$")
    body = body.removeprefix("$").lstrip()
    if re.match(r"[-−]\s*[\d.]", body):
        raise UnreadableQuantity(f"`{text.strip()}` is negative. An amount is zero or more.")
    first = _NUMBER.match(body)
    if first is None:
        raise UnreadableQuantity(_no_number(text.strip(), body))
    low = _number(first, text)
    rest, high = body[first.end() :], None
    second = _second_of_range(rest)
    if second is not None:
        high, rest = _number(second[0], text), second[1]
    factor, measured = _unit_after(rest, text.strip(), first["digits"], dollars=dollars)
    ends = [number * factor * measured.scale for number in (low, high) if number is not None]
    if measured.name == "nines":
        ends = [1 - Fraction(10) ** -int(number) for number in ends]
        measured = ONE
    value = float(sum(ends) / len(ends))
    if math.isinf(value) or (value == 0 and sum(ends) != 0):
        raise UnreadableQuantity(f"`{text.strip()}` is too large or too small to be meant.")
    written = f"{'$' * dollars}{body}".strip()
    return Quantity(value, measured, written, float(min(ends)), float(max(ends)))


def _plain(text: str) -> str:
    """Full-width digits, thin spaces and superscripts in their plain form, one space between."""
    raised = _SUPERSCRIPTS.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPT), text)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", raised)).strip()


def _after_lead(body: str) -> str:
    """Without the words that only say how sure somebody is."""
    while lead := _LEAD.match(body):
        body = body[lead.end() :]
    return body


def _second_of_range(rest: str) -> tuple[re.Match[str], str] | None:
    dash = _RANGE.match(rest)
    if dash is None:
        return None
    after = rest[dash.end() :].removeprefix("$")
    number = _NUMBER.match(after)
    return (number, after[number.end() :]) if number else None


def _number(found: re.Match[str], text: str) -> Fraction:
    digits = found["digits"]
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")  # a decimal comma
    number = Fraction(re.sub(r"[ ,_'’]", "", digits))
    exponent = int(found["e"] or found["ten"] or 0)
    if abs(exponent) > _LARGEST_POWER or abs(int(found["power"] or 0)) > 400:
        raise UnreadableQuantity(f"`{text.strip()[:40]}` is too large or too small to be meant.")
    if found["power"]:
        return number ** int(found["power"])
    return number * Fraction(10) ** exponent


def _unit_after(rest: str, text: str, digits: str, *, dollars: bool) -> tuple[Fraction, Unit]:
    """The factor (k, million …) and the unit that follow a number."""
    rest = _PER.sub(
        "/ ", rest.partition("(")[0].partition("[")[0].partition(";")[0].partition(", ")[0]
    )
    tokens = _TOKEN.findall(rest)
    factor = Fraction(1)
    if tokens and tokens[0] in ("nines", "nine"):
        return factor, Unit("nines", Fraction(1), ONE.powers)
    if tokens:
        word, following = tokens[0], tokens[1:]
        noun_follows = bool(following) and following[0] != "/" and is_unit(following[0])
        if word in WORDS:
            factor, tokens = Fraction(WORDS[word]), following
        elif word in ("B", "b") and noun_follows:
            factor, tokens = Fraction(10**9), following
        elif word == "m":
            if not noun_follows:
                raise UnreadableQuantity(
                    f"`{text}` can be million or minutes. {_MEANT.format(digits)}"
                )
            factor, tokens = Fraction(10**6), following
        elif word[:1] in "kKMGTmB" and not is_unit(word) and is_unit(word[1:]) and word[1:]:
            factor, tokens = (
                Fraction({"m": 10**6, "B": 10**9}.get(word[0]) or WORDS[word[0]]),
                [word[1:], *following],
            )
    return factor, _unit_of(tokens, text, dollars=dollars)


def _unit_of(tokens: list[str], text: str, *, dollars: bool) -> Unit:
    """The unit that tokens spell. Words after a whole unit are a note: '3 TB raw'."""
    made = ["usd"] if dollars else []
    below = False
    for token in tokens:
        word = token.rstrip(".,:!?") or token
        if token == "/":  # noqa: S105 - a token of a unit
            below = True
            continue
        if not is_unit(word):
            if made and not below:
                break
            try:
                unit(word)
            except UnitError as error:
                raise UnreadableQuantity(f"`{text}`: {error}") from None
        made.append(f"/ {word}" if below else word)
        below = False
    if not made:
        return ONE
    spelled = " ".join(made)
    return unit(spelled)


def _no_number(text: str, body: str) -> str:
    if body.lower() in ("nan", "inf", "infinity", "-inf", "∞"):
        return f"`{text}` is not an amount. Write a number with its unit, as in 3.9k/s."
    return f"`{text[:60]}`: I see no number at the start. Write the number first, as in 3.9k/s or 3 TB."
