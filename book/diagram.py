"""An architecture drawn with `diagrams`: one inline SVG, the same bytes on every run, icons inside."""

import base64
import hashlib
import importlib
import io
import re
import sys
import tempfile
import textwrap
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import graphviz.backend.dot_command
from diagrams import Cluster, Diagram, Edge, Node
from PIL import Image

from book.figures import Figure
from capacity.architecture import Call, Component

# Graphviz as a wheel: a reader's machine need not have it.
graphviz.backend.dot_command.DOT_BINARY = Path(sys.executable).with_name("graphviz-pure")

# The icon that stands for a kind, as module and class of `diagrams`.
ICONS: dict[str, str] = {
    "client": "onprem.client.Client",
    "dns": "generic.network.Router",
    "cdn": "generic.network.Switch",
    "waf": "generic.network.Firewall",
    "load_balancer": "onprem.network.Haproxy",
    "api_gateway": "onprem.network.Kong",
    "reverse_proxy": "onprem.network.Nginx",
    "service": "onprem.compute.Server",
    "function": "onprem.compute.Server",
    "worker": "onprem.compute.Nomad",
    "cache": "onprem.inmemory.Redis",
    "queue": "onprem.queue.RabbitMQ",
    "stream": "onprem.queue.Kafka",
    "sql_database": "onprem.database.PostgreSQL",
    "key_value_store": "onprem.database.Scylla",
    "document_store": "onprem.database.MongoDB",
    "wide_column_store": "onprem.database.Cassandra",
    "search_index": "elastic.elasticsearch.Elasticsearch",
    "object_store": "onprem.storage.Ceph",
    "block_storage": "generic.storage.Storage",
    "file_store": "onprem.storage.Glusterfs",
    "data_warehouse": "onprem.analytics.Trino",
    "scheduler": "onprem.workflow.Airflow",
    "coordinator": "onprem.network.Zookeeper",
    "third_party": "generic.place.Datacenter",
}
LINES = {"async": "dashed", "replicate": "dotted"}
FONT = {"fontname": "DejaVu Sans", "fontsize": "25", "fontcolor": "#16202e"}
APART = {"few": "1.5", "many": "0.5"}  # inches between neighbours, so that their names do not meet
FEW = 8  # components
SMALLER = "21"  # what is written on an arrow
SCALE = 0.55  # pixels of a page for a point of Graphviz: an icon is 55 pixels wide, a name 14 high
INK = "#5a6577"
ICON_HEIGHT, LINE_HEIGHT = 1.45, 0.4  # inches: an icon, and a line of its name below it
LONGEST_LINE = 13  # characters
_ICON_PIXELS = 96
_PNG = re.compile(r'(?:xlink:)?href="([^"]+\.png)"')


def svg(figure: Figure, *, prefix: str) -> str:
    """The figure as SVG with a title, a description, and `data-component` and `data-call` marks."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "drawing"
        with Diagram(
            figure.title, filename=str(target), outformat="svg", show=False, direction="LR",
            graph_attr={"pad": "0.5,0.2", "splines": "spline", "nodesep": "0.25", "ranksep": APART["few" if len(figure.architecture.components) <= FEW else "many"], "label": "",
                        "bgcolor": "transparent", **FONT},
            node_attr={**FONT}, edge_attr={**FONT, "fontsize": SMALLER, "color": INK, "fontcolor": INK},
        ):  # fmt: skip
            _draw(figure)
        drawn = target.with_suffix(".svg").read_text(encoding="utf-8")
    return _finished(drawn, figure, prefix)


def _draw(figure: Figure) -> None:
    drawing = figure.architecture
    made: dict[str, Node] = {}
    inside: set[str] = set()
    for zone in drawing.zones:
        here = [each for each in drawing.components if each.zones == (zone.id,)]
        if here:
            with Cluster(
                zone.name or zone.id,
                graph_attr={**FONT, "bgcolor": "#f4f3ec", "pencolor": "#c9c5b8"},
            ):
                made |= {each.id: _node(each) for each in here}
            inside |= {each.id for each in here}
    made |= {each.id: _node(each) for each in drawing.components if each.id not in inside}
    for call in drawing.calls:
        made[call.source] >> _edge(call) >> made[call.target]


def _node(each: Component) -> Node:
    count = f" ×{each.instances}" if each.instances > 1 else ""
    lines = textwrap.wrap(f"{each.title}{count}", LONGEST_LINE)
    height = f"{ICON_HEIGHT + LINE_HEIGHT * len(lines):.2f}"
    return _icon_class(each.kind)("\n".join(lines), nodeid=each.id, height=height, imagepos="tc")


def _edge(call: Call) -> Edge:
    style = LINES.get(call.kind)
    attributes = {"fontsize": SMALLER, "fontcolor": INK, "fontname": FONT["fontname"], "color": INK}
    return Edge(label=call.label, **attributes, **({"style": style} if style else {}))


@cache
def _icon_class(kind: str) -> Any:
    module, _, name = ICONS[kind].rpartition(".")
    return getattr(importlib.import_module(f"diagrams.{module}"), name)


def _finished(drawn: str, figure: Figure, prefix: str) -> str:
    drawn = re.sub(r"<!--.*?-->", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    drawn = _PNG.sub(lambda found: f'href="{_inlined(found[1])}"', drawn)
    drawn = re.sub(
        r'<g id="[^"]*" class="(node|edge|cluster)">\s*<title>(.*?)</title>', _marked, drawn
    )
    drawn = re.sub(r"<title>.*?</title>\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', drawn)
    drawn = re.sub(r'\b(width|height)="(\d+)pt"', _scaled, drawn, count=2)
    labelled = f'<svg role="img" aria-labelledby="{prefix}-title {prefix}-description" '
    words = (
        f'<title id="{prefix}-title">{escape(figure.title)}</title>'
        f'<desc id="{prefix}-description">{escape(figure.description)}</desc>'
    )
    drawn = drawn.replace("<svg ", labelled, 1)
    head = drawn.index(">") + 1
    return re.sub(r"\s*\n\s*", "\n", drawn[:head] + words + drawn[head:])


def _scaled(found: re.Match[str]) -> str:
    return f'{found[1]}="{int(found[2]) * SCALE:.0f}"'


def _marked(found: re.Match[str]) -> str:
    """Graphviz names nodes and edges in titles; a page finds them by data attributes."""
    kind, name = found[1], found[2].replace("&#45;", "-").replace("&gt;", ">")
    data = {
        "node": f' data-component="{escape(name)}"',
        "edge": f' data-call="{escape(name)}"',
    }.get(kind, "")
    return f'<g class="{kind}"{data}>'


@cache
def _inlined(path: str) -> str:
    """An icon shrunk and written into the page."""
    with Image.open(path) as icon:
        small = icon.convert("RGBA")
    small.thumbnail((_ICON_PIXELS, _ICON_PIXELS), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.quantize(96, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def prefix_of(name: str) -> str:
    """Ids on one page must differ from figure to figure."""
    return "d" + hashlib.sha256(name.encode()).hexdigest()[:6]
