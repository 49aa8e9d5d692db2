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
from capacity.formulary import FORMULAS
from capacity.spread import NINETY
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


@pytest.mark.parametrize("name", [name for name, each in FORMULAS.items() if each.exponents])
def test_an_elasticity_is_what_one_percent_more_does(name: str) -> None:
    one = FORMULAS[name]
    for point in inside(one, 3, seed="elasticity"):
        here = one.smooth(**point)
        for each, power in one.elasticities(point).items():
            there = one.smooth(**{**point, each: point[each] * 1.01})

            assert math.log(there / here) / math.log(1.01) == pytest.approx(power, abs=1e-6)


def test_the_spread_of_a_product_is_monte_carlos() -> None:
    one = FORMULAS["stored_bytes"]
    doubts = {"write_rate": 3.0, "size": 2.0, "retention": 1.5}
    spread = one.spread({}, doubts)
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

    assert drawn[len(drawn) // 20] == pytest.approx(spread.low, rel=0.03)
    assert drawn[-len(drawn) // 20] == pytest.approx(spread.high, rel=0.03)
    assert spread.factor == pytest.approx(
        math.exp(math.hypot(*(math.log(each) for each in doubts.values())))
    )
    assert sum(spread.shares.values()) == pytest.approx(1)
    assert max(spread.shares, key=lambda name: spread.shares[name]) == "write_rate"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("compute peak_rate users=10M requests_each=20 peak=3", "6.94k requests/s"),
        ("solve peak_rate average result=20k/s peak_factor=5", "average = 4k requests/s"),
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
