"""Questions of four kinds as chapters write them, read into values. Each says how it wants to be written.

several   - * an answer that belongs → why        - one that does not → why
number    = 347 request/s within 10 %             - 833 request/s → the slip that leads here
          → how it is computed
order     1. what comes first → why it does       2. what comes next → why
match     - a thing = its other half → why
"""

import hashlib
import re
from dataclasses import dataclass

from capacity.reading import Quantity, UnreadableQuantity, read

_LINE = re.compile(r"^(?:- |\d+\. |= |→ )")
_SEVERAL = re.compile(r"^- (?P<right>\* )?(?P<text>.+?)\s+→\s+(?P<why>.+)$")
_ORDER = re.compile(r"^\d+\. (?P<text>.+?)\s+→\s+(?P<why>.+)$")
_MATCH = re.compile(r"^- (?P<text>.+?)\s+=\s+(?P<half>.+?)\s+→\s+(?P<why>.+)$")
_VALUE = re.compile(r"^= (?P<value>.+?)(?:\s+within\s+(?P<within>[\d.]+)\s*%)?$")
_USUAL = 0.10  # how far from the value a number may be where the question does not say
_WIDEST = 0.5


@dataclass(frozen=True)
class Item:
    """A line of a question: what is shown, why it is as it is, and whether it belongs."""

    text: str
    why: str
    right: bool = True
    half: str = ""  # what it is matched with


@dataclass(frozen=True)
class Slip:
    """A wrong number that somebody comes to, and the mistake that leads there."""

    value: Quantity
    why: str


@dataclass(frozen=True)
class Number:
    value: Quantity
    within: float
    slips: tuple[Slip, ...]
    why: str

    def is_right(self, answer: Quantity) -> bool:
        return _near(answer, self.value, self.within)

    def slip(self, answer: Quantity) -> Slip | None:
        """The known mistake that leads to this answer."""
        return next((each for each in self.slips if _near(answer, each.value, self.within)), None)


def parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The question, and the lines that answer it, each joined with what continues it."""
    first = next((n for n, line in enumerate(lines) if _LINE.match(line)), len(lines))
    joined: list[str] = []
    for line in filter(str.strip, lines[first:]):
        if _LINE.match(line):
            joined.append(line.rstrip())
        else:
            joined[-1] += " " + line.strip()
    return lines[:first], joined


def several(lines: list[str]) -> tuple[Item, ...]:
    """Statements of which some belong. Raises ValueError saying what is wrong."""
    found = [_matched(_SEVERAL, line, "- answer → feedback") for line in lines]
    items = tuple(Item(each["text"], each["why"], right=bool(each["right"])) for each in found)
    if len({each.right for each in items}) != 2:
        raise ValueError("some answers must begin with '- * ', and some must not.")
    return items


def order(lines: list[str]) -> tuple[Item, ...]:
    """Steps in their right order. Raises ValueError saying what is wrong."""
    found = [_matched(_ORDER, line, "1. step → why it stands here") for line in lines]
    if len(found) < 3:
        raise ValueError("an order needs at least three steps.")
    return tuple(Item(each["text"], each["why"]) for each in found)


def match(lines: list[str]) -> tuple[Item, ...]:
    """Things and their other halves. Raises ValueError saying what is wrong."""
    found = [_matched(_MATCH, line, "- thing = its other half → why") for line in lines]
    items = tuple(Item(each["text"], each["why"], half=each["half"]) for each in found)
    if len({each.half for each in items}) < 2:
        raise ValueError("there must be at least two different halves.")
    return items


def number(lines: list[str]) -> Number:
    """A number with its unit, and the slips that lead elsewhere. Raises ValueError."""
    values = [line for line in lines if line.startswith("= ")]
    whys = [line[2:] for line in lines if line.startswith("→ ")]
    if len(values) != 1 or len(whys) != 1:
        raise ValueError("it needs one line '= value within 10 %' and one line '→ how it comes'.")
    found = _matched(_VALUE, values[0], "= value within 10 %")
    within = float(found["within"]) / 100 if found["within"] else _USUAL
    if not 0 < within <= _WIDEST:
        raise ValueError(f"within {within:.0%} is no use; write more than 0 % and at most 50 %.")
    asked = Number(_read(found["value"]), within, (), whys[0])
    slips = []
    for line in lines:
        if line.startswith("- "):
            told = _matched(_SEVERAL, line, "- value → the slip that leads to it")
            slips.append(Slip(_read(told["text"]), told["why"]))
    for each in slips:
        if each.value.unit.powers != asked.value.unit.powers:
            raise ValueError(f"'{each.value}' measures something else than '{asked.value}'.")
        if asked.is_right(each.value):
            raise ValueError(f"'{each.value}' is within {within:.0%} of the right value.")
    return Number(asked.value, within, tuple(slips), whys[0])


def shuffled(items: tuple[Item, ...]) -> list[int]:
    """Places of the items in an order that looks like chance, is always the same, and is not the right one."""
    places = sorted(
        range(len(items)), key=lambda n: hashlib.sha256(items[n].text.encode()).digest()
    )
    return places[1:] + places[:1] if places == sorted(places) else places


def _matched(pattern: re.Pattern[str], line: str, wanted: str) -> re.Match[str]:
    found = pattern.match(line)
    if found is None:
        raise ValueError(f"'{line}' is not '{wanted}'.")
    return found


def _read(text: str) -> Quantity:
    try:
        return read(text)
    except UnreadableQuantity as error:
        raise ValueError(str(error)) from None


def _near(one: Quantity, other: Quantity, within: float) -> bool:
    return one.unit.powers == other.unit.powers and abs(one.value / other.value - 1) <= within
