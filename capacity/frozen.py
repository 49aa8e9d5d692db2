"""The base of every value read from a file or a form: frozen, strict, and helpful when it is wrong."""

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from capacity.suggest import did_you_mean

__all__ = ["BadInput", "Frozen", "Problem", "did_you_mean"]


class Frozen(BaseModel):
    """A value that never changes and accepts no key that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Problem(Frozen):
    """One thing that is wrong, and the field it is wrong in."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class BadInput(ValueError):
    """Input that was refused at the door: every problem names its field."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def of(cls, error: ValidationError, model: type[BaseModel]) -> "BadInput":
        """The same errors as pydantic found, in words for the person who wrote the file."""
        return cls(_problem(each, model) for each in error.errors())


def _problem(error: Any, model: type[BaseModel]) -> Problem:
    path = _without_tags(error["loc"], model)
    field = _written(path)
    if error["type"].startswith("union_tag"):
        return _wrong_tag(error, field)
    if error["type"] == "extra_forbidden":
        return Problem(
            field=field,
            message=f"unknown key.{did_you_mean(str(path[-1]), _keys_at(model, path[:-1]))}",
        )
    if error["type"] == "missing":
        return Problem(field=field, message="is missing.")
    if error["type"] == "literal_error":
        known = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        guess = did_you_mean(str(error["input"]), known)
        return Problem(
            field=field,
            message=f"'{error['input']}' is not known here.{guess or ' Known: ' + ', '.join(known)}",
        )
    message = _message(error)
    return Problem(field=field, message=message if message.endswith((".", "?")) else message + ".")


def _wrong_tag(error: Any, field: str) -> Problem:
    """A kind that no branch of a union has, or none at all."""
    found = error["ctx"]
    place = f"{field}.{found['discriminator'].strip(chr(39))}"
    if "tag" not in found:
        return Problem(field=place, message="is missing.")
    known = [each.strip(" '") for each in found["expected_tags"].split(",")]
    guess = did_you_mean(found["tag"], known) or f" Known: {', '.join(known)}"
    return Problem(field=place, message=f"'{found['tag']}' is not known here.{guess}")


def _message(error: Any) -> str:
    """A broken limit, another shape, or what a validator of ours said."""
    given = error["input"]
    if error["type"] in _LIMITS:
        given = len(given) if error["type"].endswith("too_long") else given
        return _LIMITS[error["type"]].format(given=given, **error.get("ctx", {}))
    if error["type"] in _WANTED:
        shown = "nothing" if given is None else f"'{str(given)[:40]}'"
        return f"must be {_WANTED[error['type']]}, not {shown}."
    return str(error["msg"]).removeprefix("Value error, ")


# What pydantic says of a broken limit, in words for the person who wrote the value.
_LIMITS = {
    "string_too_long": "is {given:,} characters long; {max_length:,} fit here. Shorten it, or move a part elsewhere.",
    "too_long": "has {given:,} entries; {max_length:,} fit here.",
    "greater_than": "is {given}; it must be more than {gt:g}.",
    "greater_than_equal": "is {given}; it must be at least {ge:g}.",
    "less_than": "is {given}; it must be less than {lt:g}.",
    "int_parsing": "'{given}' is not a whole number.",
    "int_from_float": "{given} is not a whole number.",
    "float_parsing": "'{given}' is not a number.",
    "less_than_equal": "is {given}; it can be at most {le:g}.",
}


# What pydantic says of a value of another shape, in the words of a YAML file.
_WANTED = {
    "string_type": "text",
    "tuple_type": "a list, as in [one, two]",
    "dict_type": "a mapping, as in {key: value}",
    "model_type": "a mapping, as in {key: value}",
    "model_attributes_type": "a mapping, as in {key: value}",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
}


def _without_tags(path: tuple[str | int, ...], model: type[BaseModel]) -> tuple[str | int, ...]:
    """A path as it stands in the file: without the kinds that pydantic adds where a union branches."""
    here: list[Any] = [model]
    kept: list[str | int] = []
    for part in path:
        models = [kind for each in here for kind in _models_in(each)]
        tagged = [kind for kind in models if kind.model_fields.get("kind") is not None]
        chosen = [kind for kind in tagged if kind.model_fields["kind"].default == part]
        if chosen and isinstance(part, str):
            here = list(chosen)
            continue
        kept.append(part)
        here = [
            field.annotation
            for kind in models
            for name, field in kind.model_fields.items()
            if part in (name, field.alias)
        ] or here
    return tuple(kept)


def _written(path: tuple[str | int, ...]) -> str:
    """('calls', 3, 'to') as a person writes it: calls[3].to."""
    return "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in path
    ).removeprefix(".")


def _keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that are known where `path` leads, followed through lists and unions."""
    here: list[Any] = [model]
    for part in path:
        if isinstance(part, int):
            continue
        here = [
            field.annotation
            for each in here
            for kind in _models_in(each)
            for name, field in kind.model_fields.items()
            if part in (name, field.alias)
        ] or here
    return [
        field.alias or name
        for each in here
        for kind in _models_in(each)
        for name, field in kind.model_fields.items()
    ]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        annotation.model_rebuild()  # a model is built when it is first used; its fields are known from then on
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]
