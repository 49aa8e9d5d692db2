"""A change as one sentence: what to do, what it does to each promise it moves, and what it costs.

'One more Redirect instance in zone b: availability of “redirect” 99.5 % → 99.9975 %, +$69 a month.'
"""

from collections.abc import Iterator

from capacity.architecture import DURABLE_STORES, Architecture
from capacity.evaluate import Evaluation, Promised, say
from capacity.format import human
from capacity.improve.change import Change, Edit, Edits, Effect
from capacity.improve.state import State

MOST_TOLD = 6  # effects in one sentence; promises come first
BETWEEN = {
    "cache": "a cache that {source} looks into before {target}",
    "queue": "a queue between {source} and {target}",
    "stream": "a log between {source} and {target}, read in batches",
}


def change(before: State, edits: Edits, after: State) -> Change:
    """What was made and what became of it, from two evaluations."""
    effects = _effects(before, after)
    done = [edit_said(before.drawing, each, edits) for each in edits]
    what = _and([each for each in done if each])
    moved = [said for each in effects if (said := effect_said(each))]
    if len(moved) > MOST_TOLD:
        moved = [*moved[:MOST_TOLD], f"{len(moved) - MOST_TOLD} more things with too little room"]
    money = _money(after.cost - before.cost)
    if before.keeps_all:
        consequence = f"every promise is still kept, {money}"
    else:
        consequence = ", ".join([*moved, money])
    return Change(
        edits=edits,
        says=f"{what[:1].upper()}{what[1:]}",
        does=consequence,
        effects=effects,
        cost_before=before.cost,
        cost_after=after.cost,
        keeps_all=after.keeps_all,
        assumed=_assumed(before, after),
    )


def _effects(before: State, after: State) -> tuple[Effect, ...]:
    """Every promise, and the room of every component that has too little before or after."""
    if before.found is None or after.found is None:
        raise ValueError("Only what was evaluated can be told.")
    ends = zip(_promised(before.found), _promised(after.found), strict=True)
    found = [
        Effect(
            operation=name,
            title=title,
            what=one.what,
            promised=one.promised,
            before=one.found,
            after=other.found,
            kept_before=one.kept,
            kept_after=other.kept,
        )
        for (name, title, one), (_, _, other) in ends
    ]
    tight = [key for key in before.gaps if key[1] in ("storage", "bandwidth", "overload")]
    for component, what in tight:
        if before.gaps[component, what]:
            found.append(_room(before, after, component, what))
    return tuple(found)


def _room(before: State, after: State, component: str, what: str) -> Effect:
    """How full a component is, as a share, where that is too much."""
    full = [_fill(each.found, component, what) if each.found else None for each in (before, after)]
    title = before.plan.stations[component].title
    return Effect(
        operation=component,
        title=title,
        what=what,
        promised=1.0,
        before=full[0],
        after=full[1],
        kept_before=False,
        kept_after=not after.gaps.get((component, what)),
    )


def _fill(found: Evaluation, component: str, what: str) -> float | None:
    here = next((each for each in found.components if each.id == component), None)
    if here is None:
        return None
    if what == "storage":
        return (here.stored or 0.0) / here.storage if here.storage else None
    if what == "bandwidth":
        return here.sent / here.bandwidth if here.bandwidth else None
    return here.utilisation


def _promised(found: Evaluation) -> Iterator[tuple[str, str, Promised]]:
    """Each promise with the operation that it is about."""
    for each in found.operations:
        for promise in each.promises:
            yield each.id, each.title, promise
    for promise in found.promises:
        yield "", "", promise


def _assumed(before: State, after: State) -> tuple[str, ...]:
    """What was taken from the catalogue for boxes that are new."""
    old = set(before.plan.stations)
    return tuple(
        one.sentence
        for name, each in after.plan.stations.items()
        if name not in old
        for one in each.assumed
        if one.field in ("hit_ratio", "service_time", "price")
    )


# --- edits ------------------------------------------------------------------------------------------


def edit_said(drawing: Architecture, edit: Edit, others: Edits = ()) -> str:
    """What to do. An edit that another one tells with it says nothing."""
    if edit.kind in BETWEEN:
        source, target = (_title(drawing, each) for each in edit.at.split("->"))
        return BETWEEN[edit.kind].format(source=source, target=target)
    title = _title(drawing, edit.at)
    if edit.kind == "remove":
        return f"{title} taken away"
    if edit.kind == "shards":
        many = "shard" if edit.after == 1 else "shards"
        return f"{title} in {edit.after} {many} instead of {edit.before}"
    if edit.kind == "zones":
        more = any(each.kind == "instances" and each.at == edit.at for each in others)
        return "" if more else f"{title} spread over zones {_listed(edit.after)}"
    zones = next((each for each in others if (each.kind, each.at) == ("zones", edit.at)), None)
    return _counted(drawing, edit, zones)


def _counted(drawing: Architecture, edit: Edit, zones: Edit | None) -> str:
    component, title = drawing.by_id.get(edit.at), _title(drawing, edit.at)
    before, after = int(str(edit.before)), int(str(edit.after))
    one = "copy" if component and component.kind in DURABLE_STORES else "instance"
    many = "copies" if one == "copy" else "instances"
    place = ""
    if zones and isinstance(zones.after, tuple) and isinstance(zones.before, tuple):
        new = [each for each in zones.after if each not in zones.before]
        exact = (before, after) == (len(zones.before), len(zones.after)) and len(new) == 1
        place = f" in zone {new[0]}" if exact else f", spread over zones {_listed(zones.after)}"
    if after == before + 1:
        return f"one more {title} {one}{place}"
    if after > before:
        return f"{after - before} more {title} {many} ({before} → {after}){place}"
    return f"{title} with {after} {one if after == 1 else many} instead of {before}"


def _title(drawing: Architecture, component: str) -> str:
    found = drawing.by_id.get(component)
    return found.title if found else component


# --- effects ----------------------------------------------------------------------------------------


def effect_said(effect: Effect) -> str:
    """A promise that was broken or is, and what became of it; nothing where it only stayed kept."""
    if effect.what == "budget" or (effect.kept_before and effect.kept_after is not False):
        return ""
    if effect.before == effect.after:
        return ""
    names = {
        "p99": f"p99 of “{effect.title}”",
        "availability": f"availability of “{effect.title}”",
        "freshness": f"“{effect.title}” behind by",
        "storage": f"disk of {effect.title}",
        "bandwidth": f"line of {effect.title}",
        "overload": f"{effect.title} busy",
    }
    before, after = (value_said(effect.what, each) for each in (effect.before, effect.after))
    return f"{names[effect.what]} {before} → {after}" if before != after else ""


def value_said(what: str, value: float | None) -> str:
    if value is None:
        return "without bound"
    if what in ("p99", "freshness"):
        return say.time(value)
    if what == "budget":
        return say.dollars(value)
    return human(value, "%") if what != "availability" else say.share(value)


def _money(more: float) -> str:
    if abs(more) < 0.5:
        return "at no cost"
    return f"{'+' if more > 0 else '−'}${abs(more):,.0f} a month"


def _listed(names: object) -> str:
    words = [str(each) for each in names] if isinstance(names, (tuple, list)) else [str(names)]
    return _and(words)


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
