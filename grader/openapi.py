r"""An API as an OpenAPI 3 document, in YAML or JSON, read into the same endpoints as a list.

Method, path (with the server's), parameters, fields of bodies, statuses, headers such as Idempotency-Key,
security and descriptions are kept; examples and formats are not. References within the document are
followed; those to other documents are refused, and so is all that `yaml_door` refuses.

>>> read_openapi("openapi: 3.0.3\npaths: {/links: {post: {responses: {'201': {description: made}}}}}")
(Endpoint(method='POST', path='/links', request='', response='made', statuses=(201,), notes=''),)
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from capacity import yaml_door
from capacity.frozen import BadInput, Problem, did_you_mean
from grader.answer import MOST_CHARACTERS, Endpoint

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
BESIDE_METHODS = ("summary", "description", "servers", "parameters", "trace", "$ref")
DEEPEST = 6  # schemas within schemas, and references to references
MOST_FIELDS = 60  # of one body
LINE = 2000  # characters of a part of an endpoint


def read_openapi(text: str) -> tuple[Endpoint, ...]:
    """The endpoints of a document. BadInput names the place in it that is wrong."""
    document = _Document(_parsed(text))
    return tuple(document.endpoints())


def _parsed(text: str) -> Mapping[str, Any]:
    if len(text) > MOST_CHARACTERS:
        raise _bad(
            "",
            f"is {len(text):,} characters long; {MOST_CHARACTERS:,} fit here. Leave out examples and descriptions.",
        )
    try:
        found = json.loads(text) if text.lstrip().startswith("{") and _is_shallow(text) else None
    except ValueError:
        found = None  # flow style YAML begins with a brace too
    if found is None:
        found = yaml_door.load(text, "api")
    if not isinstance(found, Mapping):
        raise _bad("", "is no OpenAPI document. Begin with 'openapi: 3.0.3' and 'paths:'.")
    return found


def _is_shallow(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter in "[{") - (letter in "]}")
        if depth > yaml_door.DEEPEST:
            raise _bad("", f"is nested deeper than {yaml_door.DEEPEST} levels.")
    return True


@dataclass
class _Document:
    root: Mapping[str, Any]

    def endpoints(self) -> Iterator[Endpoint]:
        version = str(self.root.get("openapi", ""))
        if "swagger" in self.root:
            raise _bad(
                "swagger", "Swagger 2 is not read. Convert it to OpenAPI 3, or list the endpoints."
            )
        if not version.startswith("3"):
            said = (
                f"'{version[:20]}' is not read; write a version 3."
                if version
                else "is missing. Begin with 'openapi: 3.0.3'."
            )
            raise _bad("openapi", said)
        paths = _mapping(self.root.get("paths"), "paths")
        base = self._base()
        for path, item in paths.items():
            at = f"paths.{path}"
            if not str(path).startswith("/"):
                raise _bad(at, "a path begins with /.")
            here = self._followed(_mapping(item, at), at)
            shared = self._parameters(here, at)
            for method, operation in here.items():
                if method in METHODS:
                    yield self._endpoint(
                        method,
                        f"{base}{path}",
                        _mapping(operation, f"{at}.{method}"),
                        shared,
                        f"{at}.{method}",
                    )
                elif method not in BESIDE_METHODS and not str(method).startswith("x-"):
                    raise _bad(
                        f"{at}.{method}",
                        f"is not a method.{did_you_mean(str(method).lower(), METHODS)}",
                    )

    def _base(self) -> str:
        """The path of the first server, as /v1 of https://api.example.org/v1."""
        servers = self.root.get("servers") or ()
        first = servers[0] if isinstance(servers, list) and servers else {}
        url = str(first.get("url", "")) if isinstance(first, Mapping) else ""
        return urlsplit(url).path.rstrip("/")

    def _endpoint(
        self, method: str, path: str, operation: Mapping[str, Any], shared: list[str], at: str
    ) -> Endpoint:
        statuses: list[int] = []
        answers: list[str] = []
        for code, response in _mapping(operation.get("responses") or {}, f"{at}.responses").items():
            place = f"{at}.responses.{code}"
            found = self._followed(_mapping(response, place), place)
            status = _status(code, place)
            if status is not None:
                statuses.append(status)
            if status is None or status < 400:
                answers += self._response(found, place)
        body = operation.get("requestBody")
        place = f"{at}.requestBody"
        fields = self._body(self._followed(_mapping(body, place), place), place) if body else []
        request = [*shared, *self._parameters(operation, at), *fields]
        notes = [operation.get("summary"), operation.get("description"), self._security(operation)]
        if operation.get("deprecated") is True:
            notes.append("deprecated")
        return Endpoint.model_validate(
            {
                "method": method,
                "path": path[:LINE],
                "request": ", ".join(dict.fromkeys(request))[:LINE],
                "response": ", ".join(dict.fromkeys(answers))[:LINE],
                "statuses": statuses,
                "notes": ". ".join(str(each).strip().rstrip(".") for each in notes if each)[:LINE],
            }
        )

    def _parameters(self, holder: Mapping[str, Any], at: str) -> list[str]:
        """Parameters beside the path, as 'limit (query, at most 100)'."""
        listed = holder.get("parameters") or []
        if not isinstance(listed, list):
            raise _bad(f"{at}.parameters", "must be a list.")
        found: list[str] = []
        for number, each in enumerate(listed):
            place = f"{at}.parameters[{number}]"
            one = self._followed(_mapping(each, place), place)
            if "name" not in one:
                raise _bad(f"{place}.name", "is missing.")
            if one.get("in") == "path":
                continue
            schema = one.get("schema")
            most = schema.get("maximum") if isinstance(schema, Mapping) else None
            words = [str(one.get("in", "query"))]
            words += ["required"] if one.get("required") is True else []
            words += [f"at most {most}"] if most is not None else []
            found.append(f"{one['name']} ({', '.join(words)})")
        return found

    def _response(self, response: Mapping[str, Any], at: str) -> list[str]:
        """What comes back: a description, headers and fields."""
        headers = response.get("headers") or {}
        named = [f"{name} header" for name in headers] if isinstance(headers, Mapping) else []
        said = str(response.get("description", "")).strip().rstrip(".")
        return [*([said] if said else []), *named, *self._content(response, at)]

    def _body(self, body: Mapping[str, Any], at: str) -> list[str]:
        """What goes in: a description and fields."""
        said = str(body.get("description", "")).strip().rstrip(".")
        return [*([said] if said else []), *self._content(body, at)]

    def _content(self, holder: Mapping[str, Any], at: str) -> list[str]:
        """The names of the fields of a body, whatever its media type."""
        found: list[str] = []
        for kind, media in _mapping(holder.get("content") or {}, f"{at}.content").items():
            place = f"{at}.content.{kind}"
            schema = _mapping(media, place).get("schema")
            if schema is not None:
                found += self._fields(_mapping(schema, f"{place}.schema"), f"{place}.schema", 0)
        return found[:MOST_FIELDS]

    def _fields(self, schema: Mapping[str, Any], at: str, depth: int) -> list[str]:
        if depth > DEEPEST:
            return []
        schema = self._followed(schema, at)
        found: list[str] = []
        for name, inner in _mapping(schema.get("properties") or {}, f"{at}.properties").items():
            found.append(str(name))
            if isinstance(inner, Mapping):
                found += self._fields(inner, f"{at}.properties.{name}", depth + 1)
        if isinstance(schema.get("items"), Mapping):
            found += self._fields(schema["items"], f"{at}.items", depth + 1)
        for several in ("allOf", "oneOf", "anyOf"):
            for number, inner in enumerate(schema.get(several) or ()):
                place = f"{at}.{several}[{number}]"
                found += self._fields(_mapping(inner, place), place, depth + 1)
        return found[:MOST_FIELDS]

    def _security(self, operation: Mapping[str, Any]) -> str:
        """The schemes that a caller needs, in words; empty where none is asked for."""
        asked = operation.get("security", self.root.get("security")) or []
        components = self.root.get("components")
        known = components.get("securitySchemes") if isinstance(components, Mapping) else None
        words: list[str] = []
        for each in asked if isinstance(asked, list) else []:
            for name in each if isinstance(each, Mapping) else ():
                scheme = known.get(name) if isinstance(known, Mapping) else None
                kind = (
                    [str(scheme.get(key)) for key in ("type", "scheme") if scheme.get(key)]
                    if isinstance(scheme, Mapping)
                    else []
                )
                words.append(" ".join([str(name), *kind]))
        return f"authentication by {' or '.join(words)}" if words else ""

    def _followed(self, found: Mapping[str, Any], at: str) -> Mapping[str, Any]:
        """The same, or what it refers to within the document."""
        for _step in range(DEEPEST):
            if "$ref" not in found:
                return found
            reference = str(found["$ref"])
            if not reference.startswith("#/"):
                raise _bad(
                    f"{at}.$ref", f"'{reference[:60]}' is in another document. Write it out here."
                )
            here: Any = self.root
            parts = (
                each.replace("~1", "/").replace("~0", "~") for each in reference[2:].split("/")
            )
            for part in parts:
                if not isinstance(here, Mapping) or part not in here:
                    known = list(here) if isinstance(here, Mapping) else []
                    raise _bad(
                        f"{at}.$ref",
                        f"there is no '{reference[:60]}'.{did_you_mean(part, map(str, known))}",
                    )
                here = here[part]
            found = _mapping(here, reference)
        raise _bad(f"{at}.$ref", "refers to itself.")


def _status(code: Any, at: str) -> int | None:
    """A status code; None for 'default' and for classes such as 4XX."""
    text = str(code).upper()
    if text == "DEFAULT" or (len(text) == 3 and text[0] in "12345" and text[1:] == "XX"):
        return None
    if not text.isdecimal() or not 100 <= int(text) <= 599:
        raise _bad(at, f"'{str(code)[:20]}' is not a status code.")
    return int(text)


def _mapping(found: Any, at: str) -> Mapping[str, Any]:
    if found is None:
        raise _bad(at, "is missing or empty.")
    if not isinstance(found, Mapping):
        raise _bad(at, f"must be a mapping, not '{str(found)[:40]}'.")
    return found


def _bad(at: str, message: str) -> BadInput:
    return BadInput([Problem(field=f"api.{at}".rstrip("."), message=message)])
