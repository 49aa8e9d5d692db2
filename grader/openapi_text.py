"""Endpoints written as an OpenAPI 3 document in YAML, which `openapi.py` reads back into the same endpoints.

Lists of plain names become fields of a body and lists such as 'limit (query)' parameters; whatever else was
written about a request or a response stays as it is, as a description. What OpenAPI has no words for is
refused with its place.

>>> print(write_openapi((Endpoint(method="POST", path="/links", request="url, alias", statuses=(201,)),)))
openapi: 3.0.3
info:
  title: API
  version: '1'
paths:
  /links:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                url: {}
                alias: {}
      responses:
        '201':
          description: ''
<BLANKLINE>
"""

import re
from collections.abc import Iterable
from typing import Any

import yaml

from capacity.frozen import BadInput, Problem
from grader.answer import FIRST_ERROR, Endpoint
from grader.openapi import METHODS

PLAIN = re.compile(r"[A-Za-z_][\w.-]*")
PARAMETER = re.compile(
    r"(?P<name>[\w.-]+) \((?P<place>query|header|cookie)(?P<required>, required)?(?:, at most (?P<most>\d+))?\)"
)
NO_BODY = frozenset({"get", "head", "delete", "options"})


def write_openapi(endpoints: Iterable[Endpoint]) -> str:
    """The document. Raises BadInput where an endpoint cannot be said in one."""
    paths: dict[str, dict[str, Any]] = {}
    for place, each in enumerate(endpoints):
        method = each.method.lower()
        if method not in METHODS:
            said = f"'{each.method}' has no place in an OpenAPI document; it stays in the table."
            raise _bad(place, "method", said if method else "is missing.")
        if not each.path.strip().startswith("/"):
            raise _bad(place, "path", "must begin with / in an OpenAPI document.")
        operations = paths.setdefault(each.path.strip(), {})
        if method in operations:
            raise _bad(place, "path", f"{each.method} {each.path} stands in the table twice.")
        operations[method] = _operation(each, method)
    document = {"openapi": "3.0.3", "info": {"title": "API", "version": "1"}, "paths": paths}
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _operation(endpoint: Endpoint, method: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if endpoint.notes.strip():
        said["description"] = endpoint.notes.strip()
    said |= _request(endpoint.request.strip(), method)
    said["responses"] = _responses(endpoint)
    return said


def _request(written: str, method: str) -> dict[str, Any]:
    parts = _parts(written)
    named = [PARAMETER.fullmatch(each) for each in parts]
    parameters = [each for each in named if each]
    fields = parts[len(parameters) :]
    is_listed = all(named[: len(parameters)]) and all(map(PLAIN.fullmatch, fields))
    if not written or (is_listed and not (fields and method in NO_BODY)):
        listed = [_parameter(each) for each in parameters]
        body = {"requestBody": {"content": _json(fields)}} if fields else {}
        return ({"parameters": listed} if listed else {}) | body
    return {"requestBody": {"description": written, "content": {}}}


def _parameter(found: re.Match[str]) -> dict[str, Any]:
    schema = {"type": "integer", "maximum": int(found["most"])} if found["most"] else {}
    required = {"required": True} if found["required"] else {}
    return {"name": found["name"], "in": found["place"], **required, "schema": schema}


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    """One a status; what comes back is said at the first that is no error."""
    written = endpoint.response.strip()
    statuses = list(dict.fromkeys(endpoint.statuses))
    first = next((each for each in statuses if each < FIRST_ERROR), None)
    listed: dict[str, Any] = {str(each): {"description": ""} for each in statuses}
    if written or not listed:
        listed[str(first or "default")] = _response(written)
    return listed


def _response(written: str) -> dict[str, Any]:
    parts = _parts(written)
    if len(parts) > 1 and all(map(PLAIN.fullmatch, parts)):
        return {"description": "", "content": _json(parts)}
    return {"description": written}


def _parts(written: str) -> list[str]:
    """The parts of a list; a comma within brackets parts nothing. One that is said twice is no list."""
    parts = [each.strip() for each in re.split(r",\s*(?![^()]*\))", written) if each.strip()]
    return parts if len(set(parts)) == len(parts) else [written]


def _json(fields: list[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {each: {} for each in fields}
    return {"application/json": {"schema": {"type": "object", "properties": properties}}}


def _bad(place: int, field: str, message: str) -> BadInput:
    return BadInput([Problem(field=f"api[{place}].{field}", message=message)])
