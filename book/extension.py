"""What Sphinx must know of ours: directives, roles, maths, and the scripts of pages that need them."""

import hashlib
import os
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from book import changed, islands, mathematics
from book.directives.agreement import Agreement
from book.directives.capacity import Capacity, Derivation
from book.directives.check import Check
from book.directives.course_map import CourseMap
from book.directives.drawing import Drawing
from book.directives.live_drawing import LiveDrawing
from book.directives.numbers import Numbers
from book.directives.panel import Panel
from book.directives.practise import Practise
from book.directives.quiz import Quiz
from book.directives.reference import FormulaIndex, Formulas
from book.directives.sequence import Sequence, States
from capacity.browser import __file__ as browser

HERE = Path(__file__).parent
BROWSER = Path(browser).parent
LIVE = ("data-dts-widget", "data-dts-check", "data-dts-quiz")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def setup(app: Sphinx) -> dict[str, Any]:
    islands.setup(app)
    mathematics.setup(app)
    for name, directive in (
        ("panel", Panel),
        ("drawing", Drawing),
        ("live-drawing", LiveDrawing),
        ("check", Check),
        ("quiz", Quiz),
        ("practise", Practise),
        ("formulas", Formulas),
        ("formula-index", FormulaIndex),
        ("numbers", Numbers),
        ("course-map", CourseMap),
        ("sequence", Sequence),
        ("states", States),
        ("agreement", Agreement),
    ):
        app.add_directive(name, directive)
    app.add_role("capacity", Capacity())
    app.add_role("derivation", Derivation())
    app.connect("config-inited", configure, priority=400)
    app.connect("html-page-context", changed.say, priority=300)
    app.connect("html-page-context", leave_widget_state_out, priority=100)
    app.connect("html-page-context", add_scripts, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def configure(app: Sphinx, config: Config) -> None:
    # Kernels that this build starts inherit it: their widgets write markup and open no comm.
    os.environ.setdefault("DRAWN_STATIC", "yes")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")])
    # The cache of executed notebooks looks at cells only; a changed formula must run them again.
    cache = config.nb_execution_cache_path or str(Path(app.doctreedir).parent / ".jupyter_cache")
    config.nb_execution_cache_path = f"{cache}-{_digest_of_code()}"
    config.html_static_path.append(str(BROWSER))
    config.html_math_renderer = "mathml"
    config.nb_ipywidgets_js = {}
    config.nb_mime_priority_overrides = [
        *config.nb_mime_priority_overrides,
        ["*", WIDGET_VIEW, None],
    ]


def _digest_of_code() -> str:
    root = HERE.parent
    sources = sorted(
        [
            *root.glob("capacity/**/*.py"),
            *BROWSER.glob("*.mjs"),
            *BROWSER.glob("*.css"),
            *root.glob("book/**/*.py"),
            *root.glob("book/figures/*.yaml"),
        ]
    )
    return hashlib.sha256(b"".join(each.read_bytes() for each in sources)).hexdigest()[:8]


def leave_widget_state_out(
    app: Sphinx,
    pagename: str,
    _template: str,
    _context: dict[str, Any],
    _tree: nodes.document | None,
) -> None:
    """Widgets that are not ours leave their state in a notebook, and loaders from other hosts with it."""
    files = getattr(app.env, "nb_metadata", {}).get(pagename, {}).get("js_files", {})
    for key in [key for key in files if key.startswith("ipywidgets_")]:
        del files[key]


def _is_thebe(script: Any) -> bool:
    return "thebe" in str(getattr(script, "filename", script)) or "THEBE" in str(
        getattr(script, "attributes", {}).get("body", "")
    )


def add_scripts(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Only pages with something live load a script of ours."""
    body = context.get("body") or ""
    if any(mark in body for mark in LIVE):
        app.add_css_file("panel.css")
        if "live-drawing.mjs" in body:
            for sheet in ("drawing.css", "live.css", "playback.css", "live-drawing.css"):
                app.add_css_file(sheet)
        app.add_js_file("host.mjs", type="module")
        for script in ("check.mjs", "quiz.mjs", "progress.mjs"):
            app.add_js_file(script, type="module")
    # The theme's launcher for live code comes from another host and is not used here.
    context["script_files"] = [
        each for each in context.get("script_files", []) if not _is_thebe(each)
    ]
