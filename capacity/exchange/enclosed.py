"""The drawing in full, in comments under a chart that cannot say all of it.

Zones, shards or hit ratios have no place in a flowchart. The comments keep them, together with a
digest of the chart above: somebody who edits the chart means the chart, and the comments are passed
over.
"""

import hashlib

from capacity.architecture import Architecture
from capacity.exchange.text import parse, write
from capacity.frozen import BadInput

_HEAD = "drawn to scale, in full; passed over once the chart above is edited:"


def enclose(chart: str, drawing: Architecture, comment: str) -> str:
    """The chart with its drawing under it; `comment` begins a comment in the chart's language."""
    lines = [f"{comment} {_digest(chart)} {_HEAD}"]
    lines += [f"{comment} {line}".rstrip() for line in write(drawing).splitlines()]
    return f"{chart}\n" + "\n".join(lines) + "\n"


def enclosed(text: str, comment: str) -> Architecture | None:
    """The drawing kept under a chart that nobody has edited since."""
    chart, found, kept = text.replace("\r\n", "\n").partition(f"{_HEAD}\n")
    if not found:
        return None
    chart, _, mark = chart.rstrip().rpartition("\n")
    if mark != f"{comment} {_digest(chart)}":
        return None
    lines = [line.removeprefix(comment).removeprefix(" ") for line in kept.splitlines()]
    try:
        return parse("\n".join(lines))
    except BadInput:
        return None


def _digest(chart: str) -> str:
    return hashlib.sha256(chart.strip().encode()).hexdigest()[:12]
