r"""A drawing as lines of text, one thing a line: the form that needs no mouse and reads well in a diff.

    zone a "eu-west-1a"
    client browser "Browser"
    service app "Application" x4 in a, b
    sql_database links "Links" x3 shards=4 holds=links
    cache hot x2 hit=90% note="filled on a miss"
    browser -> app
    app -> hot read n=1.5 for redirect : look here first

>>> parse(write(parse('service app x2\nsql_database db\napp -> db read'))).calls[0].id
'app->db'
"""

import json
import re
from collections import deque
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from capacity.architecture import Architecture, Call, CallKind, Component, Kind, Zone
from capacity.frozen import BadInput, Problem, did_you_mean

LONGEST = 50_000  # characters; a drawing of 300 components is half of that

KINDS: tuple[str, ...] = get_args(Kind)
CALL_KINDS: tuple[str, ...] = get_args(CallKind)

# Other words that people write for a kind.
ALIASES: dict[str, Kind] = {
    "user": "client", "users": "client", "browser": "client", "mobile": "client", "clients": "client",
    "lb": "load_balancer", "loadbalancer": "load_balancer", "balancer": "load_balancer", "elb": "load_balancer", "alb": "load_balancer",
    "gateway": "api_gateway", "apigateway": "api_gateway",
    "proxy": "reverse_proxy", "nginx": "reverse_proxy",
    "server": "service", "app": "service", "api": "service", "backend": "service", "microservice": "service",
    "lambda": "function", "consumer": "worker",
    "redis": "cache", "memcached": "cache", "valkey": "cache",
    "sqs": "queue", "rabbitmq": "queue", "kafka": "stream", "kinesis": "stream", "log": "stream",
    "db": "sql_database", "database": "sql_database", "sql": "sql_database", "postgres": "sql_database", "postgresql": "sql_database", "mysql": "sql_database",
    "nosql": "key_value_store", "kv": "key_value_store", "dynamodb": "key_value_store", "key_value": "key_value_store",
    "mongodb": "document_store", "cassandra": "wide_column_store", "scylla": "wide_column_store", "bigtable": "wide_column_store",
    "elasticsearch": "search_index", "search": "search_index",
    "s3": "object_store", "blob": "object_store", "object_storage": "object_store",
    "block_store": "block_storage", "disk": "block_storage", "file_storage": "file_store", "nfs": "file_store",
    "warehouse": "data_warehouse", "clickhouse": "data_warehouse", "cron": "scheduler",
    "zookeeper": "coordinator", "etcd": "coordinator", "external": "third_party",
}  # fmt: skip

QUOTE = '"'
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_TOKEN = re.compile(rf"{_QUOTED}|[\w]+={_QUOTED}|[^\s,\"]+|,|\"")
_ARROW = re.compile(r"^(?P<source>[^\s\"]+?)\s*(?:->|→|-->)\s*(?P<target>[^\s\":]+)(?P<rest>.*)$")
_COUNT = re.compile(r"^[x×](\d+)$")
_ID = re.compile(r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")


class _Wrong(ValueError):
    """What is wrong with one line."""


@dataclass
class _Lines:
    """What was read so far, each thing with the line it stands in."""

    zones: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def parse(text: str) -> Architecture:
    """The drawing that a text describes. Raises BadInput, each problem naming its line."""
    if len(text) > LONGEST:
        raise BadInput(
            [
                Problem(
                    field="text",
                    message=f"is {len(text):,} characters long; at most {LONGEST:,} are read.",
                )
            ]
        )
    read = _Lines()
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line and not line.startswith("#"):
            try:
                _read_line(line, number, read)
            except _Wrong as wrong:
                read.problems.append(Problem(field=f"line {number}", message=str(wrong)))
    _check_ends(read)
    if read.problems:
        raise BadInput(
            sorted(read.problems, key=lambda each: int(each.field.removeprefix("line ")))
        )
    try:
        return Architecture.model_validate(
            {
                "zones": read.zones,
                "components": read.components,
                "calls": [call for _, call in read.calls],
            }
        )
    except ValidationError as error:
        raise BadInput.of(error, Architecture) from None


def _read_line(line: str, number: int, read: _Lines) -> None:
    arrow = _ARROW.match(line)
    if arrow:
        read.calls.append((number, _checked(_call(arrow), Call)))
        return
    word, _, rest = line.partition(" ")
    if word == "zone":
        _add(read.zones, _checked(_zone(rest), Zone), "zone")
    else:
        _add(read.components, _checked(_component(word, rest), Component), "component")


def _add(to: list[dict[str, Any]], made: dict[str, Any], what: str) -> None:
    if any(each["id"] == made["id"] for each in to):
        raise _Wrong(f"the {what} '{made['id']}' is there twice.")
    to.append(made)


def _checked(made: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """The same value, refused here where its line is known."""
    try:
        model.model_validate(made)
    except ValidationError as error:
        first = BadInput.of(error, model).problems[0]
        raise _Wrong(f"{first.field}: {first.message}") from None
    return made


def _zone(rest: str) -> dict[str, Any]:
    made = _named(_tokens(rest), 'zone a "a data centre"')
    if made.pop("rest"):
        raise _Wrong('a zone has an id and a name: zone a "a data centre".')
    return made


def _component(word: str, rest: str) -> dict[str, Any]:
    kind = ALIASES.get(word.lower(), word.lower().replace("-", "_"))
    if kind not in KINDS:
        if not rest.strip() or not _ID.match(word):
            raise _Wrong(
                "expected a box, such as 'service app \"Application\" x2', or an arrow, such as 'app -> store read'."
            )
        raise _Wrong(
            f"'{word}' is no kind of component.{did_you_mean(word.lower(), [*KINDS, *ALIASES])} Kinds: {', '.join(KINDS)}."
        )
    made = _named(_tokens(rest), f'{kind} {kind[:3]} "Name" x2')
    tokens = deque(made.pop("rest"))
    made["kind"] = kind
    while tokens:
        _attribute(made, tokens.popleft(), tokens)
    return made


def _attribute(made: dict[str, Any], token: str, tokens: deque[str]) -> None:
    count = _COUNT.match(token)
    name, equals, value = token.partition("=")
    if count:
        made["instances"] = int(count[1])
    elif token == "in":  # noqa: S105 - a word of the grammar
        made["zones"] = _list(tokens)
        if not made["zones"]:
            raise _Wrong("after 'in' come zones: in a, b.")
    elif equals and name == "shards":
        made["shards"] = _whole(value, "shards")
    elif equals and name == "hit":
        made["hit_ratio"] = _share(value)
    elif equals and name == "holds":
        tokens.appendleft(value)
        made["holds"] = _list(tokens)
    elif equals and name == "note":
        made["note"] = _unquoted(value)
    elif token != ",":  # noqa: S105 - a word of the grammar
        known = ["shards=", "hit=", "holds=", "note=", "in", "x2"]
        raise _Wrong(
            f"'{token}' is not understood here.{did_you_mean(token, known)} A box may have x2, in a, b, shards=4, hit=90%, holds=links and note=\"…\"."
        )


def _call(arrow: re.Match[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"from": arrow["source"], "to": arrow["target"]}
    for end in (arrow["source"], arrow["target"]):
        if not _ID.match(end):
            raise _Wrong(
                f"'{end}' is no id. An id begins with a letter and has letters, digits, - and _."
            )
    rest, colon, label = arrow["rest"].partition(":")
    if colon:
        made["label"] = _unquoted(label.strip())
    tokens = deque(_tokens(rest))
    while tokens:
        token = tokens.popleft()
        name, equals, value = token.partition("=")
        if token in CALL_KINDS:
            made["kind"] = token
        elif token in ("for", "with"):
            made["operations"] = _list(tokens)
            if not made["operations"]:
                raise _Wrong(f"after '{token}' come operations: {token} create, redirect.")
        elif equals and name == "n":
            made["per_request"] = _number(value)
        elif token != ",":  # noqa: S105 - a word of the grammar
            raise _Wrong(
                f"'{token}' is no kind of call.{did_you_mean(token, CALL_KINDS)} After the two ends may come {', '.join(CALL_KINDS)}, then 'for' with operations, then ': a note'."
            )
    return made


def _named(tokens: list[str], example: str) -> dict[str, Any]:
    """The id and the name that every box begins with; the other tokens under `rest`."""
    if not tokens or not _ID.match(tokens[0]):
        found = f", not '{tokens[0]}'" if tokens else ""
        raise _Wrong(f"an id comes next{found}. Write it like: {example}")
    made: dict[str, Any] = {"id": tokens[0]}
    rest = tokens[1:]
    if rest and rest[0].startswith('"'):
        made["name"] = _unquoted(rest[0])
        rest = rest[1:]
    return {**made, "rest": rest}


def _tokens(text: str) -> list[str]:
    tokens = _TOKEN.findall(text)
    if '"' in tokens:
        raise _Wrong('a quotation mark is not closed: "like this".')
    return tokens


def _list(tokens: deque[str]) -> list[str]:
    """Names separated by commas, until a word that no comma leads to."""
    found: list[str] = []
    expecting = True
    while tokens and (expecting or tokens[0] == ","):
        token = tokens.popleft()
        if token != ",":  # noqa: S105 - a word of the grammar
            found.append(_unquoted(token))
        expecting = token == ","  # noqa: S105 - a word of the grammar
    return found


def _unquoted(token: str) -> str:
    if not token.startswith('"'):
        return token
    try:
        return str(json.loads(token))
    except ValueError:
        raise _Wrong(f'{token} cannot be read; write \\" for a quotation mark in a name.') from None


def _whole(value: str, name: str) -> int:
    if not value.isdecimal():
        raise _Wrong(f"{name}={value}: write a whole number, as in {name}=4.")
    return int(value)


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise _Wrong(
            f"n={value}: write how many of these calls a request makes, as in n=1.5."
        ) from None


def _share(value: str) -> float:
    try:
        return float(value.removesuffix("%")) / 100 if value.endswith("%") else float(value)
    except ValueError:
        raise _Wrong(f"hit={value}: write a share, as in hit=90%.") from None


def _check_ends(read: _Lines) -> None:
    ids = [each["id"] for each in read.components]
    zones = [each["id"] for each in read.zones]
    for number, call in read.calls:
        for end in (call["from"], call["to"]):
            if end not in ids:
                message = f"there is no component '{end}'.{did_you_mean(end, ids)}"
                read.problems.append(Problem(field=f"line {number}", message=message))
        if call["from"] == call["to"]:
            read.problems.append(
                Problem(field=f"line {number}", message=f"'{call['from']}' calls itself.")
            )
    unknown = sorted(
        {zone for each in read.components for zone in each.get("zones", ()) if zone not in zones}
    )
    # A zone that is only named in a box is a zone all the same.
    read.zones += [{"id": zone} for zone in unknown] if zones else []


def write(drawing: Architecture) -> str:
    """The text of a drawing: zones, then boxes, then arrows, in their order."""
    blocks = [
        [_zone_line(each) for each in drawing.zones],
        [_component_line(each) for each in drawing.components],
        [_call_line(each) for each in drawing.calls],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + (
        "\n" if any(blocks) else ""
    )


def _zone_line(each: Zone) -> str:
    return " ".join(filter(None, ("zone", each.id, _quoted_name(each.name))))


def _component_line(each: Component) -> str:
    parts = [each.kind, each.id, _quoted_name(each.name)]
    if each.instances != 1:
        parts.append(f"x{each.instances}")
    if each.shards != 1:
        parts.append(f"shards={each.shards}")
    if each.hit_ratio is not None:
        parts.append(f"hit={_percent(each.hit_ratio)}")
    if each.zones:
        parts.append("in " + ", ".join(each.zones))
    if each.holds:
        parts.append("holds=" + ", ".join(map(_word, each.holds)))
    if each.note:
        parts.append(f"note={_quote(each.note)}")
    return " ".join(filter(None, parts))


def _call_line(each: Call) -> str:
    parts = [f"{each.source} -> {each.target}"]
    if each.kind != "request":
        parts.append(each.kind)
    if each.per_request != 1:
        parts.append(f"n={each.per_request!r}")
    if each.operations:
        parts.append("for " + ", ".join(map(_word, each.operations)))
    if each.label:
        plain = each.label == each.label.strip() and each.label.isprintable()
        parts.append(
            f": {each.label if plain and not each.label.startswith(QUOTE) else _quote(each.label)}"
        )
    return " ".join(parts)


def _quoted_name(name: str) -> str:
    return _quote(name) if name else ""


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _word(text: str) -> str:
    """A name that needs no quotation marks goes without."""
    return text if re.fullmatch(r"[\w.-]+", text) else _quote(text)


def _percent(share: float) -> str:
    text = f"{share * 100:.10g}"
    return f"{text}%" if float(text) / 100 == share else repr(share)
