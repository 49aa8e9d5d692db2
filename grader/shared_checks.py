"""Checks, penalties and caps that nearly every exercise asks for, said once in shared_checks.yaml.

A rubric takes one in by name, says what it is about, and what it is worth here:

    checks:
      - {use: no-single-loss, points: 3, operation: feed, of: the feed}

What stands in braces in the shared text is filled in; whatever else the rubric writes (`title`, `hints`, `needs`
…) takes the place of what is shared. `id` is the shared name unless the rubric gives another. What comes out is
an ordinary check: whoever reads a report does not see the difference.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from capacity import yaml_door
from capacity.frozen import BadInput, Problem, did_you_mean

FILE = Path(__file__).with_name("shared_checks.yaml")
KINDS = ("checks", "penalties", "caps")
BLANK = re.compile(r"\{([a-z_]+)\}")
Raw = dict[str, Any]


def with_shared(rubric: Any, name: str) -> Any:
    """A rubric as it was written, with what it takes in from the shared file in its place. BadInput names the place."""
    if not isinstance(rubric, Mapping):
        return rubric
    filled = dict(rubric)
    for kind in KINDS:
        listed = rubric.get(kind)
        if isinstance(listed, list):
            filled[kind] = [
                _taken_in(each, kind, f"{name}: {kind}[{n}]") for n, each in enumerate(listed)
            ]
    return filled


@cache
def shared() -> dict[str, dict[str, Raw]]:
    """What there is to take in, by kind and name."""
    found: dict[str, dict[str, Raw]] = yaml_door.load_file(FILE)
    return found


def _taken_in(each: Any, kind: str, place: str) -> Any:
    if not isinstance(each, dict) or "use" not in each:
        return each
    known = shared()[kind]
    used = each["use"]
    if used not in known:
        raise _bad(f"{place}.use", f"'{used}' is not shared.{did_you_mean(str(used), list(known))}")
    text = {"id": used, **known[used]}
    usual = text.pop("usual", {})
    blanks = _blanks(text) | set(usual)
    given = {**usual, **{key: value for key, value in each.items() if key in blanks}}
    absent = sorted(blanks - set(given))
    if absent:
        raise _bad(place, f"'{used}' asks for {', '.join(absent)}.")
    own = {key: value for key, value in each.items() if key not in blanks and key != "use"}
    return {**_filled(text, given), **own}


def _blanks(text: Any) -> set[str]:
    if isinstance(text, str):
        return set(BLANK.findall(text))
    parts = text.values() if isinstance(text, dict) else text if isinstance(text, list) else ()
    return {name for part in parts for name in _blanks(part)}


def _filled(text: Any, given: Raw) -> Any:
    """The text with its blanks filled in; a blank that stands alone may become a list or a number."""
    if isinstance(text, dict):
        return {key: _filled(value, given) for key, value in text.items()}
    if isinstance(text, list):
        return [_filled(each, given) for each in text]
    if not isinstance(text, str):
        return text
    alone = BLANK.fullmatch(text)
    if alone:
        return given[alone[1]]
    return BLANK.sub(lambda found: str(given[found[1]]), text)


def _bad(field: str, message: str) -> BadInput:
    return BadInput([Problem(field=field, message=message)])
