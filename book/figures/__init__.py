"""Figures as data: an architecture in the one schema, a title, what it shows, and a walk through it.

A drawing is written as components and calls or as lines of text. With a `workload` it can be run, and
then a `claim` says what the chapter says of it: a test has the engine say the same.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ValidationError, field_validator, model_validator

from capacity import yaml_door
from capacity.architecture import Architecture
from capacity.drawing_file import of_text
from capacity.frozen import BadInput, Frozen, Problem, did_you_mean
from capacity.workload import Workload

HERE = Path(__file__).parent


class WalkStep(Frozen):
    """One step of the request's way: a component or a call ('app->db'), and what happens there."""

    at: str
    say: str


class Claim(Frozen):
    """What a chapter says of a drawing under its load.

    `final`: every promise is kept and nothing alone stops an operation. `bad`: exactly these promises
    are broken, each as 'operation what', and exactly these components and zones alone stop something.
    """

    verdict: Literal["final", "bad"]
    breaks: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _verdict_fits(self) -> Self:
        if (self.verdict == "bad") != bool(self.breaks or self.stops):
            raise ValueError(
                "a bad figure says what it breaks or what stops it; a final one has neither."
            )
        return self


def _drawing(written: Any) -> Any:
    """Lines of text become a drawing; everything else is left to the schema."""
    return of_text(written) if isinstance(written, str) else written


class Figure(Frozen):
    """One figure. `description` is for those who cannot see it."""

    title: str
    description: str
    architecture: Annotated[Architecture, BeforeValidator(_drawing)]
    workload: Workload | None = None  # what it has to carry, where it can be run
    claim: Claim | None = None
    steps: tuple[WalkStep, ...] = ()

    @field_validator("title", "description")
    @classmethod
    def _said(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be empty.")
        return value

    @model_validator(mode="after")
    def _claims_can_be_tried(self) -> Self:
        if self.claim and self.workload is None:
            raise ValueError("claim: there is no workload to try it under.")
        return self

    @model_validator(mode="after")
    def _steps_stand_somewhere(self) -> "Figure":
        places = {*self.architecture.by_id, *(call.id for call in self.architecture.calls)}
        for number, each in enumerate(self.steps):
            if each.at not in places:
                raise ValueError(
                    f"steps[{number}].at: there is no '{each.at}'.{did_you_mean(each.at, places)}"
                )
        return self


def path_of(name: str) -> Path:
    return HERE / f"{name}.yaml"


def figure(name: str) -> Figure:
    """A figure by the name of its file. Raises BadInput naming the file and the key."""
    path = path_of(name)
    said = f"book/figures/{path.name}"
    if not path.exists():
        known = [each.stem for each in HERE.glob("*.yaml")]
        raise BadInput(
            [Problem(field=said, message=f"there is no such figure.{did_you_mean(name, known)}")]
        )
    return figure_of(yaml_door.load_file(path, said), said)


def figure_of(raw: Any, said: str) -> Figure:
    """A figure from data; `said` is what errors call the place it came from. Raises BadInput."""
    try:
        return Figure.model_validate(raw)
    except ValidationError as error:
        raise BadInput(
            Problem(field=f"{said}: {each.field}", message=each.message)
            for each in BadInput.of(error, Figure).problems
        ) from None
