"""The learner's numbers in the units that were asked for, and the reference they are held against."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from capacity.format import human
from capacity.formulary import FORMULAS
from capacity.reading import Quantity, UnreadableQuantity, read
from capacity.units import unit as to_unit
from grader.answer import Estimate
from grader.text import Document
from grader.verdict import Evidence, Verdict, cannot_judge

AMOUNT = re.compile(
    r"(?<![\w.,])(?P<number>\d+(?:[.,]\d+)*)\s*(?P<unit>%|percent\b|per cent\b|nines?\b|ms\b|msec\b|"
    r"milli-?seconds?\b|µs\b|us\b|s\b|secs?\b|seconds?\b|mins?\b|minutes?\b|hours?\b|h\b|days?\b)",
    re.IGNORECASE,
)
NINES = re.compile(
    r"\b(?P<count>two|three|four|five|six)[ -](?:and[ -]a[ -]half[ -])?nines\b", re.IGNORECASE
)
SHARE = re.compile(
    r"(?<![\w.,])0[.,]9\d*(?![\w%]|\s*(?:%|percent|s\b|ms\b)|[.,]\d)"
)  # 0.999, a share
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
RESULTS = (
    re.compile(r"^.*\S\s*[≈≅≃→]\s*(?P<result>\S.*)$"),
    re.compile(
        r"^(?:length|len|size|about|total|result)\s*[:=]?\s+(?P<result>\d[^;,]*)", re.IGNORECASE
    ),
)
BASE_UNITS = ("request/s", "B", "B/s", "s")  # units that are said with a prefix
SPELLED = {
    "percent": "%",
    "per cent": "%",
    "msec": "ms",
    "millisecond": "ms",
    "milliseconds": "ms",
    "milli-seconds": "ms",
    "h": "hour",
    "us": "µs",
}


@dataclass(frozen=True)
class Number:
    """One estimate: what was written, and its value in the unit that was asked for, if it has one."""

    estimate: Estimate
    unit: str
    value: float | None = None
    low: float | None = None  # the ends, where a range was written
    high: float | None = None
    problem: str = ""  # why there is no value, for a person
    unread: bool = False  # there is a number, but its unit or form could not be read

    @property
    def written(self) -> str:
        return self.estimate.value.strip()

    @property
    def evidence(self) -> Evidence:
        return Evidence(section="estimates", at=self.estimate.name, quote=self.written)

    @property
    def working(self) -> str:
        return self.estimate.working


def read_number(estimate: Estimate, unit: str) -> Number:
    """An estimate in the unit that was asked for; `problem` says what is wrong where it cannot be."""
    try:
        quantity = _read(estimate.value, unit)
    except UnreadableQuantity as error:
        has_digits = any(letter.isdecimal() for letter in estimate.value)
        return Number(estimate, unit, problem=str(error), unread=has_digits)
    try:
        value = quantity.as_(unit)
    except UnreadableQuantity as error:
        return Number(estimate, unit, problem=str(error))
    scale = value / quantity.value if quantity.value else 1.0
    low, high = quantity.low * scale, quantity.high * scale
    return Number(estimate, unit, value, low, high)


def _read(text: str, unit: str) -> Quantity:
    """What was written, or what it comes to: '100M / 2.6M s ≈ 38.6/s', 'length: 7'."""
    shorter = [found[1] for each in RESULTS if (found := each.match(text))]
    for each in shorter:
        try:
            quantity = read(each)
            quantity.as_(unit)
        except UnreadableQuantity:
            continue
        return quantity
    return read(text)


def could_not_read(number: Number, label: str) -> Verdict:
    """The verdict on a check that hangs on a number which is there and could not be read."""
    return cannot_judge(
        f"I could not read {label.lower()}: {number.problem} A person will look at it, or mend it and "
        "hand in again; nothing is deducted.",
        number.evidence,
    )


def in_words(value: float, unit: str) -> str:
    """A value in an asked unit, as people write it: 3.86k requests/s."""
    base = next((each for each in BASE_UNITS if _measures(unit, each)), "")
    if base:
        return human(convert(value, unit, base), base)
    return human(value / 100 if unit == "%" else value, unit)


def convert(value: float, unit: str, to: str) -> float:
    """A value in another unit of the same kind, counting nouns aside."""
    if unit == to:
        return value
    return read_unit(unit, value).as_(to)


def read_unit(unit: str, value: float) -> Quantity:
    """So many of a unit, as a quantity."""
    known = to_unit(unit or "1")
    return Quantity(float(value * known.scale), known, f"{value:g} {unit}")


def _measures(unit: str, base: str) -> bool:
    return to_unit(unit or "1").powers == to_unit(base).powers


def compute(formula: str, inputs: Mapping[str, float]) -> float:
    """A formula's output from inputs in the formula's own units."""
    return FORMULAS[formula].compute(**inputs)


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in a sentence, with its place in the plain text."""

    quantity: Quantity
    start: int
    end: int


def amounts(document: Document, start: int, end: int) -> Iterator[Amount]:
    """Times, percentages, shares and nines between two offsets of a document's plain text."""
    text = document.plain.text
    for found in AMOUNT.finditer(text, start, end):
        unit = found["unit"].lower()
        number = found["number"]
        if unit in ("%", "percent", "per cent") and re.fullmatch(r"\d+,\d+", number):
            number = number.replace(",", ".")  # 99,99 % in half of Europe
        try:
            yield Amount(read(f"{number} {SPELLED.get(unit, unit)}"), *found.span())
        except UnreadableQuantity:
            continue
    for found in SHARE.finditer(text, start, end):
        yield Amount(read(found[0].replace(",", ".")), *found.span())
    for found in NINES.finditer(text, start, end):
        yield Amount(read(f"{COUNTS[found['count'].lower()]} nines"), *found.span())
