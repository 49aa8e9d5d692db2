"""Small edits of one answer, written as data: what a mutant does is read off its YAML.

    - name: one redirect service
      edit: {component: redirect, set: {instances: 1}}
      moves: [redirect-replicated, no-single-loss]

Edits: `component` (set, remove, splice), `call` (set, remove), `add_call`, `add_component`, `estimate`
(set, remove), `endpoint` (by its path: set, remove), `replace` (section, old, new), `append`
(section, text), `rename` (ids), and `all` (reverse, crlf, upper). A list of edits is done in order.
"""

import copy
import json
from typing import Any

Raw = dict[str, Any]


def mutated(answer: Raw, edits: Raw | list[Raw]) -> Raw:
    """The answer with the edits done; AssertionError when an edit finds nothing to do."""
    changed = copy.deepcopy(answer)
    for edit in edits if isinstance(edits, list) else [edits]:
        kind = next(each for each in EDITS if each in edit)
        before = json.dumps(changed)
        changed = EDITS[kind](changed, edit) or changed
        assert json.dumps(changed) != before, f"{edit} changes nothing"
    return changed


def _component(answer: Raw, edit: Raw) -> None:
    drawing, name = answer["architecture"], edit["component"]
    found = next(each for each in drawing["components"] if each["id"] == name)
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
    for each in [
        each for each in drawing["calls"] if (each["from"], each["to"]) == (source, target)
    ]:
        if edit.get("remove"):
            drawing["calls"].remove(each)
        each.update(edit.get("set", {}))


def _add_call(answer: Raw, edit: Raw) -> None:
    answer["architecture"]["calls"].append(edit["add_call"])


def _add_component(answer: Raw, edit: Raw) -> None:
    answer["architecture"]["components"].append(edit["add_component"])


def _estimate(answer: Raw, edit: Raw) -> None:
    found = next(each for each in answer["estimates"] if each["name"] == edit["estimate"])
    if edit.get("remove"):
        answer["estimates"].remove(found)
    found.update(edit.get("set", {}))


def _endpoint(answer: Raw, edit: Raw) -> None:
    found = next(
        each for each in answer["api"] if f"{each['method']} {each['path']}" == edit["endpoint"]
    )
    if edit.get("remove"):
        answer["api"].remove(found)
    found.update(edit.get("set", {}))


def _replace(answer: Raw, edit: Raw) -> None:
    section = edit["replace"]
    holder, key = (answer["data_model"], "ddl") if section == "data_model" else (answer, section)
    assert edit["old"] in holder[key], f"'{edit['old']}' is not in {section}"
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
    if edit["all"] == "reverse":
        drawing = answer["architecture"]
        turned = {key: list(reversed(value)) for key, value in drawing.items()}
        return {
            **dict(reversed(answer.items())),
            "architecture": turned,
            "estimates": answer["estimates"][::-1],
        }
    change = {"crlf": lambda text: text.replace("\n", "\r\n"), "upper": str.upper}[edit["all"]]
    prose = ("functional", "non_functional", "deep_dives", "interface")
    return {**answer, **{key: change(answer[key]) for key in prose if answer.get(key)}}


EDITS = {
    "component": _component,
    "call": _call,
    "add_call": _add_call,
    "add_component": _add_component,
    "estimate": _estimate,
    "endpoint": _endpoint,
    "replace": _replace,
    "append": _append,
    "rename": _rename,
    "all": _all,
}  # fmt: skip
