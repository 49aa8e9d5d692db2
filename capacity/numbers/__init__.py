"""The numbers everyone should know: one catalogue, each with its source, its year and its kind.

    number("redis-ops-per-shard").quantity.to("request/s")

A topic is a YAML file beside this one: a title, a sentence about it, and entries by id. `value` is
written as people write it and read by `capacity.reading`. What has no source says so: its kind is
"assumption". `earlier` names the entry that holds the same thing at an earlier time. What a file
says under `usual` holds for each of its entries that does not say otherwise.

>>> number("memory").value, number("memory").was.year
('100 ns', 2012)
"""

from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, ValidationError, field_validator, model_validator

from capacity import yaml_door
from capacity.frozen import BadInput, Frozen, Problem
from capacity.reading import Quantity, read
from capacity.suggest import did_you_mean

HERE = Path(__file__).parent
SHOWN = "capacity/numbers"  # what errors call this folder

# The files, in reading order.
TOPICS = (
    "latency", "latency-2012", "powers", "time", "nines", "throughput", "limits", "sizes", "slas",
    "prices", "planning",
)  # fmt: skip

Kind = Literal[
    "definition", "physics", "vendor limit", "vendor promise", "published benchmark",
    "planning rule", "price", "assumption",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)
TIMELESS = ("definition", "physics", "assumption")  # kinds that need no year


class UnknownNumber(ValueError):
    """No entry has this id, with a guess at the one that was meant."""


class _Entry(Frozen):
    """An entry as it stands in a file, where its id is the key."""

    title: str
    value: str
    kind: Kind
    source: str = ""
    year: int | None = None
    url: str = ""
    note: str = ""
    earlier: str = ""

    @field_validator("value")
    @classmethod
    def _readable(cls, value: str) -> str:
        read(value)
        return value

    @field_validator("url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if value and not value.startswith("https://"):
            raise ValueError("begins with https://.")
        return value

    @model_validator(mode="after")
    def _sourced(self) -> "_Entry":
        if self.kind == "assumption":
            if self.source:
                raise ValueError(
                    "an assumption has no source. Name the kind that its source makes it."
                )
        elif not self.source:
            raise ValueError("source: is missing. Without one, the kind is assumption.")
        elif self.year is None and self.kind not in TIMELESS:
            raise ValueError(f"year: is missing; a {self.kind} needs one.")
        return self


class Number(_Entry):
    """One number, where it comes from and what kind of claim it is."""

    id: str
    topic: str

    @cached_property
    def quantity(self) -> Quantity:
        """The value with its unit; a range has `low` and `high`, and its middle as value."""
        return read(self.value)

    @property
    def unit(self) -> str:
        return self.quantity.unit.name

    @property
    def was(self) -> "Number | None":
        """The same thing at an earlier time, where that is known."""
        return number(self.earlier) if self.earlier else None

    @property
    def cited(self) -> str:
        """'Amazon S3 pricing, 2024', or that it is an assumption."""
        if not self.source:
            return "an assumption of ours"
        return f"{self.source}, {self.year}" if self.year else self.source


class Topic(Frozen):
    """A file of the catalogue."""

    name: str
    title: str
    about: str
    numbers: tuple[Number, ...]


class _File(Frozen):
    title: str
    about: str
    usual: dict[str, Any] = Field(default_factory=dict)
    numbers: dict[str, _Entry]


@cache
def topics() -> tuple[Topic, ...]:
    """The whole catalogue. Raises BadInput naming the file and the key."""
    return load(HERE)


@cache
def _by_id() -> dict[str, Number]:
    return {each.id: each for topic in topics() for each in topic.numbers}


def numbers() -> tuple[Number, ...]:
    return tuple(_by_id().values())


def number(name: str) -> Number:
    """The entry of this id. Raises UnknownNumber."""
    try:
        return _by_id()[name]
    except KeyError:
        raise UnknownNumber(f"There is no number '{name}'.{did_you_mean(name, _by_id())}") from None


def load(folder: Path) -> tuple[Topic, ...]:
    """The catalogue in a folder, refused as a whole if one entry is wrong."""
    found = tuple(_topic(folder / f"{name}.yaml") for name in TOPICS)
    _together(found)
    return found


def _topic(path: Path) -> Topic:
    said = f"{SHOWN}/{path.name}"
    raw = yaml_door.load_file(path, said)
    try:
        file = _File.model_validate(_with_usual(raw))
    except ValidationError as error:
        raise BadInput(
            Problem(field=f"{said}: {each.field}", message=each.message)
            for each in BadInput.of(error, _File).problems
        ) from None
    entries = tuple(
        Number(id=name, topic=path.stem, **entry.model_dump())
        for name, entry in file.numbers.items()
    )
    return Topic(name=path.stem, title=file.title, about=file.about, numbers=entries)


def _with_usual(raw: Any) -> Any:
    """The file with what is usual written into each entry; anything odd is left for the model."""
    if not isinstance(raw, dict):
        return raw
    entries, usual = raw.get("numbers"), raw.get("usual", {})
    if not isinstance(entries, dict) or not isinstance(usual, dict):
        return raw
    filled = {
        name: {**usual, **entry} if isinstance(entry, dict) else entry
        for name, entry in entries.items()
    }
    return {**raw, "numbers": filled}


def _together(found: tuple[Topic, ...]) -> None:
    """What can only be seen across files: ids used twice, and earlier values that are not there."""
    seen: dict[str, Number] = {}
    problems = []
    for topic in found:
        for each in topic.numbers:
            field = f"{SHOWN}/{topic.name}.yaml: numbers.{each.id}"
            if each.id != each.id.lower() or not each.id.replace("-", "").isalnum():
                problems.append(
                    Problem(field=field, message="an id is kebab-case, as in redis-get.")
                )
            if each.id in seen:
                where = f"{seen[each.id].topic}.yaml"
                problems.append(Problem(field=field, message=f"is in {where} already."))
            seen[each.id] = each
    for each in seen.values():
        if each.earlier and each.earlier not in seen:
            field = f"{SHOWN}/{each.topic}.yaml: numbers.{each.id}.earlier"
            guess = did_you_mean(each.earlier, seen)
            problems.append(Problem(field=field, message=f"there is no '{each.earlier}'.{guess}"))
    if problems:
        raise BadInput(problems)
