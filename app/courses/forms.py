"""Reading a form of a course: each field checked by a frozen model, each problem beside its field."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError

from app.incoming import unkeepable_text
from capacity.frozen import BadInput, Frozen, Problem

Model = TypeVar("Model", bound=Frozen)


def _in_utc(value: object) -> object:
    """A moment as a page sends it has no zone; here all of them are in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(
                "is not a moment. Write it as 2026-10-01T23:59 (year, month, day, time in UTC)."
            ) from None
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Maybe = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Moment = Annotated[datetime | None, BeforeValidator(_in_utc)]
Percent = Annotated[int, Field(ge=0, le=100)]


def read(model: type[Model], form: Mapping[str, str]) -> Model:
    """The form as a checked value; a field that is empty is as one that is not there."""
    typed = {name: form[name].strip() for name in model.model_fields if form.get(name, "").strip()}
    problems = [
        Problem(field=name, message=message)
        for name, text in typed.items()
        if (message := unkeepable_text(text))
    ]
    if problems:
        raise BadInput(problems)
    try:
        return model.model_validate(typed)
    except ValidationError as error:
        raise BadInput(
            Problem(
                field=each.field,
                message="Please fill this in." if each.message == "is missing." else each.message,
            )
            for each in BadInput.of(error, model).problems
        ) from None


class NewCourse(Frozen):
    """What a course is called."""

    title: Line
    term: Maybe = ""


class NewAssignment(Frozen):
    """An exercise as it is set, from the form of its page."""

    title: Line
    exercise: Line
    note: Annotated[str, StringConstraints(max_length=2000)] = ""
    parameters: Annotated[str, StringConstraints(max_length=2000)] = ""
    opens_at: Moment = None
    due_at: Moment = None
    closes_at: Moment = None
    late_per_day: Percent = 0
    attempts: Annotated[int, Field(ge=0, le=50)] = 0
    minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    hints: bool = False
    live: Literal["all", "numbers-off", "nothing"] = "all"
    counts: Literal["best", "latest"] = "best"
    by_team: bool = False
    points: Annotated[float, Field(gt=0, le=1000)] = 100
    blind: Literal["named", "blind", "double-blind"] = "named"
    markers: Annotated[int, Field(ge=1, le=2)] = 1
    release: Literal["by hand", "at once"] = "by hand"

    def problems(self) -> list[Problem]:
        """Dates that do not follow one another."""
        found = []
        if self.opens_at and self.due_at and self.due_at <= self.opens_at:
            found.append(Problem(field="due_at", message="must be after it opens."))
        if self.closes_at and self.due_at and self.closes_at < self.due_at:
            found.append(Problem(field="closes_at", message="cannot be before it is due."))
        if self.closes_at and self.opens_at and self.closes_at <= self.opens_at:
            found.append(Problem(field="closes_at", message="must be after it opens."))
        return found


class NewExtension(Frozen):
    """More time or attempts for one person."""

    member_id: int
    due_at: Moment = None
    minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    attempts: Annotated[int, Field(ge=0, le=50)] = 0
    reason: Reason = ""


class NewLink(Frozen):
    """A link that lets people in. Leaders are made by name, never by a link that may go round."""

    role: Literal["learner", "observer", "assistant"] = "learner"
    section_id: int | None = None
