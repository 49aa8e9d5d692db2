"""Small edits of one answer, written as data: what a mutant does is read off its YAML.

    - name: one redirect service
      edit: {component: redirect, set: {instances: 1}}
      moves: [redirect-replicated, no-single-loss]

Edits: `component` (set, remove, splice), `call` (set, remove), `add_call`, `add_component`, `estimate`
(set, remove), `endpoint` (by its method and path: set, remove), `entity` (set, remove), `replace` (section, old, new), `append`
(section, text), `rename` (ids), and `all` (reverse, crlf, upper, wide, lower_methods). A list of edits is
done in order. `splice` takes a box out and joins its callers to what it called, so that rules about
paths stay whole; `remove` leaves the gap.
"""

import copy
import json
from collections.abc import Callable, Iterable
from typing import Any

from capacity.frozen import did_you_mean

Raw = dict[str, Any]


class NothingToEdit(ValueError):
    """An edit that names something the answer does not have, or that changes nothing."""


def mutated(answer: Raw, edits: Iterable[Raw]) -> Raw:
    """The answer with the edits done; NothingToEdit when one of them finds nothing to do."""
    changed = copy.deepcopy(answer)
    for edit in edits:
        before = json.dumps(changed)
        changed = EDITS[_kind(edit)](changed, edit) or changed
        if json.dumps(changed) == before:
            raise NothingToEdit(f"{edit} changes nothing")
    return changed


def _kind(edit: Raw) -> str:
    kind = next((each for each in EDITS if each in edit), None)
    if kind is None:
        word = next(iter(edit), "")
        raise NothingToEdit(f"'{word}' is not an edit.{did_you_mean(word, EDITS)}")
    return kind


def _the(found: Iterable[Raw], name: Callable[[Raw], str], wanted: str) -> Raw:
    """The one thing of that name."""
    named = {name(each): each for each in found}
    if wanted not in named:
        raise NothingToEdit(f"there is no '{wanted}'.{did_you_mean(wanted, named)}")
    return named[wanted]


def _component(answer: Raw, edit: Raw) -> None:
    drawing, name = answer["architecture"], edit["component"]
    found = _the(drawing["components"], lambda each: str(each["id"]), name)
    if edit.get("splice"):
        inward = [each for each in drawing["calls"] if each["to"] == name]
        outward = [each for each in drawing["calls"] if each["from"] == name]
        drawing["calls"] += [
            {**out, "from": into["from"], **_shared(into, out)}
            for into in inward
            for out in outward
            if into["from"] != out["to"]
        ]
    if edit.get("splice") or edit.get("remove"):
        drawing["components"].remove(found)
        drawing["calls"] = [
            each for each in drawing["calls"] if name not in (each["from"], each["to"])
        ]
    found.update(edit.get("set", {}))


def _shared(into: Raw, out: Raw) -> Raw:
    """The operations that both calls serve, where either names some; never handed over without a buffer."""
    names = [set(each["operations"]) for each in (into, out) if each.get("operations")]
    shared = sorted(set.intersection(*names)) if names else []
    waits = {"kind": "request"} if out.get("kind") == "async" else {}
    return {**waits, **({"operations": shared} if shared else {})}


def _call(answer: Raw, edit: Raw) -> None:
    source, target = edit["call"].split("->")
    drawing = answer["architecture"]
    found = [each for each in drawing["calls"] if (each["from"], each["to"]) == (source, target)]
    if not found:
        raise NothingToEdit(f"there is no call '{edit['call']}'")
    for each in found:
        if edit.get("remove"):
            drawing["calls"].remove(each)
        each.update(edit.get("set", {}))


def _add_call(answer: Raw, edit: Raw) -> None:
    answer["architecture"]["calls"].append(edit["add_call"])


def _add_component(answer: Raw, edit: Raw) -> None:
    answer["architecture"]["components"].append(edit["add_component"])


def _estimate(answer: Raw, edit: Raw) -> None:
    found = _the(answer["estimates"], lambda each: str(each["name"]), edit["estimate"])
    if edit.get("remove"):
        answer["estimates"].remove(found)
    found.update(edit.get("set", {}))


def _endpoint(answer: Raw, edit: Raw) -> None:
    found = _the(answer["api"], lambda each: f"{each['method']} {each['path']}", edit["endpoint"])
    if edit.get("remove"):
        answer["api"].remove(found)
    found.update(edit.get("set", {}))


def _entity(answer: Raw, edit: Raw) -> None:
    entities = answer["data_model"]["entities"]
    found = _the(entities, lambda each: str(each["name"]), edit["entity"])
    if edit.get("remove"):
        entities.remove(found)
    found.update(edit.get("set", {}))


def _replace(answer: Raw, edit: Raw) -> None:
    section = edit["replace"]
    holder, key = (answer["data_model"], "ddl") if section == "data_model" else (answer, section)
    if edit["old"] not in holder[key]:
        raise NothingToEdit(f"'{edit['old']}' is not in {section}")
    holder[key] = holder[key].replace(edit["old"], edit["new"])


def _append(answer: Raw, edit: Raw) -> None:
    answer[edit["append"]] += f"\n{edit['text']}\n"


def _rename(answer: Raw, edit: Raw) -> None:
    new = edit["rename"]
    for each in answer["architecture"]["components"]:
        each.update(name=each.get("name") or each["id"], id=new.get(each["id"], each["id"]))
    for call in answer["architecture"]["calls"]:
        call.update({end: new.get(call[end], call[end]) for end in ("from", "to")})


def _all(answer: Raw, edit: Raw) -> Raw:
    return EVERYWHERE[edit["all"]](answer)


def _reversed(answer: Raw) -> Raw:
    drawing = {key: list(reversed(value)) for key, value in answer["architecture"].items()}
    return {
        **dict(reversed(answer.items())),
        "architecture": drawing,
        "estimates": answer["estimates"][::-1],
    }


def _prose(change: Callable[[str], str]) -> Callable[[Raw], Raw]:
    """The same change to every section that is written in sentences."""
    sections = ("functional", "non_functional", "deep_dives", "interface")

    def changed(answer: Raw) -> Raw:
        return {**answer, **{key: change(answer[key]) for key in sections if answer.get(key)}}

    return changed


def _lower_methods(answer: Raw) -> Raw:
    return {
        **answer,
        "api": [
            {
                **each,
                "method": each["method"].lower(),
                "statuses": ", ".join(map(str, each["statuses"])),
            }
            for each in answer["api"]
        ],
    }


EVERYWHERE: dict[str, Callable[[Raw], Raw]] = {
    "reverse": _reversed,
    "crlf": _prose(lambda text: text.replace("\n", "\r\n")),
    "upper": _prose(str.upper),
    "wide": _prose(lambda text: text.replace(". ", ".  ").replace(", ", ",  ")),
    "lower_methods": _lower_methods,
}
EDITS: dict[str, Callable[[Raw, Raw], Raw | None]] = {
    "component": _component,
    "call": _call,
    "add_call": _add_call,
    "add_component": _add_component,
    "estimate": _estimate,
    "endpoint": _endpoint,
    "entity": _entity,
    "replace": _replace,
    "append": _append,
    "rename": _rename,
    "all": _all,
}  # fmt: skip
