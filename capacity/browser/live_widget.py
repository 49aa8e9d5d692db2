r"""A live drawing as a Jupyter widget: move the load, lose a zone, and read here what came of it.

>>> from capacity.exchange.text import parse
>>> drawing = parse("client people\nservice app x2\npeople -> app")
>>> load = Workload.model_validate({"operations": [{"id": "page", "rate": "2k/s"}]})
>>> shop = LiveDrawing(drawing, load, title="A shop")
>>> shop.load = 2
>>> round(shop.result.component("app").utilisation, 2)
0.5
>>> shop.lose("instance", "app").result.component("app").utilisation
1.0
"""

import os
from itertools import count
from typing import Any

import anywidget
import traitlets

from capacity.architecture import Architecture
from capacity.browser.bundle import bundle
from capacity.browser.faults import checked
from capacity.browser.live_markup import MODULE, Live, live_drawing
from capacity.browser.widget import STATIC
from capacity.draw import svg
from capacity.evaluate import Evaluation
from capacity.workload import Workload

LEAST, MOST = 0.1, 20.0  # times the load
_numbers = count(1)  # ids on a page must differ from drawing to drawing


class LiveDrawing(anywidget.AnyWidget):
    """A drawing under a load. `load` and `faults` move in the page and here; `result` is computed here."""

    _esm = bundle(MODULE)

    title = traitlets.Unicode().tag(sync=True)
    drawing: Any = traitlets.Dict().tag(sync=True)
    workload: Any = traitlets.Dict().tag(sync=True)
    svg = traitlets.Unicode().tag(sync=True)
    board = traitlets.Unicode().tag(sync=True)
    load = traitlets.Float(1.0, min=LEAST, max=MOST).tag(sync=True)
    faults: Any = traitlets.List().tag(sync=True)
    schedule: Any = traitlets.List().tag(sync=True)

    def __init__(
        self, drawing: Architecture, workload: Workload, *, title: str = "A drawing under load"
    ) -> None:
        """A drawing and its load. Raises `plan.WaitingInCircles`."""
        self._drawing, self._workload = drawing, workload
        self._prefix = f"live{next(_numbers)}"
        live = self._live(title, 1.0, [])
        live.evaluation()
        super().__init__(**live.state(), svg=svg(drawing, title=title, prefix=self._prefix))

    @property
    def result(self) -> Evaluation:
        """What the drawing does now."""
        return self._now().evaluation()

    def lose(self, kind: str, target: str = "") -> "LiveDrawing":
        """The same drawing with another fault: instance, all, zone, or cold. Raises BadFault."""
        fault = {"kind": kind} | ({"target": target} if target else {})
        self.faults = [*self.faults, fault]
        return self

    def open(self) -> None:
        if os.environ.get(STATIC) != "yes":
            super().open()

    def _now(self) -> Live:
        return self._live(self.title, self.load, self.faults)

    def _live(self, title: str, load: float, faults: list[Any]) -> Live:
        return Live(
            title=title, drawing=self._drawing, workload=self._workload, load=load, faults=tuple(faults)
        )  # fmt: skip

    @traitlets.validate("faults")
    def _check_faults(self, proposal: Any) -> list[Any]:
        return checked(proposal["value"], self._drawing)

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data: dict[str, Any] = {"text/plain": repr(self)}
        about: dict[str, Any] = {}
        if self.comm is not None:
            data, about = super()._repr_mimebundle_(**options) or (data, about)
        data["text/html"] = live_drawing(self._now(), prefix=self._prefix)
        return data, about

    def __repr__(self) -> str:
        found = self.result
        said = [found.bottleneck.sentence] if found.bottleneck else []
        said += [one.sentence for each in found.operations for one in each.promises]
        return f"{self.title}: {' '.join(said)}"
