"""What a learner hands in: eight sections, as one frozen value.

An answer comes from a form, from JSON or from YAML; all three have the same keys:

    functional: text                 # what the system does, one line each
    non_functional: text             # what it promises, with numbers and units
    estimates:                       # name: quantity with its unit, and how it was found
      - {name: read_rate, value: 3.9k/s, working: 38.6/s * 100}
    api:
      - {method: POST, path: /v1/links, request: long_url, response: code, statuses: [201, 400], notes: ""}
    # or api: {openapi: "openapi: 3.0.3 …"}: a document in YAML or JSON, read into the same list
    data_model: {ddl: "CREATE TABLE …"}      # or {entities: [{name, fields, key, …}]}
    architecture: {components: […], calls: […], zones: […]}     # or {text: "client user …"}, lines or Mermaid
    deep_dives: text                 # choices, alternatives, what breaks
    interface: text                  # the screens, in words
    events: [{at: 40, kind: question, text: …}]   # the record of an interview, if there was one

Every section may be left out. Prose may also be given as a list of lines.
"""

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from capacity.architecture import Architecture
from capacity.frozen import Frozen, Problem
from grader.events import Event

MOST_CHARACTERS = 20_000  # of one section; a long interview's notes are a tenth of that

FIRST_ERROR = 400
PUT_OFF = re.compile(  # a sentence about what comes some other day: '429 can come later'
    r"[^.;]*\b(?:come|comes|added?|decided|considered|look at|handled)\s+(?:\w+\s+)?later\b[^.;]*",
    re.IGNORECASE,
)
SAID = re.compile(  # '201 Created', 'returns 404', never 'not 301' or '410 characters'
    r"(?<![\w.,$€£+/-])(?<!not )(?<!never )(?<!than )(?P<code>20[0-6]|30[1-8]|4[0-3]\d|451|50[0-5])"
    r"(?![\w%]|[.,:]\d|\s*(?:characters?|chars?|letters?|bytes?|[kmgt]?b\b|days?|hours?|minutes?|seconds?|m?s\b|times|"
    r"links?|requests?|per\b|/))",
    re.IGNORECASE,
)

UNIQUE = re.compile(r"(?P<unique>unique\b[\s:]*)?(?P<fields>.+)", re.IGNORECASE | re.DOTALL)

Prose = Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)]
Line = Annotated[str, StringConstraints(max_length=2000)]
Name = Annotated[str, StringConstraints(max_length=200)]
Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "WS", "RPC", ""]


class Estimate(Frozen):
    """One number: what it is, its value with a unit as it was written, and how it was found."""

    name: Name
    value: Line = ""
    working: Prose = ""

    @field_validator("value", "working", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        """A bare number, as YAML and JSON carry it, is what was written."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return f"{value}" if number else value


class Endpoint(Frozen):
    """One call of the API as its users see it."""

    method: Method = ""
    path: Line = ""
    request: Line = ""
    response: Line = ""
    statuses: tuple[Annotated[int, Field(ge=100, le=599)], ...] = ()
    notes: Prose = ""

    @property
    def answers(self) -> tuple[int, ...]:
        """Its statuses: those that are listed, and those that only its response or notes name.

        Where a success or a redirect is listed, words add errors only: '302, not 301' answers 302.
        """
        words = PUT_OFF.sub("", f"{self.response} ; {self.notes}")
        said = [int(each["code"]) for each in SAID.finditer(words)]
        listed = any(each < FIRST_ERROR for each in self.statuses)
        more = (each for each in said if each >= FIRST_ERROR or not listed)
        return tuple(dict.fromkeys((*self.statuses, *more)))

    @field_validator("method", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("statuses", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if isinstance(value, int):
            return (value,)
        if not isinstance(value, str):
            return value
        words = value.replace(",", " ").replace(";", " ").split()
        for word in words:
            if not word.isdecimal():
                raise ValueError(
                    f"'{word[:20]}' is not a status code. Write numbers, as in 201, 404"
                )
        return tuple(int(word) for word in words)


class Index(Frozen):
    """Fields that can be looked up together, in this order."""

    fields: tuple[Name, ...]
    unique: bool = False


class Entity(Frozen):
    """One table, collection or record type, for those who do not write SQL."""

    name: Name
    fields: tuple[Name, ...] = ()
    key: tuple[Name, ...] = ()
    partition_key: tuple[Name, ...] = ()
    indexes: tuple[Index, ...] = ()
    notes: Prose = ""

    @field_validator("key", "partition_key", "fields", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("indexes", mode="before")
    @classmethod
    def _indexed(cls, value: object) -> object:
        """As one writes them in a line: 'owner_id, created_at; unique alias'."""
        if not isinstance(value, str):
            return value
        found = (UNIQUE.match(each.strip()) for each in value.split(";") if each.strip())
        return tuple(
            {
                "fields": tuple(name.strip() for name in each["fields"].split(",") if name.strip()),
                "unique": each["unique"] is not None,
            }
            for each in found
            if each
        )


class DataModel(Frozen):
    """SQL as it would be run, or entities, or both."""

    ddl: Prose = ""
    entities: Annotated[tuple[Entity, ...], Field(max_length=100)] = ()


class Answer(Frozen):
    """One whole answer, kept exactly as it was handed in."""

    functional: Prose = ""
    non_functional: Prose = ""
    estimates: Annotated[tuple[Estimate, ...], Field(max_length=100)] = ()
    api: Annotated[tuple[Endpoint, ...], Field(max_length=100)] = ()
    openapi: Prose = ""  # the document from which `api` was read, if there was one
    data_model: DataModel = Field(default_factory=DataModel)
    architecture: Architecture = Field(default_factory=Architecture)
    deep_dives: Prose = ""
    interface: Prose = ""
    events: Annotated[tuple[Event, ...], Field(max_length=5000)] = ()  # the record of the interview
    unread: tuple[Problem, ...] = ()  # parts handed in as they are: a person looks at them

    @field_validator("functional", "non_functional", "deep_dives", "interface", mode="before")
    @classmethod
    def _lines(cls, value: object) -> object:
        if isinstance(value, list | tuple) and all(isinstance(line, str) for line in value):
            return "\n".join(f"- {line}" for line in value)
        return value

    @field_validator("estimates", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if isinstance(value, dict):
            return tuple(
                {"name": name, **each}
                if isinstance(each, dict)
                else {"name": name, "value": str(each)}
                for name, each in value.items()
            )
        return value

    @field_validator("data_model", mode="before")
    @classmethod
    def _sql(cls, value: object) -> object:
        return {"ddl": value} if isinstance(value, str) else value

    @property
    def is_empty(self) -> bool:
        return self == Answer()
