"""What every template may use: who is here, marked text, briefs in Markdown, moments in words."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

from app.accounts.visitor import visitor
from app.highlight import highlight
from capacity import browser

PARTS = Path(browser.__file__).parent
# all modules that the workspace's drawing is made of, fetched at once instead of one after the other
CANVAS = tuple(
    str(path.relative_to(PARTS).as_posix())
    for pattern in ("canvas/*.mjs", "drawing-*.mjs", "reading.mjs", "units.mjs", "suggest.mjs")
    for path in sorted(PARTS.glob(pattern))
)
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=256)
def markdown(text: str) -> Markup:
    """A brief as HTML. It comes from the bank, and raw HTML in it is shown, not run."""
    return Markup(_markdown.render(text))  # noqa: S704 - rendered with html off


def moment(value: datetime | None) -> Markup:
    """A moment in UTC as a <time>; the page's script may say it in the reader's own zone."""
    if value is None:
        return Markup()
    return Markup('<time datetime="{}">{}</time>').format(
        value.isoformat(timespec="seconds"), f"{value:%d %b %Y, %H:%M} UTC"
    )


def add_templating(app: Flask) -> None:
    app.jinja_env.filters.update(highlight=highlight, markdown=markdown, moment=moment)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["canvas_modules"] = CANVAS
    app.context_processor(_who_is_here)


def _who_is_here() -> dict[str, Any]:
    return {"current_user": visitor().user}
