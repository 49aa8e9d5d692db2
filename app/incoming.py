"""Reading JSON at the door: its size is bounded, its depth is measured before it is parsed.

A parser that recurses dies of depth, so brackets are counted first. Text that one of the databases
could not keep (NUL, halves of surrogate pairs) is refused here, the same on all of them.
"""

import json
import math
import re
from collections.abc import Iterator
from itertools import accumulate, pairwise, repeat
from operator import sub
from typing import Any, NoReturn

from capacity.frozen import BadInput, Problem
from grader.answer import Answer

DEEPEST = 50  # an answer is seven deep

# A string that never ends is a match as well: each byte is then looked at once, whatever is sent.
_ANY_STRING = rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)'
_STRING = re.compile(_ANY_STRING, re.DOTALL)
_TOKEN = re.compile(_ANY_STRING + rb"|[\[\]{},:]", re.DOTALL)
_STEPS = bytes.maketrans(b"[{]}", bytes([2, 2, 0, 0]))  # one more than the step, as bytes are
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
# A section's key, in JSON or in a form's encoding of it; a quoted one inside a text is escaped.
_SECTION = re.compile(
    rb'(?<!\\)(?<!%5C)(?:"|%22)('
    + "|".join(Answer.model_fields).encode()
    + rb')(?:"|%22)[\s+]*(?::|%3A)'
)


def parse_object(raw: bytes, *, field: str) -> dict[str, Any]:
    """A JSON object. `field` names the whole of it; BadInput names the field within."""
    if is_too_deep(raw):
        raise BadInput(
            [
                Problem(
                    field=_where_it_is_deep(raw) or field,
                    message=f"is nested more than {DEEPEST} deep. An answer is never that deep.",
                )
            ]
        )
    try:
        found = json.loads(raw.decode(), parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise BadInput([Problem(field=field, message=f"is not JSON: {error}.")]) from None
    if not isinstance(found, dict):
        raise BadInput([Problem(field=field, message="must be an object: {…}.")])
    return found


def is_too_deep(raw: bytes) -> bool:
    """Whether brackets are nested deeper than DEEPEST, without parsing.

    Strings go first, then everything that is no bracket; the depth is the running sum of one up for
    an opening and one down for a closing bracket. A megabyte takes some 40 ms.
    """
    steps = _STRING.sub(b"", raw).translate(_STEPS, _NOT_BRACKETS)
    return max(accumulate(map(sub, steps, repeat(1))), default=0) > DEEPEST


def largest_section(raw: bytes) -> tuple[str, int] | None:
    """The section of an answer that takes the most bytes of a body that is too large to be parsed."""
    starts = [(found.start(), found[1].decode()) for found in _SECTION.finditer(raw)]
    sizes = [(end - start, name) for (start, name), (end, _) in pairwise([*starts, (len(raw), "")])]
    size, name = max(sizes, default=(0, ""))
    return (name, size) if name else None


def unkeepable(value: Any, path: str = "") -> Iterator[Problem]:
    """Every text in a value that a database could not keep."""
    if isinstance(value, str):
        message = unkeepable_text(value)
        if message:
            yield Problem(field=path, message=message)
    elif isinstance(value, dict):
        for key, each in value.items():
            if unkeepable_text(key):
                yield Problem(field=path or "a key", message="has a key that cannot be kept.")
            yield from unkeepable(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from unkeepable(each, f"{path}[{number}]")


def mended(value: Any) -> Any:
    """The same value with '�' where a character cannot be kept, so that it can be shown again."""
    if isinstance(value, str):
        return (
            value.replace("\0", "�").encode("utf-8", "replace").decode()
            if unkeepable_text(value)
            else value
        )
    if isinstance(value, dict):
        return {mended(key): mended(each) for key, each in value.items()}
    if isinstance(value, list):
        return [mended(each) for each in value]
    return value


def unkeepable_text(text: str) -> str | None:
    """Why this text cannot be kept, or None."""
    if "\0" in text:
        return "holds a NUL character, which cannot be kept. Delete it and type on."
    try:
        text.encode()
    except UnicodeEncodeError:
        return "holds half of a character, which cannot be kept. Delete it and type on."
    return None


def _where_it_is_deep(raw: bytes) -> str:
    """The path of keys to the place that is too deep, as far as an answer's fields go."""
    path: list[str] = []
    key = ""
    depth = 0
    for token in _TOKEN.finditer(raw):
        part = token[0]
        if part in b"[{":
            depth += 1
            if depth > DEEPEST:
                break
            path.append(key)
            key = ""
        elif part in b"]}":
            depth -= 1
            if path:
                path.pop()
        elif part.startswith(b'"'):
            key = part[1:-1].decode("utf-8", "replace")[:40]
        elif part == b",":
            key = ""
    return ".".join(name for name in path if name)[:120]


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number that JSON knows")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:20]} is too large a number")
    return number
