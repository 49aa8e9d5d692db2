"""The capacity panel as a Jupyter widget: live with a kernel, markup on a page, plain in a test.

>>> panel = CapacityPanel("read_rate", write_rate="38.6/s", reads_per_write=100)
>>> round(panel.result)
3860
"""

import math
import os
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from capacity.browser.bundle import bundle
from capacity.browser.markup import panel as markup
from capacity.browser.steps import BadPanel, Band, Given, Step, band, inputs, step, worked
from capacity.described import in_unit
from capacity.formulary import FORMULAS
from capacity.reading import Quantity, UnreadableQuantity, read
from capacity.spread import said_of

MOST_DOUBT = 1e6
STATIC = "DRAWN_STATIC"  # set while a book is built: nobody is at the other end of a comm


class CapacityPanel(anywidget.AnyWidget):
    """A formula with sliders. `results` are computed here and never taken from the page.

    `doubts` says within which factor each input is known ({"0.users": 2}), `solve` which input answers
    for which result ({"place": 0, "input": "users", "result": 1000}). The reader sets both in the page;
    the answer then stands in `steps` as any other value.
    """

    _esm = bundle()
    _css = (Path(__file__).parent / "panel.css").read_text(encoding="utf-8")

    title = traitlets.Unicode().tag(sync=True)
    steps: Any = traitlets.List().tag(sync=True)
    doubts: Any = traitlets.Dict().tag(sync=True)
    solve: Any = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    results = traitlets.Dict(read_only=True)

    def __init__(self, formula: str, *, title: str = "", **given: str | float | Quantity) -> None:
        """A panel of one formula. Raises BadPanel naming what is not there."""
        first = step(formula, given)
        super().__init__(title=title or FORMULAS[formula].title, steps=[first])

    def then(self, formula: str, **given: str | float | Quantity) -> "CapacityPanel":
        """The same panel with another formula below; '<-read_rate' takes an earlier result."""
        before = tuple(each["formula"] for each in self.steps)
        self.steps = [*self.steps, step(formula, given, before)]
        return self

    @property
    def result(self) -> float:
        """What the last formula comes to, in its unit; not a number where it does not hold."""
        result = self.results[self.steps[-1]["formula"]]
        return math.nan if result is None else float(result)

    @property
    def band(self) -> Band | None:
        """Between which ends the last result lies, given `doubts`; None where there is no result."""
        return band(self.steps, self.doubts)

    @property
    def doubt(self) -> str:
        """The band and whose doubt it is, in words."""
        found, came = self.band, worked(self.steps)
        if found is None:
            return next(each.said for each in came if each.said)
        last = FORMULAS[self.steps[-1]["formula"]]
        whose = said_of(found.shares, inputs(self.steps))
        return f"{found.sentence(last.output)} {whose}".strip()

    def doubting(self, **factors: float) -> "CapacityPanel":
        """The same panel with inputs known within a factor, as in `doubting(users=2)`. Raises BadPanel."""
        keys = {name: self._key(name) for name in factors}
        self.doubts = {**self.doubts, **{keys[name]: float(each) for name, each in factors.items()}}
        return self

    def solve_for(self, name: str, result: str | float) -> "CapacityPanel":
        """The same panel with an input of the last formula set so that it gives `result`.

        Raises BadPanel when there is no such input or the result cannot be read, NoSolutionError when
        nothing gives it.
        """
        last = self.steps[-1]
        formula = FORMULAS[last["formula"]]
        if self._key(name) != f"{len(self.steps) - 1}.{name}":
            raise BadPanel(f"{name} belongs to an earlier formula; solve for it in the page.")
        try:
            aim = in_unit(read(result), formula.output.unit) if isinstance(result, str) else result
        except UnreadableQuantity as error:
            raise BadPanel(f"result: {error}") from None
        found = formula.solve(name, aim, worked(self.steps)[-1].values)
        self.steps = [*self.steps[:-1], {**last, "values": {**last["values"], name: found}}]
        return self

    def _key(self, name: str) -> str:
        keys = [key for key in inputs(self.steps) if key.split(".")[1] == name]
        if not keys:
            known = ", ".join(key.split(".")[1] for key in inputs(self.steps))
            raise BadPanel(f"there is no input '{name}'; there are {known}.")
        return keys[-1]

    def open(self) -> None:
        if os.environ.get(STATIC) != "yes":
            super().open()

    @traitlets.validate("steps")
    def _check(self, proposal: Any) -> list[Step]:
        """Only what a panel could send: the same formulas with readable numbers."""
        checked: list[Step] = []
        for each in proposal["value"]:
            given: Given = {
                **each["values"],
                **{name: f"<-{source}" for name, source in each["feeds"].items()},
            }
            checked.append(step(each["formula"], given, tuple(one["formula"] for one in checked)))
        return checked

    @traitlets.validate("doubts")
    def _check_doubts(self, proposal: Any) -> dict[str, float]:
        known = inputs(self.steps)
        for key, factor in proposal["value"].items():
            if (
                key not in known
                or not isinstance(factor, int | float)
                or not 1 <= factor <= MOST_DOUBT
            ):
                raise BadPanel(f"doubts: '{key}' cannot be in doubt by a factor of {factor}.")
        return dict(proposal["value"])

    @traitlets.validate("solve")
    def _check_solve(self, proposal: Any) -> dict[str, Any] | None:
        asked: dict[str, Any] | None = proposal["value"]
        if asked is None:
            return None
        known = f"{asked.get('place')}.{asked.get('input')}" in inputs(self.steps)
        if not known or not isinstance(asked.get("result"), int | float):
            raise BadPanel(f"solve: {asked} names no input and result of this panel.")
        return asked

    @traitlets.observe("steps")
    def _compute(self, _change: Any) -> None:
        came = {
            each["formula"]: made.result
            for each, made in zip(self.steps, worked(self.steps), strict=True)
        }
        self.set_trait("results", came)

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data: dict[str, Any] = {"text/plain": repr(self)}
        about: dict[str, Any] = {}
        if self.comm is not None:
            data, about = super()._repr_mimebundle_(**options) or (data, about)
        data["text/html"] = markup(self.title, self.steps, self.doubts)
        return data, about

    def __repr__(self) -> str:
        said = [
            made.said or FORMULAS[each["formula"]].derivation(made.values)
            for each, made in zip(self.steps, worked(self.steps), strict=True)
        ]
        return f"{self.title}: {'; '.join(said)}"
