"""Each formula once: right, the same in Python and JavaScript, fresh in the generated files, documented."""

import json
import math
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from capacity import generated
from capacity.emit.__main__ import FILES
from capacity.format import human
from capacity.formula import Source, formula
from capacity.formulary import FORMULAS
from capacity.formulas import ALL
from capacity.quantities import BytesEach, DataRate, RequestRate
from capacity.reading import UnreadableQuantity
from capacity.units import UnitError

ROOT = Path(__file__).parents[2]
BROWSER = ROOT / "capacity" / "browser"
VECTORS = yaml.safe_load((Path(__file__).parent / "vectors.yaml").read_text())
NAMES = [each.name for each in ALL]


@pytest.mark.parametrize(
    ("name", "inputs", "result", "source"), VECTORS, ids=lambda each: str(each)[:30]
)
def test_formula_gives_the_reference_value(
    name: str, inputs: dict[str, float], result: float | str, source: str
) -> None:
    found = FORMULAS[name].compute(**inputs)

    assert source
    assert FORMULAS[name].outside(inputs) is None
    if isinstance(result, str):  # as its source prints it: all of its digits, the last one rounded
        last_digit = Decimal(1).scaleb(Decimal(result).as_tuple().exponent)
        assert abs(Decimal(found) - Decimal(result)) <= last_digit / 2
    else:
        assert found == pytest.approx(result, rel=1e-12)


def test_every_formula_has_a_reference_value() -> None:
    assert {name for name, *_ in VECTORS} == set(NAMES)


def test_generated_files_are_fresh() -> None:
    """All in one test: several processes would each generate anew."""
    stale = [path.name for path in FILES if path.read_text(encoding="utf-8") != FILES[path](ALL)]

    assert not stale, "run: python -m capacity.emit"


def test_numbers_are_said_alike_in_python_and_javascript(node: str, tmp_path: Path) -> None:
    chance = random.Random(1)
    kinds = [kind for one in FORMULAS.values() for kind in (*one.inputs, one.output)]
    units = sorted({kind.shown for kind in kinds} | {"B/day", "usd/month", "/s", "year"})
    cases = [
        [chance.uniform(1, 10) * 10 ** chance.randint(-6, 24), chance.choice(units)]
        for _ in range(4000)
    ]
    cases = [[value if name != "%" else chance.random(), name] for value, name in cases]
    cases += [
        [0, "B"],
        [999.5, "1"],
        [999.4, "1"],
        [999_500, "request/s"],
        [1, "server"],
        [0.9999, "%"],
        [1.0, "%"],
    ]
    written = tmp_path / "cases.json"
    written.write_text(json.dumps(cases))
    script = (
        f"import {{ human }} from '{(BROWSER / 'format.mjs').as_uri()}';"
        "import { readFileSync } from 'node:fs';"
        f"console.log(JSON.stringify(JSON.parse(readFileSync('{written}')).map(([value, unit]) => human(value, unit))));"
    )

    printed = json.loads(
        subprocess.check_output([node, "--input-type=module", "-e", script], text=True)
    )

    assert printed == [human(value, name) for value, name in cases]


def test_the_generated_module_needs_no_sympy() -> None:
    code = "import sys, capacity.generated; print('sympy' in sys.modules)"

    assert (
        subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip()
        == "False"
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_formula_says_what_it_is(name: str) -> None:
    each = FORMULAS[name]
    examples = {one.name: one.example for one in each.inputs}

    assert each.meaning.endswith(".")
    assert each.source
    assert each.latex.startswith(f"{each.output.letters} = ")
    assert each.mathml.startswith("<math")
    assert all(f"{{{one.name}}}" in each.words for one in each.inputs)
    assert math.isfinite(each.compute(**examples))
    assert " = " in each.derivation({})
    assert all(one.low <= one.example <= one.high for one in each.inputs)


def test_a_wrong_unit_fails_where_the_formula_is_written() -> None:
    with pytest.raises(UnitError, match="wrong_sum"):

        @formula("X", Source("nobody", "definition"), rate="R", size="b")
        def wrong_sum(rate: RequestRate = 1, size: BytesEach = 1) -> DataRate:
            """Adds what cannot be added."""
            return rate + size


def test_a_wrong_result_unit_fails_where_the_formula_is_written() -> None:
    with pytest.raises(UnitError, match="wrong_result"):

        @formula("X", Source("nobody", "definition"), rate="R", size="b")
        def wrong_result(rate: RequestRate = 1, size: BytesEach = 1) -> RequestRate:
            """Claims to be a rate of requests."""
            return rate * size


def test_values_are_read_as_people_write_them() -> None:
    each = FORMULAS["read_rate"]

    assert each.values({"write_rate": "38.6/s", "reads_per_write": "100"}) == {
        "write_rate": 38.6,
        "reads_per_write": 100,
    }
    assert (
        each.derivation({"write_rate": "38.6/s", "reads_per_write": 100})
        == "38.6 requests/s × 100 = 3.86k requests/s"
    )
    with pytest.raises(UnreadableQuantity, match="write_rate: `3 TB` is an amount of data"):
        each.values({"write_rate": "3 TB"})
    with pytest.raises(UnreadableQuantity, match="has no input 'rate'"):
        each.values({"rate": 1})


def test_a_sentence_fits_every_label() -> None:
    """A label is quoted, so that 'time until it is noticed' reads as well as 'users'."""
    one = FORMULAS["recovery_time"]

    assert one.outside({**one.examples, "detect": -1}) == (
        "“time until it is noticed” cannot be -1 s; it must be more than zero."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("server_cost", "20 servers × $70 a month for each server = $1,400 a month"),
        ("average_rate", "10M users × 20 requests a day for each user ÷ 86,400 s/day = 2.31k requests/s"),
        ("queue_one_server", "(70 requests/s)^2 × (10 ms)^2 ÷ (1 − 70 requests/s × 10 ms) = (70 requests/s)^2 × (10 ms)^2 ÷ 0.3 = 1.63 (requests waiting)"),
        ("response_percentile_one_server", "−10 ms × ln(1 − 99 %) ÷ (1 − 70 requests/s × 10 ms) = −10 ms × (−4.61) ÷ 0.3 = 154 ms"),
        ("downtime", "(1 − 99.9 %) × 1 year = 0.001 × 1 year = 8.76 h"),
        ("availability_k_of_n", "P(at least 2 of 3, each 99 %) = 99.97 %"),
        ("availability_from_repair", "30 days ÷ (30 days + 1 h) = 99.86 %"),
        ("collision_chance", "1 − e^(−(1 billion)^2 ÷ (2 × 3.4 × 10^38)) = 1.47 × 10^−19 %"),
        ("backlog", "(5k requests/s − 4k requests/s) × 600 s = 1k/s × 600 s = 600k requests"),
    ],
)  # fmt: skip
def test_a_derivation_can_be_read_aloud(name: str, said: str) -> None:
    assert FORMULAS[name].derivation({}) == said


RATES = st.floats(0.1, 1e7)


@given(RATES, RATES, st.floats(0.01, 0.99))
def test_more_load_never_needs_less(one: float, other: float, share: float) -> None:
    low, high = sorted((one, other))

    assert generated.origin_load(low, share) <= generated.origin_load(high, share)
    assert generated.servers_needed(low, 500, 0.7) <= generated.servers_needed(high, 500, 0.7)
    assert generated.bandwidth(low, 500) <= generated.bandwidth(high, 500)


@given(st.floats(0.5, 0.9999), st.integers(1, 5))
def test_another_copy_never_lowers_availability(one: float, copies: int) -> None:
    fewer, more = (generated.availability_in_parallel(one, each) for each in (copies, copies + 1))

    assert fewer <= more <= 1


@given(RATES, st.floats(2, 100))
def test_storage_scales_with_what_is_written(rate: float, factor: float) -> None:
    one, many = (generated.stored_bytes(each, 500, 5, 3) for each in (rate, rate * factor))

    assert many == pytest.approx(one * factor)
