"""An exercise as it is given: the brief, its workload contract, and the numbers it asks for."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from capacity.contract import Contract, Given, Key, Operation
from capacity.frozen import Frozen

__all__ = ["AskedEstimate", "Brief", "Contract", "Given", "Operation"]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,60}$")]


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
