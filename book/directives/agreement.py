"""How far evaluation and simulation agree, from the figures that `python3 dev.py bench agree` wrote.

```{agreement}
```
"""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from book.nodes import Cell, paragraph, section, table
from capacity.format import human

RESULT = Path(__file__).parents[2] / "bench" / "agree.json"
FAMILIES = {
    "once": (
        "Each station at most once",
        "A request visits each station at most once. Here the figures should agree.",
    ),
    "anything": (
        "Stations that are visited again",
        "A request may come again, or several times at once. Its waits then depend on one another.",
    ),
}
ROWS = ("share that agrees", "share within 3 %", "median error", "error of nine in ten at most",
        "worst error", "interval of the worst", "median interval", "bias")  # fmt: skip


class Agreement(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(RESULT))
        found: dict[str, Any] = json.loads(RESULT.read_text(encoding="utf-8"))
        how = (
            f"Measured on {found['date']}: {found['replications']} runs of "
            f"{found['requests_each']:,} requests for each drawing, no station more than "
            f"{human(found['utilisation_at_most'], '%')} busy. Two figures agree when they differ "
            f"by at most {found['allowed']}."
        )
        return [paragraph(how), *(self._family(name, each) for name, each in found["families"].items())]  # fmt: skip

    def _family(self, name: str, found: dict[str, Any]) -> nodes.section:
        title, about = FAMILIES[name]
        rows: list[list[Cell]] = [[row.capitalize(), _share(found["mean"][row]), _share(found["p99"][row])] for row in ROWS]  # fmt: skip
        rows.append(["Drawings that disagree, by seed", _seeds(found["mean"]), _seeds(found["p99"])])  # fmt: skip
        drawings = (
            f"{found['drawings']} drawings were compared. Of those made by chance, "
            f"{found['without_a_number'] or 'none'} more got a sentence from the evaluation in place of a number."
        )
        return section(
            self.state.document, title, f"agreement-{name}",
            paragraph(f"{about} {drawings}"),
            table(["Figure", "Mean time", "p99"], rows),
        )  # fmt: skip


def _share(value: float) -> Cell:
    said = human(abs(value), "%")
    return nodes.inline("", f"−{said}" if value < 0 else said, classes=["dts-number"])


def _seeds(figures: dict[str, Any]) -> str:
    return ", ".join(map(str, figures["disagree"])) or "none"
