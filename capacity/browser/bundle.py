"""The panel and all it imports as one module, because Jupyter loads a widget as a single file.

Each module becomes a function that is run once; what it imports, it takes from those before it.
"""

import json
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
STYLE = "style.mjs"  # fetches on a page; in Jupyter there is nowhere to fetch from
MODULES = (
    "kernels.mjs", "format.mjs", "formulas.mjs", "solve.mjs", "described.mjs", "chain.mjs",
    "suggest.mjs", "units.mjs", "reading.mjs", "elements.mjs", STYLE, "row.mjs", "doubt.mjs", "solver.mjs", "plot.mjs", "panel.mjs",
)  # each after what it imports  # fmt: skip

_IMPORT = re.compile(
    r'^import (?P<names>\{[^}]*\}) from "\./(?P<stem>[\w-]+)\.mjs";\n', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?:async )?(?:function\*?|const|class) (\w+)", re.MULTILINE)
_KEYWORD = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def bundle() -> str:
    """One ES module that imports nothing; each part keeps its names to itself.

    Raises ValueError when the order above is wrong.
    """
    parts: list[str] = []
    for number, name in enumerate(MODULES):
        source = _style() if name == STYLE else (HERE / name).read_text(encoding="utf-8")
        needs = {f"{found['stem']}.mjs" for found in _IMPORT.finditer(source)}
        early = needs - set(MODULES[:number])
        if early:
            raise ValueError(
                f"{name} imports {', '.join(sorted(early))}, which must come before it"
            )
        parts.append(_part(name, source))
    return "\n".join(parts)


def _part(name: str, source: str) -> str:
    gives = ", ".join(_EXPORT.findall(source))
    inside = _KEYWORD.sub("", _IMPORT.sub(_taken, source))
    if name == MODULES[-1]:
        return inside
    return f"const {_variable(name)} = (() => {{\n{inside}\nreturn {{ {gives} }};\n}})();"


def _taken(found: re.Match[str]) -> str:
    return f"const {found['names'].replace(' as ', ': ')} = {_variable(found['stem'])};\n"


def _variable(name: str) -> str:
    return f"from_{name.removesuffix('.mjs').replace('-', '_')}"


def _style() -> str:
    sheet = (HERE / "panel.css").read_text(encoding="utf-8")
    return f"export const STYLE = {json.dumps(sheet, ensure_ascii=False)};\n"
