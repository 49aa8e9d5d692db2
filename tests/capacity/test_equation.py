"""Lines of arithmetic that people write are reckoned with their units, or refused with a column."""

import operator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capacity import yaml_door
from capacity.__main__ import main
from capacity.equation import EquationError, read_line, read_working
from capacity.equation.holds import findings, settled
from capacity.equation.tokens import LONGEST
from capacity.reading import read
from capacity.units import unit

CASES = yaml_door.load_file(Path(__file__).parent / "equations.yaml")
NAMES = {name: read(str(text)) for name, text in CASES["names"].items()}
AFTER_AT_LEAST = 0.85  # the share of lines read as a person reads them that were never tuned on


def read_as_meant(text: str, value: float | None, name: str, keys: list[str]) -> bool:
    try:
        equations = read_line(text, NAMES)
    except EquationError as error:
        return keys == ["units"] and error.reason == "units"
    found = [key for each in findings(equations) for key in each.keys]
    if value is None:
        return found == keys
    came_to = settled(equations[0])
    same_kind = came_to.uncounted == unit(name).uncounted
    return found == keys and same_kind and came_to.size == pytest.approx(float(value), rel=1e-4)


def refused_because(text: str) -> str:
    try:
        read_line(text, NAMES)
    except EquationError as error:
        return error.reason
    return ""


@pytest.mark.parametrize("row", CASES["before"]["read"], ids=lambda row: row[0])
def test_a_line_comes_to_what_a_person_makes_of_it(row: list) -> None:
    assert read_as_meant(*row)


@pytest.mark.parametrize(("text", "reason"), CASES["before"]["refused"], ids=str)
def test_a_line_that_is_no_sum_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert refused_because(text) == reason


def test_most_lines_that_were_never_tuned_on_are_read_as_meant() -> None:
    after = CASES["after"]
    right = [read_as_meant(*row) for row in after["read"]]
    right += [refused_because(text) == reason for text, reason in after["refused"]]

    assert sum(right) / len(right) >= AFTER_AT_LEAST


def test_a_refusal_names_the_column_and_what_is_missing() -> None:
    with pytest.raises(EquationError, match="Column 8: A number is missing after") as refused:
        read_line("40/s × ")

    assert refused.value.column == 8


def test_numbers_used_are_found_again_where_they_stand() -> None:
    line = "peak: 5 × read_rate = 19.3k/s"

    (equation,) = read_line(line, NAMES)

    assert equation.target == "peak"
    assert [(each.text, each.name) for each in equation.used] == [
        ("5", ""), ("read_rate", "read rate"), ("19.3k/s", ""),
    ]  # fmt: skip
    assert all(line[each.value.start : each.value.end] == each.text for each in equation.used)


def test_a_line_that_begins_with_an_operator_goes_on_from_what_stood_before() -> None:
    (equation,) = read_line("× 5 at peak", before=read("3.86k/s"))

    assert equation.opened
    assert equation.result.said == "19.3k/s"


def test_prose_around_sums_is_left_alone() -> None:
    text = "Zipf with s = 1: H(60M)/H(6B) = 18.5/23.1. We keep 1 % (the hottest)."

    assert not findings(read_working(text, NAMES))


LEARNERS = "0123456789.,+-*/()^=≈×÷−%$ kMGBsx²⁷/day links per times write_rate µ\n;:"


@given(st.text(max_size=LONGEST + 50) | st.text(st.sampled_from(LEARNERS), max_size=400))
def test_any_text_gives_equations_or_a_refusal_and_nothing_else(text: str) -> None:
    with suppress(EquationError):
        read_line(text, NAMES)
    for each in findings(read_working(text, NAMES)):
        assert each.sentence.endswith(".")


@pytest.mark.parametrize(
    "text",
    ["(" * 2000, "1" * 2000, "-" * 2000, "2^" * 1000, "1+" * 1000, "((1)+" * 400, "9e60*" * 400,
     "a " * 1000, "3 a " * 500, "= " * 1000, "1 (" * 600, "10^60*" * 300 + "1", "1=" * 1000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_a_hostile_line_is_read_in_bounded_work(text: str) -> None:
    with suppress(EquationError):
        read_line(text, NAMES)
    findings(read_working(text, NAMES))


# --- the arithmetic against Fraction's, the units against pint's ----------------------------------

SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
NUMBER = st.integers(1, 999)
TREE = st.recursive(
    NUMBER, lambda inner: st.tuples(inner, st.sampled_from(sorted(SIGNS)), inner), max_leaves=12
)


def written(tree: object) -> str:
    if isinstance(tree, int):
        return str(tree)
    left, sign, right = tree
    return f"({written(left)} {sign} {written(right)})"


def reckoned(tree: object) -> Fraction:
    if isinstance(tree, int):
        return Fraction(tree)
    left, sign, right = tree
    return SIGNS[sign](reckoned(left), reckoned(right))


@given(TREE)
def test_random_sums_come_to_what_fractions_come_to(tree: object) -> None:
    try:
        expected = reckoned(tree)
    except ZeroDivisionError:
        with pytest.raises(EquationError, match="divides by zero"):
            read_line(written(tree))
        return

    assert read_line(written(tree))[0].result.number == expected


PINT = pint.UnitRegistry()
UNITS = {"s": "second", "min": "minute", "h": "hour", "day": "day", "B": "byte", "kB": "kilobyte",
         "GB": "gigabyte", "KiB": "kibibyte", "bit": "bit", "ms": "millisecond"}  # fmt: skip
FACTOR = st.tuples(st.sampled_from("*/"), NUMBER, st.sampled_from(sorted(UNITS)))


@given(st.lists(FACTOR, min_size=1, max_size=6))
def test_random_units_come_to_what_pint_makes_of_them(factors: list) -> None:
    line, theirs = "1", PINT.Quantity(1.0)
    for sign, number, name in factors:
        line += f" {sign} {number} {name}"
        theirs = SIGNS[sign](theirs, PINT.Quantity(float(number), UNITS[name]))

    ours = read_line(line)[0].result

    second, byte = ours.powers[:2]
    base = float(theirs.to(f"second**{second} * byte**{byte}").magnitude)
    assert ours.size == pytest.approx(base, rel=1e-9)


def test_a_line_is_checked_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "2 * read_rate = 7.7M/s", "read_rate=3.86k/s"]) == 0
    assert main(["check", "40/s ×"]) == 2

    out, err = capsys.readouterr()
    assert "comes to 7.72k/s, and not 7.7M/s" in out
    assert "Perhaps M for k" in out
    assert "Column 7: A number is missing" in err
