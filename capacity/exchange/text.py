r"""A drawing as lines of text, one thing a line: the form that needs no mouse and reads well in a diff.

    region eu "Ireland"
    zone a "eu-west-1a" in eu
    client browser "Browser"
    service app "Application" x4 time=5ms at_once=8 in a, b
    sql_database links "Links" x3 shards=4 holds=links
    cache hot x2 hit=90% note="filled on a miss"
    browser -> app
    app -> hot read n=1.5 for redirect : look here first
    app -> links read on_miss timeout=200ms retries=1 for redirect

>>> parse(write(parse('service app x2\nsql_database db\napp -> db read'))).calls[0].id
'app->db'
"""

import re
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from capacity.architecture import Architecture, Call, Component, Zone
from capacity.exchange.lines import write
from capacity.exchange.tokens import Misread, Token, Tokens
from capacity.exchange.words import (
    ALIASES,
    CALL_KINDS,
    KINDS,
    MODES,
    OF_CALLS,
    OF_COMPONENTS,
    OF_ZONES,
    PLACES,
    WHEN,
    Attribute,
    Wrong,
    unquoted,
)
from capacity.frozen import BadInput, Problem, did_you_mean

__all__ = ["parse", "read_call_words", "read_component_words", "write"]

LONGEST = 50_000  # characters; a drawing of 300 components is half of that

_ARROW = re.compile(r"^(?P<source>[^\s\"]+?)\s*(?:-->|->|→)\s*(?P<target>[^\s\":]+)(?P<rest>.*)$")
_COUNT = re.compile(r"^[x×](\d{1,9})$")
_ID = re.compile(r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")


@dataclass
class _Read:
    """What was read so far; of each call the line, and the columns of its two ends."""

    zones: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[int, dict[str, int], dict[str, Any]]] = field(default_factory=list)
    problems: list[tuple[int, int, str]] = field(default_factory=list)


def parse(text: str) -> Architecture:
    """The drawing that a text describes. Raises BadInput, each problem with its line and column."""
    if len(text) > LONGEST:
        message = f"is {len(text):,} characters long; at most {LONGEST:,} are read."
        raise BadInput([Problem(field="text", message=message)])
    read = _Read()
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        column = len(raw) - len(raw.lstrip()) + 1
        if line and not line.startswith("#"):
            try:
                _read_line(line, number, column, read)
            except Misread as wrong:
                read.problems.append((number, wrong.column, str(wrong)))
    _check_ends(read)
    if read.problems:
        raise BadInput(
            Problem(field=f"line {line}, column {column}", message=message)
            for line, column, message in sorted(read.problems)
        )
    made = {
        "zones": read.zones,
        "components": read.components,
        "calls": [call for _, _, call in read.calls],
    }
    try:
        return Architecture.model_validate(made)
    except ValidationError as error:
        raise BadInput.of(error, Architecture) from None


def _read_line(line: str, number: int, column: int, read: _Read) -> None:
    arrow = _ARROW.match(line)
    if arrow:
        ends = {end: column + arrow.start(end) for end in ("source", "target")}
        read.calls.append((number, ends, _checked(_call(arrow, column), Call, column)))
        return
    word, space, rest = line.partition(" ")
    after = Tokens(rest, column + len(word + space))
    if word in PLACES:
        _add(read.zones, _checked(_zone(word, after), Zone, column), word, column)
    else:
        made = _component(Token(word, column), after)
        _add(read.components, _checked(made, Component, column), "component", column)


def _add(to: list[dict[str, Any]], made: dict[str, Any], what: str, column: int) -> None:
    if any(each["id"] == made["id"] for each in to):
        raise Misread(f"the {what} '{made['id']}' is there twice.", column)
    to.append(made)


def _checked(made: dict[str, Any], model: type[BaseModel], column: int) -> dict[str, Any]:
    """The same value, refused here where its line is known."""
    try:
        model.model_validate(made)
    except ValidationError as error:
        first = BadInput.of(error, model).problems[0]
        raise Misread(str(first), column) from None
    return made


def _zone(kind: str, tokens: Tokens) -> dict[str, Any]:
    made = {**_named(tokens, f'{kind} a "a data centre"'), "kind": kind}
    for token in tokens:
        if token.text == "in":
            names = _names(tokens, token, "after 'in' comes a region: zone a in eu.")
            made["within"] = names[0]
        elif not _known(made, token, OF_ZONES):
            raise Misread(
                'a zone has an id, a name, and may lie in a region: zone a "a data centre" in eu up=99.95%.',
                token.column,
            )
    return made


def _component(word: Token, tokens: Tokens) -> dict[str, Any]:
    kind = ALIASES.get(word.text.lower(), word.text.lower().replace("-", "_"))
    if kind not in KINDS:
        if tokens.next is None or not _ID.match(word.text):
            raise Misread(
                "expected a box, such as 'service app \"Application\" x2', or an arrow, such as "
                "'app -> store read'.",
                word.column,
            )
        guess = did_you_mean(word.text.lower(), [*KINDS, *ALIASES])
        raise Misread(
            f"'{word.text}' is no kind of component.{guess} Kinds: {', '.join(KINDS)}.", word.column
        )
    made = {**_named(tokens, f'{kind} {kind[:3]} "Name" x2'), "kind": kind}
    read_component_words(made, tokens)
    return made


def read_component_words(made: dict[str, Any], tokens: Tokens) -> None:
    """What may follow a box's id and name, put into `made`. Raises Misread."""
    for token in tokens:
        count = _COUNT.match(token.text)
        name, equals, value = token.text.partition("=")
        if count:
            made["instances"] = int(count[1])
        elif token.text == "in":
            made["zones"] = _names(tokens, token, "after 'in' come zones: in a, b.")
        elif equals and name == "holds":
            made["holds"] = [_plain(Token(value, token.column))] if value else []
            comma = tokens.next is not None and tokens.next.text == ","
            if comma or not value:
                made["holds"] += [_plain(each) for each in tokens.listed()]
        elif equals and name == "note":
            made["note"] = _plain(Token(value, token.column + 5))
        elif not _known(made, token, OF_COMPONENTS) and token.text != ",":
            words = [f"{each.word}=" for each in OF_COMPONENTS]
            guess = did_you_mean(token.text, [*words, "holds=", "note=", "in", "x2"])
            examples = ", ".join(each.example for each in OF_COMPONENTS)
            raise Misread(
                f"'{token.text}' is not understood here.{guess} A box may have x2, in a, b, "
                f'holds=links, note="…", {examples}.',
                token.column,
            )


def _call(arrow: re.Match[str], column: int) -> dict[str, Any]:
    for end in ("source", "target"):
        if not _ID.match(arrow[end]):
            raise Misread(
                f"'{arrow[end]}' is no id. An id begins with a letter and has letters, digits, - and _.",
                column + arrow.start(end),
            )
    made = {"from": arrow["source"], "to": arrow["target"]}
    read_call_words(made, arrow["rest"], column + arrow.start("rest"))
    return made


def read_call_words(made: dict[str, Any], text: str, column: int = 1) -> None:
    """What may follow an arrow's two ends, put into `made`. Raises Misread."""
    words, colon, label = text.partition(":")
    if colon:
        lead = len(label) - len(label.lstrip())
        made["label"] = _plain(Token(label.strip(), column + len(words) + 1 + lead))
    tokens = Tokens(words, column)
    for token in tokens:
        if token.text in CALL_KINDS:
            made["kind"] = token.text
        elif token.text in MODES:
            made["mode"] = token.text
        elif token.text in WHEN:
            made["when"] = WHEN[token.text]
        elif token.text == "blocking":
            made["blocking"] = True
        elif token.text in ("for", "with"):
            hint = f"after '{token.text}' come operations: {token.text} create, redirect."
            made["operations"] = _names(tokens, token, hint)
        elif not _known(made, token, OF_CALLS) and token.text != ",":
            words_known = [
                *CALL_KINDS,
                *MODES,
                *WHEN,
                "for",
                *(f"{each.word}=" for each in OF_CALLS),
            ]
            raise Misread(
                f"'{token.text}' is no kind of call.{did_you_mean(token.text, words_known)} After the "
                f"two ends may come {', '.join(CALL_KINDS)}, then 'for' with operations, then ': a note'.",
                token.column,
            )


def _known(made: dict[str, Any], token: Token, attributes: tuple[Attribute, ...]) -> bool:
    """Whether `token` is one of the attributes; its value is then in `made`."""
    name, equals, value = token.text.partition("=")
    found = next((each for each in attributes if each.word == name), None)
    if not found or not equals:
        return False
    try:
        made[found.field] = found.read(unquoted(value))
    except Wrong as wrong:
        raise Misread(
            f"{token.text}: {wrong}; write it as in {found.example}.", token.column
        ) from None
    return True


def _named(tokens: Tokens, example: str) -> dict[str, Any]:
    """The id and the name that every box begins with."""
    if tokens.next is None:
        raise Misread(f"an id comes next. Write it like: {example}", tokens.end)
    first = tokens.take()
    if not _ID.match(first.text):
        raise Misread(
            f"an id comes next, not '{first.text}'. Write it like: {example}", first.column
        )
    made: dict[str, Any] = {"id": first.text}
    if tokens.next and tokens.next.text.startswith('"'):
        made["name"] = _plain(tokens.take())
    return made


def _names(tokens: Tokens, after: Token, hint: str) -> list[str]:
    found = [_plain(each) for each in tokens.listed()]
    if not found:
        raise Misread(hint, after.column)
    return found


def _plain(token: Token) -> str:
    try:
        return unquoted(token.text)
    except Wrong as wrong:
        raise Misread(f"{wrong}.", token.column) from None


def _check_ends(read: _Read) -> None:
    ids = [each["id"] for each in read.components]
    zones = [each["id"] for each in read.zones]
    for line, columns, call in read.calls:
        for name, column in ((call["from"], columns["source"]), (call["to"], columns["target"])):
            if name not in ids:
                message = f"there is no component '{name}'.{did_you_mean(name, ids)}"
                read.problems.append((line, column, message))
        if call["from"] == call["to"]:
            read.problems.append((line, columns["target"], f"'{call['from']}' calls itself."))
    unknown = sorted(
        {zone for each in read.components for zone in each.get("zones", ()) if zone not in zones}
    )
    # A zone that is only named in a box is a zone all the same.
    read.zones += [{"id": zone} for zone in unknown] if zones else []
