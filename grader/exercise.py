"""An exercise as it is given: the brief, its workload contract, and the numbers it asks for."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from capacity.frozen import Frozen
from capacity.reading import Quantity, UnreadableQuantity, read

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,60}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,60}$")]


class Operation(Frozen):
    """One thing the system does for its users; calls of a drawing are marked with its id."""

    id: Key
    title: str
    optional: bool = False  # may be declared out of scope


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


class AskedEstimate(Frozen):
    """A number the learner is asked for, in the order in which one follows from another."""

    name: Key
    label: str
    unit: str
    hint: str = ""


class Brief(Frozen):
    """The head of an exercise, as exercise.yaml holds it."""

    slug: Slug
    title: str
    level: Literal["easy", "medium", "hard"]
    minutes: Annotated[int, Field(gt=0, le=240)]
    summary: str
    concepts: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()  # book links, "chapter#label"
    contract: Contract
    estimates: tuple[AskedEstimate, ...] = ()
