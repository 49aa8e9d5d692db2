"""The two or three choices that decide a problem, as they are made badly, well and better.

They stand in choices.yaml beside the rubric and are shown once an answer is handed in: before that they would
be the answer. `checks` are those of the rubric that look at the choice, so that a page can show each choice
beside what the learner earned for it.

    - id: who-waits
      question: Who waits until all feeds are written?
      checks: [fan-out-behind-a-buffer]
      bad: {does: The post returns once all feeds are written., because: A million followers are a million waits.}
      good: {does: A log takes the post and workers fill feeds., because: Nobody waits; a crash is played again.}
      great: {does: The log has a lane for large authors., because: Nobody stands behind fifty million writes.}
"""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from capacity import yaml_door
from capacity.frozen import BadInput, Frozen, Problem, did_you_mean
from grader.rubric import CheckId, Rubric

FILE = "choices.yaml"
Text = Annotated[str, Field(min_length=20, max_length=1200)]


class Treatment(Frozen):
    """What a design does, and what follows from it."""

    does: Text
    because: Text


class Choice(Frozen):
    """One question that every design of this problem answers, and three ways to answer it."""

    id: CheckId
    question: Annotated[str, Field(min_length=10, max_length=120)]
    checks: Annotated[tuple[CheckId, ...], Field(min_length=1)]
    bad: Treatment
    good: Treatment
    great: Treatment

    @property
    def treatments(self) -> tuple[tuple[str, Treatment], ...]:
        """The three, from the worst to the best, each with its word."""
        return (("bad", self.bad), ("good", self.good), ("great", self.great))


class Choices(Frozen):
    choices: tuple[Choice, ...]


def read_choices(folder: Path, rubric: Rubric) -> tuple[Choice, ...]:
    """The choices of one exercise; none when it has no such file. BadInput names file and key."""
    path = folder / FILE
    if not path.exists():
        return ()
    name = f"exercises/{folder.name}/{FILE}"
    raw: Any = yaml_door.load_file(path, name)
    try:
        found = Choices.model_validate({"choices": raw}).choices
    except ValidationError as error:
        raise BadInput(
            Problem(field=f"{name}: {each.field}", message=each.message)
            for each in BadInput.of(error, Choices).problems
        ) from error
    known = [each.id for each in rubric.checks]
    for n, choice in enumerate(found):
        for check in choice.checks:
            if check not in known:
                raise BadInput([Problem(
                    field=f"{name}: choices[{n}].checks",
                    message=f"the rubric has no check '{check}'.{did_you_mean(check, known)}",
                )])  # fmt: skip
    return found
