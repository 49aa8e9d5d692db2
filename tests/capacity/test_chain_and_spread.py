"""Formulas that feed one another, what doubts do to a result, and both on the command line."""

import math
import random
import subprocess
import sys
from pathlib import Path

import pytest

from capacity import chain
from capacity.__main__ import main
from capacity.chain import BadChain
from capacity.described import Described
from capacity.formulary import FORMULAS
from capacity.spread import NINETY, spread
from tests.capacity.points import inside

ROOT = Path(__file__).parents[2]


def test_what_is_given_leads_to_the_formula() -> None:
    worked = chain.work("peak_rate", {"users": "10M", "requests_each": "20", "peak": "3"})

    assert [step.formula.name for step in worked] == ["average_rate", "peak_rate"]
    assert worked[-1].fed == {"average": "average_rate"}
    assert worked[-1].result == pytest.approx(10e6 * 20 / 86_400 * 3)


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("peak_rte", {}, "Did you mean 'peak_rate'?"),
        ("peak_rate", {"users": "10M"}, "peak_rate needs average"),
        ("peak_rate", {"average": "1k/s", "peak": "3", "hit_ratio": "90%"}, "has no use for hit_ratio"),
        ("wait_many_servers", {"rate": "2k/s", "service_time": "10 ms", "servers": "10"}, "the queue grows without end"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_refused_by_name(name: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(BadChain) as refused:
        chain.work(name, given)

    assert said in str(refused.value)


@pytest.mark.parametrize("name", FORMULAS)
def test_an_elasticity_is_what_one_percent_more_does(name: str) -> None:
    """Against the slope of the logarithms, by Richardson's way from other steps."""
    one = FORMULAS[name]
    for point in inside(one, 5, seed="elasticity"):
        for each, power in one.elasticities(point).items():
            slope = _slope(one, each, point)

            assert slope is None or power == pytest.approx(slope, rel=1e-5, abs=1e-6), (each, point)


def _slope(one: Described, name: str, point: dict[str, float]) -> float | None:
    """None for a whole number, at a kink or an end, and where a result has too few digits to say."""
    if one.input(name).whole and one.exponents is None:
        return None

    def between(step: float) -> float | None:
        ends = [{**point, name: point[name] * math.exp(way * step)} for way in (-1, 1)]
        if any(one.outside(end) for end in ends):
            return None
        low, high = (one.smooth(**end) for end in ends)
        return math.log(high / low) / (2 * step) if low > 0 and high > 0 else None

    wide, narrow, half = between(4e-3), between(2e-3), between(1e-3)
    if wide is None or narrow is None or half is None:
        return None
    first, second = (4 * narrow - wide) / 3, (4 * half - narrow) / 3
    return second if abs(first - second) <= 1e-7 * max(1.0, abs(second)) else None


def test_the_spread_of_a_product_is_monte_carlos() -> None:
    one = FORMULAS["stored_bytes"]
    doubts = {"write_rate": 3.0, "size": 2.0, "retention": 1.5}
    found = one.spread({}, doubts)
    chance = random.Random(1)
    drawn = sorted(
        one.compute(
            **{
                name: value * math.exp(chance.gauss(0, math.log(doubts.get(name, 1)) / NINETY))
                for name, value in one.examples.items()
            }
        )
        for _ in range(40_000)
    )

    assert drawn[len(drawn) // 20] == pytest.approx(found.low, rel=0.03)
    assert drawn[-len(drawn) // 20] == pytest.approx(found.high, rel=0.03)
    assert found.factor == pytest.approx(
        math.exp(math.hypot(*(math.log(each) for each in doubts.values())))
    )
    assert sum(found.shares.values()) == pytest.approx(1)
    assert max(found.shares, key=lambda name: found.shares[name]) == "write_rate"


def test_the_spread_of_storage_with_indexes_is_nearly_monte_carlos() -> None:
    """Two formulas in a row, of which the second is no product: × 3.70, where drawing says ÷ 3.64 to × 3.77."""
    stored, indexed = FORMULAS["stored_bytes"], FORMULAS["with_indexes"]
    values = {"write_rate": 1e4, "size": 1e3, "retention": 1.0, "copies": 3.0, "index_share": 0.3}
    doubts = {"write_rate": 3, "size": 2, "retention": 1.01, "copies": 1.01, "index_share": 2}

    def bytes_of(index_share: float, **first: float) -> float:
        return indexed.compute(raw=stored.compute(**first), index_share=index_share)

    own = {name: value for name, value in values.items() if name != "index_share"}
    second = indexed.elasticities({"raw": stored.compute(**own), "index_share": 0.3})
    powers = {**stored.elasticities(own), "index_share": second["index_share"]}
    middle = bytes_of(**values)
    closed = spread(middle, powers, doubts)
    chance = random.Random(2)
    drawn = sorted(
        bytes_of(**{name: value * math.exp(chance.gauss(0, math.log(doubts[name]) / NINETY)) for name, value in values.items()})
        for _ in range(60_000)
    )  # fmt: skip

    assert second["raw"] == pytest.approx(1)
    assert closed.factor == pytest.approx(3.70, abs=0.005)
    assert middle / drawn[len(drawn) // 20] == pytest.approx(3.64, rel=0.02)
    assert drawn[-len(drawn) // 20] / middle == pytest.approx(3.77, rel=0.02)
    assert closed.shares["write_rate"] == pytest.approx(0.704, abs=0.001)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("compute peak_rate users=10M requests_each=20 peak=3", "6.94k requests/s"),
        ("solve peak_rate average result=20k/s peak_factor=5", "average = 4k requests/s"),
        (
            "solve server_cost servers result=$2000/month price=$70/month",
            "servers = 29 servers  (servers: 28.5714 server, to the next whole number)",
        ),
        ("formulas availability_k_of_n", "it says: [need] of [copies] copies can never be up."),
        ("formulas servers_needed", "Servers needed (servers_needed)"),
        ("formulas --json", '"name": "average_rate"'),
    ],
)
def test_the_command_line_answers(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words.split()) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("compute peak_rte", "Did you mean 'peak_rate'?"),
        ("compute peak_rate average=3TB peak=3", "`3TB` is an amount of data"),
        ("solve amdahl_speedup workers result=1000 parallel=0.95", "Change one of them."),
        ("solve peak_rate average peak_factor=5", "Say what"),
    ],
)
def test_the_command_line_refuses_with_a_sentence(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words.split()) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "module", ["capacity.generated", "capacity.formulary", "capacity.__main__"]
)
def test_nothing_that_runs_imports_sympy(module: str) -> None:
    code = f"import sys, {module}; print({{'sympy', 'numpy', 'pint'}} & set(sys.modules))"

    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "set()"  # fmt: skip
