"""What a kind of component is taken to be where a drawing does not say: `catalogue.yaml`, read once.

Each default has a value, a sentence that results quote, and where it is from. What is no entry of
`capacity.numbers` is an assumption and says so.

>>> defaults("cache").service_time.value, defaults("service").service_time.sentence
(1e-05, 'assumed 1 ms of work on a request: a small piece of work: 1,000 requests a second and core, the high end of the planning value')
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError, field_validator

from capacity import yaml_door
from capacity.amounts import DOLLARS_A_MONTH
from capacity.architecture import Kind
from capacity.frozen import BadInput, Frozen, Problem
from capacity.numbers import Number, number
from capacity.reading import read

FILE = Path(__file__).parent / "catalogue.yaml"

# Each field of a default: the unit its value is kept in, and how a sentence calls it.
UNITS: dict[str, tuple[str, str]] = {
    "service_time": ("s", "{} of work on a request"),
    "write_time": ("s", "{} of work on a write"),
    "variability": ("1", "a squared coefficient of variation of {}"),
    "at_once": ("1", "{} at once in an instance"),
    "most_at_once": ("1", "{} at once in all"),
    "hit_ratio": ("1", "a hit ratio of {}"),
    "rate_limit": ("request/s", "a limit of {}"),
    "availability": ("1", "an availability of {} for one"),
    "managed": ("1", "an availability of {}"),
    "storage": ("B", "{} in an instance"),
    "bandwidth": ("B/s", "{} out of an instance"),
    "price": ("$/month", "a price of {} for one"),
    "stored": ("$/B/month", "{} for what is kept"),
    "traffic": ("$/B", "{} for what is sent"),
    "each_million": ("$/request", "{} for requests"),
    "each_million_writes": ("$/request", "{} for writes"),
    "asked": ("1", "{} of requests ask"),
    "batch": ("1", "{} messages in a batch"),
    "delay": ("s", "{} on the network there and back"),
    "zone": ("1", "an availability of {} for a zone"),
    "region": ("1", "an availability of {} for a region"),
}  # fmt: skip
_PER_MILLION = ("each_million", "each_million_writes")


class Default(Frozen):
    """One value that is taken when nothing is said."""

    value: float
    written: str
    source: str  # 'an assumption of ours', or source and year
    assumed: bool
    sentence: str
    number: str = ""  # the entry of capacity.numbers that it is or follows from


class Defaults(Frozen):
    """The defaults of one kind; None where there is nothing to say."""

    elastic: Literal[True, "managed"] | None = None
    blocking: bool = False
    read_quorum: Literal["majority"] | None = None
    write_quorum: Literal["majority"] | None = None
    service_time: Default | None = None
    write_time: Default | None = None
    variability: Default | None = None
    at_once: Default | None = None
    most_at_once: Default | None = None
    hit_ratio: Default | None = None
    rate_limit: Default | None = None
    availability: Default | None = None
    managed: Default | None = None
    storage: Default | None = None
    bandwidth: Default | None = None
    price: Default | None = None
    stored: Default | None = None
    traffic: Default | None = None
    each_million: Default | None = None
    each_million_writes: Default | None = None
    asked: Default | None = None
    batch: Default | None = None
    delay: Default | None = None
    zone: Default | None = None
    region: Default | None = None


class _Entry(Frozen):
    """A default as it stands in the file."""

    value: str = ""
    number: str = ""
    from_: str = ""
    say: str = ""
    end: Literal["low", "high", "middle"] = "middle"

    @field_validator("number", "from_")
    @classmethod
    def _known(cls, value: str) -> str:
        if value:
            number(value)
        return value


def defaults(kind: Kind | str) -> Defaults:
    """What is assumed of a kind, with what holds for every kind."""
    return catalogue()[kind]


def everywhere() -> Defaults:
    """What is assumed of zones, regions and the network."""
    return catalogue()["every"]


@cache
def catalogue() -> dict[str, Defaults]:
    """All kinds. Raises BadInput naming the kind and the field."""
    raw = yaml_door.load_file(FILE, "capacity/components/catalogue.yaml")
    found: dict[str, Defaults] = {}
    for kind, given in raw.items():
        usual = {} if kind == "client" else raw["every"]
        fields = {**usual, **given}
        found[kind] = Defaults(
            **{name: _field(kind, name, value) for name, value in fields.items()}
        )
    return found


def _field(kind: str, name: str, given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    try:
        entry = _Entry.model_validate({"from_" if k == "from" else k: v for k, v in given.items()})
    except ValidationError as error:
        raise BadInput(
            Problem(
                field=f"capacity/components/catalogue.yaml: {kind}.{name}.{each.field}",
                message=each.message,
            )
            for each in BadInput.of(error, _Entry).problems
        ) from None
    return _default(name, entry)


def _default(name: str, entry: _Entry) -> Default:
    unit, phrase = UNITS[name]
    basis = number(entry.number or entry.from_) if entry.number or entry.from_ else None
    written = entry.value or _end(basis, entry.end)
    value = _each(written) if name in _PER_MILLION else _value(written, unit)
    said = phrase.format(written)
    exact = bool(entry.number) and basis is not None and basis.kind != "assumption"
    about = entry.say or (basis.title if basis else "")
    source = basis.cited if basis and exact else "an assumption of ours"
    verb = "used" if exact else "assumed"
    tail = f" ({source})" if exact else ""
    return Default(
        value=value,
        written=written,
        source=source,
        assumed=not exact,
        sentence=f"{verb} {said}: {about}{tail}",
        number=entry.number or entry.from_,
    )


def _value(written: str, unit: str) -> float:
    return DOLLARS_A_MONTH.read(written) if unit == "$/month" else read(written).as_(unit)


def _each(written: str) -> float:
    """Dollars for one request; '$1' alone is for a million."""
    found = read(written)
    return found.value / 1e6 if found.unit.name == "usd" else found.as_("$/request")


def _end(basis: Number | None, end: str) -> str:
    """What a number says; of a range one end or, as it is read, the middle."""
    if basis is None:
        raise BadInput([Problem(field="value", message="is missing.")])
    low, dash, high = basis.value.partition("-")
    if not dash or end == "middle":
        return basis.value
    unit = high.lstrip("0123456789.,")
    return f"{low.strip()}{unit}" if end == "low" else high
