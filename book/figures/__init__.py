"""Figures as data: an architecture in the one schema, a title, what it shows, and a walk through it."""

from pathlib import Path

from pydantic import ValidationError, field_validator, model_validator

from capacity import yaml_door
from capacity.architecture import Architecture
from capacity.frozen import BadInput, Frozen, Problem, did_you_mean

HERE = Path(__file__).parent


class WalkStep(Frozen):
    """One step of the request's way: a component or a call ('app->db'), and what happens there."""

    at: str
    say: str


class Figure(Frozen):
    """One figure. `description` is for those who cannot see it."""

    title: str
    description: str
    architecture: Architecture
    steps: tuple[WalkStep, ...] = ()

    @field_validator("title", "description")
    @classmethod
    def _said(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be empty.")
        return value

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
    try:
        return Figure.model_validate(yaml_door.load_file(path, said))
    except ValidationError as error:
        raise BadInput(
            Problem(field=f"{said}: {each.field}", message=each.message)
            for each in BadInput.of(error, Figure).problems
        ) from None
