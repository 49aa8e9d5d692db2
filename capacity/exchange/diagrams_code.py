r"""A drawing as a Python program for the `diagrams` library, which draws it with icons.

>>> from capacity.exchange.text import parse
>>> print(write(parse('client u "User"\nservice app x2\nu -> app')).splitlines()[0])
from diagrams import Cluster, Diagram, Edge
"""

import json

from capacity.architecture import Architecture, Call, Component

# The icon of each kind: module and class of diagrams 0.25.
ICONS: dict[str, tuple[str, str]] = {
    "client": ("diagrams.onprem.client", "Users"),
    "dns": ("diagrams.generic.network", "Router"),
    "cdn": ("diagrams.saas.cdn", "Cloudflare"),
    "waf": ("diagrams.generic.network", "Firewall"),
    "load_balancer": ("diagrams.onprem.network", "Haproxy"),
    "api_gateway": ("diagrams.onprem.network", "Kong"),
    "reverse_proxy": ("diagrams.onprem.network", "Nginx"),
    "service": ("diagrams.onprem.compute", "Server"),
    "function": ("diagrams.aws.compute", "Lambda"),
    "worker": ("diagrams.onprem.compute", "Server"),
    "cache": ("diagrams.onprem.inmemory", "Redis"),
    "queue": ("diagrams.onprem.queue", "Rabbitmq"),
    "stream": ("diagrams.onprem.queue", "Kafka"),
    "sql_database": ("diagrams.onprem.database", "Postgresql"),
    "key_value_store": ("diagrams.aws.database", "Dynamodb"),
    "document_store": ("diagrams.onprem.database", "Mongodb"),
    "wide_column_store": ("diagrams.onprem.database", "Cassandra"),
    "search_index": ("diagrams.elastic.elasticsearch", "Elasticsearch"),
    "object_store": ("diagrams.aws.storage", "S3"),
    "block_storage": ("diagrams.aws.storage", "EBS"),
    "file_store": ("diagrams.aws.storage", "EFS"),
    "data_warehouse": ("diagrams.onprem.database", "Clickhouse"),
    "scheduler": ("diagrams.onprem.workflow", "Airflow"),
    "coordinator": ("diagrams.onprem.network", "Zookeeper"),
    "third_party": ("diagrams.onprem.compute", "Server"),
}


def write(drawing: Architecture) -> str:
    """A program that draws it; every name in it is a string, so nothing of a drawing is run."""
    icons = sorted({ICONS[each.kind] for each in drawing.components})
    variables = {each.id: f"box_{number}" for number, each in enumerate(drawing.components, 1)}
    lines = ["from diagrams import Cluster, Diagram, Edge"]
    lines += [f"from {module} import {name}" for module, name in icons]
    lines += [
        "",
        'with Diagram("Architecture", filename="architecture", show=False, direction="LR"):',
    ]
    titles = {each.id: each.name or each.id for each in drawing.zones}
    inside = dict.fromkeys(each.zones[0] for each in drawing.components if len(each.zones) == 1)
    for zone in inside:
        lines.append(f"    with Cluster({_string(titles.get(zone, zone))}):")
        lines += [
            f"        {_box(each, variables)}"
            for each in drawing.components
            if each.zones == (zone,)
        ]
    lines += [f"    {_box(each, variables)}" for each in drawing.components if len(each.zones) != 1]
    lines += [f"    {_arrow(each, variables)}" for each in drawing.calls]
    return "\n".join([*lines, "    pass" if not drawing.components else "", ""]).replace(
        "\n\n\n", "\n"
    )


def _box(each: Component, variables: dict[str, str]) -> str:
    count = f" ×{each.instances}" if each.instances > 1 else ""
    return f"{variables[each.id]} = {ICONS[each.kind][1]}({_string(each.title + count)})"


def _arrow(call: Call, variables: dict[str, str]) -> str:
    style = ', style="dashed"' if call.kind in ("async", "replicate") else ""
    said = call.label or ("" if call.kind == "request" else call.kind)
    return f"{variables[call.source]} >> Edge(label={_string(said)}{style}) >> {variables[call.target]}"


def _string(text: str) -> str:
    return json.dumps(text)
