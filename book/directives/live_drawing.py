"""A drawing that is run: live numbers under a load, a slider for the load, faults to try.

    ```{live-drawing} shop
    :name: live-shop
    :load: 2
    :faults: zone a; cold
    :play: hot cold at 10s; zone a lost at 20s for 10s

    The caption.
    ```

The data stand in book/figures/shop.yaml, with a `workload`; `:contract: url-shortener` takes the load
of an exercise instead. `:load:` and `:faults:` are where it starts, `:play:` what stands on the schedule
of its simulation (capacity/simulate/spoken.py has the words). Without a name the figure itself
stands inside, and its `caption` with it:

    ```{live-drawing}
    :name: live-cache

    title: A cache before a store
    description: People ask an app, which asks a cache and, where that has nothing, a store.
    caption: Empty the cache. *Who notices first?*
    architecture: |
      client people
      service app x3
      cache hot hit=90%
      sql_database store x2
      people -> app
      app -> hot read
      app -> store read on_miss
    workload:
      operations:
        - {id: read, rate: 4k/s, peak_factor: 3, promises: {p99: 100 ms, availability: 99.9%}}
    ```
"""

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from book import diagram, figures
from book.figures import Figure
from book.islands import island
from capacity import yaml_door
from capacity.browser.board import board_address
from capacity.browser.faults import checked, read_faults
from capacity.browser.live_markup import Live, live_drawing
from capacity.browser.live_widget import LEAST, MOST
from capacity.frozen import BadInput
from capacity.plan import CannotRun, plan
from capacity.simulate.planned import scene_of
from capacity.simulate.scene import Fault
from capacity.simulate.spoken import checked as on_schedule
from capacity.simulate.spoken import spoken
from capacity.workload import Workload
from grader.bank import UnknownExercise, exercise

HERE = "the figure in this directive"


class LiveDrawing(SphinxDirective):
    optional_arguments = 1
    has_content = True
    option_spec: ClassVar = {
        "name": directives.unchanged,
        "contract": directives.unchanged,
        "load": directives.unchanged,
        "faults": directives.unchanged,
        "play": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        try:
            name, figure, caption = self._figure()
            live = self._live(figure)
            drawn = island(live_drawing(live, prefix=diagram.prefix_of(name)))
        except (BadInput, ValueError, UnknownExercise, CannotRun) as error:
            raise self.error(f"live-drawing: {error}") from None
        drawn += nodes.paragraph("", figure.description)  # what other builders show
        made = nodes.figure("", drawn, classes=["dts-figure"])
        words, messages = self.state.inline_text(caption or figure.title, self.lineno)
        made += nodes.caption("", "", *words)
        self.set_source_info(made)
        self.add_name(made)
        return [made, *messages]

    def _figure(self) -> tuple[str, Figure, str]:
        """What names it on this page, the figure, and its caption."""
        written = "\n".join(self.content)
        if self.arguments:
            name = self.arguments[0].strip()
            self.env.note_dependency(str(figures.path_of(name)))
            return f"live-{name}-{self.lineno}", figures.figure(name), written
        raw: Any = yaml_door.load(written, HERE)
        caption = str(raw.pop("caption", "")) if isinstance(raw, dict) else ""
        return f"live-{self.env.docname}-{self.lineno}", figures.figure_of(raw, HERE), caption

    def _live(self, figure: Figure) -> Live:
        load = float(self.options.get("load", "1"))
        if not LEAST <= load <= MOST:
            raise ValueError(f"load: {load:g} is not between {LEAST:g} and {MOST:g}.")
        faults = checked(read_faults(self.options.get("faults", "")), figure.architecture)
        workload = self._workload(figure)
        return Live(
            title=figure.title,
            drawing=figure.architecture,
            workload=workload,
            load=load,
            faults=tuple(faults),
            schedule=self._schedule(figure, workload),
            board=board_address(figure.title, figure.architecture, workload),
        )

    def _schedule(self, figure: Figure, workload: Workload) -> tuple[Fault, ...]:
        written = list(filter(None, map(str.strip, self.options.get("play", "").split(";"))))
        scene = scene_of(plan(figure.architecture, workload))
        return tuple(on_schedule(spoken(each), scene) for each in written)

    def _workload(self, figure: Figure) -> Workload:
        slug = self.options.get("contract", "").strip()
        if slug:
            return exercise(slug).contract.workload
        if figure.workload is None or not figure.workload.operations:
            raise ValueError(
                "a drawing that is run needs a load: write `workload` in the figure, or :contract:."
            )
        return figure.workload
