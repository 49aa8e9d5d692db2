"""What learners write is read, or refused with a sentence that helps."""

import json
import math
import random
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pint
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from capacity.reading import LONGEST, UnreadableQuantity, read
from capacity.units import UnitError, unit

CASES = yaml.safe_load((Path(__file__).parent / "readings.yaml").read_text())


@pytest.mark.parametrize(("text", "value", "name"), CASES["read"], ids=str)
def test_what_people_write_is_read(text: str, value: float, name: str) -> None:
    quantity = read(text)

    assert quantity.in_dimension_of(name)
    assert quantity.value == pytest.approx(float(value), rel=1e-12)


@pytest.mark.parametrize(("text", "reason"), CASES["refused"], ids=str)
def test_what_cannot_be_meant_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableQuantity) as refused:
        read(text)

    assert reason in str(refused.value)


def test_a_range_keeps_its_ends() -> None:
    quantity = read("2.7-3.3 TB")

    assert (quantity.low, quantity.high) == (2.7e12, 3.3e12)


@pytest.mark.parametrize("text", ["3.9k/s", "3.9k redirects/s", "3.9k QPS", "3,900 per second"])
def test_counting_nouns_may_be_left_out_or_differ(text: str) -> None:
    assert read(text).as_("request/s") == pytest.approx(3900)


@pytest.mark.parametrize(
    ("text", "name"),
    [("3 TB", "request/s"), ("3.9k", "request/s"), ("6B links", "B"), ("3.9k/s", "B")],
)
def test_another_kind_of_quantity_is_refused_by_name(text: str, name: str) -> None:
    with pytest.raises(UnreadableQuantity, match="is wanted, in"):
        read(text).as_(name)


@given(st.text(max_size=LONGEST + 20))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    with suppress(UnreadableQuantity):
        assert read(text).value >= 0


# --- our algebra against pint's -------------------------------------------------------------------

PINT = pint.UnitRegistry()
NAMES = {  # ours: pint's
    "s": "second", "min": "minute", "h": "hour", "day": "day", "week": "week", "B": "byte", "kB": "kilobyte",
    "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "KiB": "kibibyte", "MiB": "mebibyte", "GiB": "gibibyte",
    "bit": "bit", "Mb": "megabit", "ms": "millisecond", "us": "microsecond",
}  # fmt: skip
PART = st.tuples(st.sampled_from(sorted(NAMES)), st.sampled_from([1, -1]))
THEIRS = {ours: PINT.Unit(theirs) for ours, theirs in NAMES.items()}  # pint parses slowly: once
EXPRESSIONS = 2000


def test_our_units_are_pints() -> None:
    chance = random.Random(11)
    for _ in range(EXPRESSIONS):
        parts = [(chance.choice(list(NAMES)), chance.choice([1, -1, 2])) for _ in range(chance.randint(1, 6))]  # fmt: skip
        text = " ".join(f"{'* ' if power > 0 else '/ '}{name}{'^2' if power == 2 else ''}" for name, power in parts)  # fmt: skip
        ours = unit(f"1 {text}")
        theirs = math.prod((THEIRS[name] ** power for name, power in parts), start=PINT.Unit(""))
        scale, root = PINT.get_root_units(theirs)
        powers = dict(root._units)
        bits = powers.pop("bit", 0)

        assert (powers.pop("second", 0), bits) == ours.powers[:2], text
        assert not powers
        assert float(ours.scale) == pytest.approx(scale / 8**bits, rel=1e-12), text


@given(st.lists(PART, min_size=1, max_size=4), st.lists(PART, min_size=1, max_size=4))
def test_units_form_a_group(one: list[tuple[str, int]], two: list[tuple[str, int]]) -> None:
    def made(parts: list[tuple[str, int]]) -> object:
        found = unit("1")
        for name, power in parts:
            found = found * unit(name) ** power
        return found

    a, b = made(one), made(two)
    assert ((a * b) / b).factor_to(a) == Fraction(1)  # type: ignore[operator,attr-defined]


def test_an_unknown_unit_is_refused_with_a_guess() -> None:
    with pytest.raises(UnitError, match="Did you mean 'day'"):
        unit("TB/dya")


def test_units_of_different_kinds_do_not_convert() -> None:
    with pytest.raises(UnitError, match="cannot be given in"):
        unit("TB").factor_to(unit("s"))


def test_cases_are_said_in_json_too() -> None:
    """The table is plain data, so that the page's reader can be held to it as well."""
    assert json.loads(json.dumps(CASES)) == CASES
