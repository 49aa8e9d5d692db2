"""The capacity panel as a Jupyter widget: live with a kernel, markup on a page, plain in a test.

>>> panel = CapacityPanel("read_rate", write_rate="38.6/s", reads_per_write=100)
>>> round(panel.result)
3860
"""

import os
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from capacity.browser.bundle import bundle
from capacity.browser.markup import panel as markup
from capacity.browser.steps import Given, Step, step, worked
from capacity.formulary import FORMULAS
from capacity.reading import Quantity

STATIC = "DRAWN_STATIC"  # set while a book is built: nobody is at the other end of a comm


class CapacityPanel(anywidget.AnyWidget):
    """A formula with sliders. `results` are computed here and never taken from the page."""

    _esm = bundle()
    _css = (Path(__file__).parent / "panel.css").read_text(encoding="utf-8")

    title = traitlets.Unicode().tag(sync=True)
    steps: Any = traitlets.List().tag(sync=True)
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
        """What the last formula comes to, in its unit."""
        return float(self.results[self.steps[-1]["formula"]])

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

    @traitlets.observe("steps")
    def _compute(self, _change: Any) -> None:
        came = {
            each["formula"]: result
            for each, (_, result) in zip(self.steps, worked(self.steps), strict=True)
        }
        self.set_trait("results", came)

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data: dict[str, Any] = {"text/plain": repr(self)}
        about: dict[str, Any] = {}
        if self.comm is not None:
            data, about = super()._repr_mimebundle_(**options) or (data, about)
        data["text/html"] = markup(self.title, self.steps)
        return data, about

    def __repr__(self) -> str:
        said = [
            FORMULAS[each["formula"]].derivation(values)
            for each, (values, _) in zip(self.steps, worked(self.steps), strict=True)
        ]
        return f"{self.title}: {'; '.join(said)}"
