"""A live drawing as markup: the picture and its numbers, which a page shows before its script runs."""

import re
from html import escape
from typing import Any

from capacity.architecture import Architecture
from capacity.browser.faults import Fault, with_faults
from capacity.browser.markup import island
from capacity.draw import svg
from capacity.evaluate import ComponentResult, Evaluation, OperationResult, Promised, evaluate
from capacity.evaluate.say import dollars, rate, share, time
from capacity.frozen import Frozen
from capacity.simulate.scene import Fault as ScheduledFault
from capacity.workload import Workload

MODULE = "live-drawing.mjs"
WIDE, WIDEST = 860, 1150  # pixels of a picture
KEPT = {True: ("good", "✓", "kept"), False: ("bad", "✕", "broken"), None: ("part", "?", "not known")}  # fmt: skip
CHANGE = "Change it on the drawing board"
STILL = "These numbers stand still: turn JavaScript on to move the load and to lose things."


class Live(Frozen):
    """A drawing under a load, with what is tried on it."""

    title: str
    drawing: Architecture
    workload: Workload
    load: float = 1.0  # times what the workload says
    faults: tuple[Fault, ...] = ()
    schedule: tuple[ScheduledFault, ...] = ()  # what goes wrong in a run, and when
    board: str = ""  # where it can be changed

    def evaluation(self) -> Evaluation:
        """What it does. Raises `plan.WaitingInCircles`."""
        left, _ = with_faults(self.drawing, list(self.faults))
        return evaluate(left, self.workload.times(self.load))

    def state(self) -> dict[str, Any]:
        """What the page's module is given."""
        return {
            "title": self.title,
            "drawing": self.drawing.model_dump(mode="json", by_alias=True),
            "workload": self.workload.model_dump(mode="json"),
            "load": self.load,
            "faults": list(self.faults),
            "schedule": [each.model_dump(mode="json") for each in self.schedule],
            "board": self.board,
        }


def live_drawing(live: Live, *, prefix: str) -> str:
    """The island of a live drawing. `prefix` keeps ids apart where a page has several."""
    found = live.evaluation()
    picture = svg(live.drawing, title=live.title, prefix=prefix)
    fallback = (
        f'<div class="frame"><header class="head"><p class="title">{escape(live.title)}</p>{_board(live)}</header>'
        f'<div class="picture{_width(picture)}" tabindex="0" role="group" aria-label="The drawing; scrolls">{picture}</div>'
        f'<div class="live"><div class="live-found">{_operations(found)}{_whole(found)}</div>{_parts(found)}'
        f'<noscript><p class="small quiet">{STILL}</p></noscript></div></div>'
    )
    return island(MODULE, live.state(), fallback, label=live.title)


def _width(picture: str) -> str:
    """A picture that would be too small to read is left wider than its frame; live-drawing.mjs says the same."""
    found = re.search(r'width="(\d+)"', picture)
    width = int(found[1]) if found else 0
    return " widest" if width > WIDEST else " wide" if width > WIDE else ""


def _board(live: Live) -> str:
    return f'<a href="{escape(live.board)}">{CHANGE}</a>' if live.board else ""


def _operations(found: Evaluation) -> str:
    rows = "".join(_operation(each) for each in found.operations)
    heads = "".join(f'<th scope="col">{each}</th>' for each in ("Operation", "p99", "Succeeds", "Promises"))  # fmt: skip
    return f'<table class="live-operations"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _operation(each: OperationResult) -> str:
    p99 = "–" if each.p99 is None else time(each.p99)
    up = "–" if each.availability is None else share(each.availability)
    said = [one.sentence for one in each.promises if one.kept is not True]
    if each.p99 is None and each.why and not any(each.why in one for one in said):
        said.append(each.why)
    why = "".join(f'<p class="small quiet">{escape(one)}</p>' for one in said)
    promises = "".join(map(_promise, each.promises))
    return (
        f'<tr><th scope="row">{escape(each.title)}</th><td class="num">{escape(p99)}</td>'
        f'<td class="num">{escape(up)}</td><td>{promises}{why}</td></tr>'
    )


def _promise(each: Promised) -> str:
    level, sign, word = KEPT[each.kept]
    return (
        f'<span class="live-promise live-{level}" title="{escape(each.sentence)}">'
        f'<span aria-hidden="true">{sign} </span>{escape(each.what)} {word}</span>'
    )


def _whole(found: Evaluation) -> str:
    alone = {one.id: one.title for each in found.operations for one in each.single_points}
    budget = found.promises[0].sentence if found.promises else f"{dollars(found.cost.total)} a month."  # fmt: skip
    lines = {
        "Busiest": found.bottleneck.sentence if found.bottleneck else "",
        "Single points of failure": ", ".join(alone.values()) or "none",
        "Cost": budget,
    }
    said = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in lines.items() if text)  # fmt: skip
    return f'<dl class="live-whole">{said}</dl>'


def _parts(found: Evaluation) -> str:
    rows = "".join(map(_part, found.components))
    heads = "".join(f'<th scope="col">{each}</th>' for each in ("Part", "Busy", "Requests", "Waits on average"))  # fmt: skip
    return (
        '<details class="live-parts"><summary>Each part in numbers</summary>'
        f'<table class="live-operations"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _part(each: ComponentResult) -> str:
    if each.utilisation is None:
        busy, waits = "no limit", "–"
    else:
        busy, waits = share(each.utilisation), "ever longer"
    if each.wait is not None:
        waits = time(each.wait)
    cells = "".join(f'<td class="num">{escape(text)}</td>' for text in (busy, rate(each.reads + each.writes), waits))  # fmt: skip
    return f'<tr><th scope="row">{escape(each.title)}</th>{cells}</tr>'
