"""The one way YAML comes in: small, shallow, without anchors, and every error names file and line.

YAML parsers crash on deep nesting, expand small files into huge ones through anchors, read `on` and
`no` as booleans, `100:1` as a number to the base of sixty, and keep the last of two equal keys
without a word. All of that is refused or switched off here, before anything is built.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from capacity.frozen import BadInput, Problem

MOST_BYTES = 200_000
DEEPEST = 40
RUN_OF_INDICATORS = re.compile(rf"(?m)^[ \t]*(?:[-?:][ \t]+){{{DEEPEST},}}")
BRACKETS = re.compile(r"[\[{]|[\]}]")

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Safe YAML 1.2: true and false are booleans, decimal numbers are numbers, all else is text."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key '{key.value}' is there twice (line {line})"
                )
            seen.add(str(key.value))
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$", "-0123456789"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def load_file(path: Path, name: str = "") -> Any:
    """The content of a YAML file; `name` is what errors call it."""
    name = name or path.name
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _bad(name, f"{size:,} bytes are too many; {MOST_BYTES:,} are the most.")
        return load(path.read_text(encoding="utf-8"), name)
    except OSError as error:
        raise _bad(name, f"cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _bad(name, f"is not UTF-8 text (byte {error.start}).") from error


def load(text: str, name: str) -> Any:
    """The content of YAML text, or BadInput that names the file and what is wrong in it."""
    if len(text.encode()) > MOST_BYTES:
        raise _bad(name, f"{len(text):,} characters are too many; {MOST_BYTES:,} are the most.")
    if _depth(text) > DEEPEST or RUN_OF_INDICATORS.search(text):
        raise _bad(name, f"is nested deeper than {DEEPEST} levels.")
    try:
        _refuse_tricks(text, name)
        return yaml.load(text, Loader=_Loader)  # noqa: S506  (a safe loader, narrowed further)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise _bad(name, f"{line}{error.problem}.") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _bad(name, f"is not YAML that I can read: {error}") from error


def _depth(text: str) -> int:
    """The deepest run of brackets, found without parsing."""
    depth = deepest = 0
    for found in BRACKETS.finditer(text):
        depth = depth + 1 if found.group() in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def _refuse_tricks(text: str, name: str) -> None:
    """Anchors, aliases, tags, and nesting by indentation, seen in the events before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _bad(
                name,
                f"line {line}: anchors and aliases (& and *) are not used here. Write the value out.",
            )
        if getattr(event, "tag", None) not in (None, "!"):
            raise _bad(name, f"line {line}: tags (!) are not used here.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _bad(name, f"line {line}: is nested deeper than {DEEPEST} levels.")


def _bad(name: str, message: str) -> BadInput:
    return BadInput([Problem(field=name, message=message)])
