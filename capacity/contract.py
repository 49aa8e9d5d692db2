"""What an exercise gives: its operations, the numbers it states, and what it promises.

A contract is written for people; `workload` is the same for a drawing to run under.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, ValidationError, field_validator, model_validator

from capacity import yaml_door
from capacity.amounts import DOLLARS_A_MONTH
from capacity.frozen import BadInput, Frozen
from capacity.load import Load, Promised, operation
from capacity.reading import Quantity, UnreadableQuantity, read
from capacity.workload import Operation as LoadedOperation
from capacity.workload import Workload

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,60}$")]


class Operation(Frozen):
    """One thing the system does for its users; calls of a drawing are marked with its id."""

    id: Key
    title: str
    optional: bool = False  # may be declared out of scope
    load: Load | None = None
    promises: Promised = Field(default_factory=Promised)


class Given(Frozen):
    """A number that the brief states."""

    name: Key
    value: str
    label: str = ""
    note: str = ""

    @field_validator("value")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            read(value)
        except UnreadableQuantity as error:
            raise ValueError(str(error)) from error
        return value

    @cached_property
    def quantity(self) -> Quantity:
        return read(self.value)


class Contract(Frozen):
    """What the system must do, at which load, and what it promises."""

    operations: tuple[Operation, ...]
    givens: tuple[Given, ...]
    promises: tuple[Given, ...] = ()
    budget: Given | None = None

    def given(self, name: str) -> Quantity:
        """A given number; KeyError when the brief does not state it."""
        return next(each.quantity for each in self.givens if each.name == name)

    @cached_property
    def workload(self) -> Workload:
        """The operations with their rates and promises, as they follow from what the brief states."""
        known = {each.name: each.quantity for each in (*self.givens, *self.promises)}
        found = []
        for each in self.operations:
            if each.load is None:
                continue
            try:
                found.append(operation(each.id, each.title, each.load, each.promises, known))
            except ValidationError as error:
                said = "; ".join(map(str, BadInput.of(error, LoadedOperation).problems))
                raise ValueError(f"operations.{each.id}.{said}") from None
            except ValueError as error:
                raise ValueError(f"operations.{each.id}.{error}") from None
        budget = DOLLARS_A_MONTH.read(self.budget.value) if self.budget else None
        return Workload(operations=tuple(found), budget=budget)

    @model_validator(mode="after")
    def _load_is_known(self) -> Self:
        _ = self.workload
        return self


def workload_in(path: Path) -> Workload:
    """The load that a file describes: an exercise with its contract, a figure, or a load as it is run.

    Raises BadInput.
    """
    raw = yaml_door.load_file(path, str(path))
    found: Any = raw
    for key in ("contract", "workload"):
        if isinstance(raw, Mapping) and key in raw:
            found = raw[key]
            break
    model = Contract if isinstance(found, Mapping) and "givens" in found else Workload
    try:
        made = model.model_validate(found)
    except ValidationError as error:
        raise BadInput.of(error, model) from None
    return made.workload if isinstance(made, Contract) else made


def of_figure(path: Path) -> Workload | None:
    """The load beside the drawing in a file; None where there is none. Raises BadInput."""
    if path.suffix not in (".yaml", ".yml", ".json"):
        return None
    raw = yaml_door.load_file(path, path.name)
    return workload_in(path) if isinstance(raw, Mapping) and "workload" in raw else None
