"""The estimate calculator: every formula as a live panel, to use beside an answer.

The panel is the one that the book and notebooks show; its modules are served from capacity/browser.
"""

from pathlib import Path
from typing import Any

from flask import Blueprint, abort, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from capacity import browser
from capacity.browser.markup import panel
from capacity.browser.steps import step
from capacity.formulary import FORMULAS, TOPICS

BROWSER = Path(browser.__file__).parent
SERVED = {".mjs", ".css"}

blueprint = Blueprint("formulas", __name__)


@blueprint.get("/formulas")
def index() -> ResponseReturnValue:
    """All formulas by topic; `?topic=` opens one with its panels."""
    chosen = request.args.get("topic", next(iter(TOPICS)))
    if chosen not in TOPICS:
        abort(404)
    return render_template(
        "formulas/index.html", topics=TOPICS, formulas=FORMULAS, chosen=chosen, panel_of=panel_of
    )


@blueprint.get("/formulas/parts/<path:name>")
def part(name: str) -> ResponseReturnValue:
    """A module or a style sheet of panel and canvas; nothing else that lies beside them."""
    if Path(name).suffix not in SERVED:
        abort(404)
    return send_from_directory(BROWSER, name)


def panel_of(name: str) -> Markup:
    """A formula's panel, at the numbers of its example."""
    made: Any = panel(FORMULAS[name].title, [step(name, {})])
    return Markup(made)  # noqa: S704 - our own markup, escaped where it is made
