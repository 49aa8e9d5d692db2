"""A widget and all it imports as one module, because Jupyter loads a widget as a single file.

Each module becomes a function that is run once; what it imports, it takes from those before it.
"""

import json
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
# Modules that fetch on a page; in Jupyter there is nowhere to fetch from, so they are written anew.
STYLES = {
    "style.mjs": ("STYLE", ("panel.css",)),
    "live-style.mjs": (
        "LIVE_STYLE",
        ("drawing.css", "live.css", "playback.css", "live-drawing.css"),
    ),
}
# What is fetched later on a page is there from the start.
LATER = {
    "play-loader.mjs": (
        'import { Playback } from "./playback.mjs";\n'
        "export const loadPlayback = async () => ({ Playback });\n"
    )
}
WORKER = ("simulate-start.mjs", "simulate-worker.mjs")

_IMPORT = re.compile(
    r"""^import (?P<names>\{[^}]*\}|\* as \w+) from (?P<q>["'])(?P<path>[^"']+)(?P=q);\n""",
    re.MULTILINE,
)
_EXPORT = re.compile(r"^export (?:async )?(?:function\*?|const|class) (\w+)", re.MULTILINE)
_KEYWORD = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def bundle(entry: str = "panel.mjs") -> str:
    """One ES module that imports nothing; each part keeps its names to itself.

    Raises ValueError when modules import one another in a circle.
    """
    order: list[str] = []
    _visit(entry, order, ())
    return "\n".join(_part(name, is_entry=name == entry) for name in order)


def _visit(name: str, order: list[str], above: tuple[str, ...]) -> None:
    """Each module after what it imports."""
    if name in above:
        raise ValueError(
            f"{' → '.join((*above, name))}: modules that import one another in a circle"
        )
    if name in order:
        return
    for found in _IMPORT.finditer(_source(name)):
        _visit(_named(found["path"], name), order, (*above, name))
    order.append(name)


def _named(path: str, importer: str) -> str:
    """'./x.mjs', as the module beside it says, as a path in this folder."""
    return (HERE / importer).parent.joinpath(path).resolve().relative_to(HERE).as_posix()


@cache
def _source(name: str) -> str:
    if name in LATER:
        return LATER[name]
    if name == WORKER[0]:
        return _worker()
    if name not in STYLES:
        return (HERE / name).read_text(encoding="utf-8")
    constant, sheets = STYLES[name]
    text = "\n".join((HERE / each).read_text(encoding="utf-8") for each in sheets)
    return f"export const {constant} = {json.dumps(text, ensure_ascii=False)};\n"


def _worker() -> str:
    """A worker from a text, because there is no address to fetch it from."""
    source = json.dumps(bundle(WORKER[1]), ensure_ascii=False)
    return (
        f"const SOURCE = {source};\n"
        'const address = () => URL.createObjectURL(new Blob([SOURCE], { type: "text/javascript" }));\n'
        'export const startWorker = () => new Worker(address(), { type: "module" });\n'
    )


def _part(name: str, *, is_entry: bool) -> str:
    source = _source(name)
    gives = ", ".join(_EXPORT.findall(source))
    inside = _IMPORT.sub(lambda found: _taken(found, name), source)
    inside = _KEYWORD.sub("", inside)
    if is_entry:
        return inside
    return f"const {_variable(name)} = (() => {{\n{inside}\nreturn {{ {gives} }};\n}})();"


def _taken(found: re.Match[str], importer: str) -> str:
    names = found["names"].removeprefix("* as ").replace(" as ", ": ")
    return f"const {names} = {_variable(_named(found['path'], importer))};\n"


def _variable(name: str) -> str:
    return "from_" + re.sub(r"\W", "_", name.removesuffix(".mjs"))
