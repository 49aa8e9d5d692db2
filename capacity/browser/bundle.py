"""The panel and all it imports as one module, because Jupyter loads a widget as a single file.

The modules are written so that joining them is enough: they import only one another, by name.
"""

import json
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
STYLE = "style.mjs"  # fetches on a page; in Jupyter there is nowhere to fetch from
MODULES = (
    "kernels.mjs", "format.mjs", "formulas.mjs", "solve.mjs", "described.mjs", "chain.mjs",
    "elements.mjs", STYLE, "row.mjs", "doubt.mjs", "solver.mjs", "plot.mjs", "panel.mjs",
)  # each after what it imports  # fmt: skip

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.mjs)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def bundle() -> str:
    """One ES module that imports nothing. Raises ValueError when the order above is wrong."""
    parts: list[str] = []
    for number, name in enumerate(MODULES):
        source = _style() if name == STYLE else (HERE / name).read_text(encoding="utf-8")
        early = set(_IMPORT.findall(source)) - set(MODULES[:number])
        if early:
            raise ValueError(
                f"{name} imports {', '.join(sorted(early))}, which must come before it"
            )
        parts.append(_EXPORT.sub("", _IMPORT.sub("", source)))
    return "\n".join(parts)


def _style() -> str:
    sheet = (HERE / "panel.css").read_text(encoding="utf-8")
    return f"export const STYLE = {json.dumps(sheet, ensure_ascii=False)};\n"
