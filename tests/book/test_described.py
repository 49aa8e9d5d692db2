"""What Python says of a formula and what the page says are the same: sentences, steps, solutions, doubts."""

import json
import math
import random
import subprocess
from pathlib import Path

import pytest

from capacity import browser
from capacity.described import Described
from capacity.formulary import FORMULAS
from capacity.solve import NoSolutionError

BROWSER = Path(browser.__file__).parent
POINTS = 12  # for each formula
DOUBTS = (1, 1.1, 2, 10)

SCRIPT = """
import { FORMULAS } from "%(formulas)s";
import * as described from "%(described)s";
import { readFileSync } from "node:fs";
const solved = (formula, name, result, values) => {
  try { return described.solveFor(formula, name, result, values); }
  catch (error) { if (error instanceof described.NoSolution) return error.message; throw error; }
};
console.log(JSON.stringify(JSON.parse(readFileSync(0)).map(({ name, values, sought, result, doubts }) => {
  const formula = FORMULAS[name];
  const outside = described.outside(formula, values);
  const labels = Object.fromEntries(formula.inputs.map((each) => [each.name, each.label]));
  const said = { outside, derivation: described.derivation(formula, values), solved: solved(formula, sought, result, values) };
  if (outside) return said;
  const powers = described.elasticities(formula, values);
  const spread = described.spread(formula.compute(values), powers, doubts);
  return { ...said, powers, factor: String(spread.factor), sentence: described.doubtSentence(spread.shares, labels) };
})));
"""


def _point(formula: Described, chance: random.Random) -> dict[str, float]:
    """Values between the ends of the sliders; drawn again where a computer's numbers end."""
    values = {}
    for each in formula.inputs:
        low, high = max(each.low, 1e-6), each.high
        value = low * (high / low) ** chance.random() if each.log else chance.uniform(low, high)
        values[each.name] = float(round(value)) if each.whole else value
    return values if _computes(formula, values) else _point(formula, chance)


def _computes(formula: Described, values: dict[str, float]) -> bool:
    try:
        return formula.outside(values) is not None or math.isfinite(formula.compute(**values))
    except (ValueError, ArithmeticError):
        return False


def _cases(formula: Described) -> list[dict[str, object]]:
    """Points in and out of what makes sense, each with something to solve and something in doubt."""
    chance = random.Random(formula.name)
    made: list[dict[str, object]] = []
    for at in range(POINTS):
        values = _point(formula, chance)
        if at == 0:
            values = formula.examples
        if at == 1:
            values[chance.choice(formula.inputs).name] = 0.0
        if at == 2:
            one = chance.choice(formula.inputs)
            values[one.name] *= 10 if one.whole else 1e6
        if not _computes(formula, values):
            values = formula.examples
        result = formula.compute(**formula.examples) * chance.choice([0.5, 1, 1.3, -1])
        made.append(
            {
                "name": formula.name,
                "values": values,
                "sought": chance.choice(formula.inputs).name,
                "result": result,
                "doubts": {each.name: chance.choice(DOUBTS) for each in formula.inputs},
            }
        )
    return made


def _said(case: dict[str, object]) -> dict[str, object]:
    formula, values = FORMULAS[str(case["name"])], case["values"]
    said: dict[str, object] = {
        "outside": formula.outside(values),
        "derivation": formula.derivation(values),
    }
    try:
        said["solved"] = formula.solve(case["sought"], case["result"], values)
    except NoSolutionError as error:
        said["solved"] = str(error)
    if said["outside"]:
        return said
    spread = formula.spread(values, case["doubts"])
    labels = {each.name: each.label for each in formula.inputs}
    return {
        **said,
        "powers": formula.elasticities(values),
        "factor": spread.factor,
        "sentence": spread.sentence(labels),
    }


@pytest.fixture(scope="module")
def page_says(node: str) -> list[tuple[dict[str, object], dict[str, object]]]:
    """Every case with what the page's modules make of it."""
    cases = [case for formula in FORMULAS.values() for case in _cases(formula)]
    script = SCRIPT % {
        "formulas": (BROWSER / "formulas.mjs").as_uri(),
        "described": (BROWSER / "described.mjs").as_uri(),
    }
    printed = subprocess.run(
        [node, "--input-type=module", "-e", script],
        input=json.dumps(cases), capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return list(zip(cases, json.loads(printed), strict=True))


@pytest.mark.parametrize("name", FORMULAS)
def test_the_page_says_what_python_says(name: str, page_says: list[tuple[dict, dict]]) -> None:
    for case, page in page_says:
        if case["name"] != name:
            continue
        python = _said(case)
        for key in ("outside", "derivation", "sentence"):
            assert page.get(key) == python.get(key), case
        if isinstance(python["solved"], str):
            assert page["solved"] == python["solved"], case
        else:
            assert page["solved"] == pytest.approx(python["solved"], rel=1e-9), case
        if "powers" in python:
            assert page["powers"] == pytest.approx(python["powers"], rel=1e-6, abs=1e-9), case
            assert float(page["factor"]) == pytest.approx(python["factor"], rel=1e-6), case


def test_the_cases_reach_every_kind_of_saying(page_says: list[tuple[dict, dict]]) -> None:
    said = [page for _, page in page_says]

    assert any(each["outside"] for each in said)
    assert any(isinstance(each["solved"], str) for each in said)
    assert any(isinstance(each["solved"], float) for each in said)
    assert any(" % of your doubt is " in each.get("sentence", "") for each in said)
