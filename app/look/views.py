"""The page of the design system."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.formulas.views import panel_of
from app.look.tokens import contrasts, tokens
from app.practice.steps import STEPS
from capacity.draw import svg
from capacity.exchange.text import parse
from grader.schema import read_schema
from grader.tables_svg import tables_svg

DRAWING = parse(
    'client browser "Browser"\nload_balancer lb "Load balancer" x2\nservice app "Application" x4\n'
    'sql_database store "Store" x2\nbrowser -> lb\nlb -> app\napp -> store read\napp -> store write\n'
)
MARKS = {"lb": "good", "app": "part", "store": "bad"}
TABLES = read_schema(
    "CREATE TABLE links (code varchar(7) PRIMARY KEY, url text, owner_id bigint REFERENCES people(id));"
    "CREATE TABLE people (id bigint PRIMARY KEY, email text UNIQUE);",
    (),
)

blueprint = Blueprint("look", __name__)


@blueprint.get("/look")
def index() -> ResponseReturnValue:
    """Every component in its states; the switch above shows them in the other theme."""
    return render_template(
        "look/index.html",
        tokens=tokens(),
        contrasts=contrasts(),
        steps=STEPS,
        drawing=svg(DRAWING, title="A drawing with marks", marks=MARKS),
        tables=tables_svg(TABLES),
        panel=panel_of("average_rate"),
    )
