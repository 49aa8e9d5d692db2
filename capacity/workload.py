"""What a drawing has to carry, and what was promised: the load of an exercise or of a figure.

    operations:
      - {id: redirect, rate: 3.9k/s, peak_factor: 5, response: 500 B, skew: 1, items: 6 billion,
         promises: {p99: 100 ms, availability: 99.99%}}
      - {id: create, writes: true, rate: 39/s, peak_factor: 5, request: 500 B, keeps: 500 B, kept_for: 5 years}
    budget: $6000/month

>>> load = Workload.model_validate({"operations": [{"id": "read", "rate": "2k/s", "peak_factor": 3}]})
>>> load.operation("read").peak
6000.0
"""

from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from capacity.amounts import Amount, Availability, Bytes, Price, Rate, Seconds, WorkTime
from capacity.frozen import Frozen

OperationId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_ -]{0,60}$")]
COUNT = Amount("1", ())


class Promises(Frozen):
    """What is promised for an operation; None where nothing is."""

    p99: WorkTime | None = None  # 99 of 100 are answered within it
    availability: Availability | None = None  # share that succeeds
    freshness: Seconds | None = None  # how old what it shows may be, for 99 of 100 changes


class Operation(Frozen):
    """One thing the system does: how often, how large, and what is promised for it."""

    id: OperationId
    title: Annotated[str, StringConstraints(max_length=200)] = ""
    writes: bool = False  # it changes what is stored
    rate: Rate  # on average
    peak_factor: Annotated[float, Field(ge=1, le=1000)] = 1
    request: Bytes = 0
    response: Bytes = 0
    keeps: Bytes = 0  # what each one adds to the stores it writes to
    kept_for: Seconds | None = None
    skew: Annotated[float, Field(ge=0, le=3)] = 0  # Zipf exponent of what is asked for
    items: Annotated[float, BeforeValidator(COUNT.checked), Field(ge=1, le=1e15)] | None = None
    promises: Promises = Field(default_factory=Promises)

    @property
    def peak(self) -> float:
        """Requests a second when it is busiest."""
        return self.rate * self.peak_factor

    @property
    def said(self) -> str:
        return self.title or self.id


class Workload(Frozen):
    """All operations, and what they may cost together in a month."""

    operations: Annotated[tuple[Operation, ...], Field(max_length=50)] = ()
    budget: Price | None = None

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [each.id.lower() for each in self.operations]
        twice = next((each for each in ids if ids.count(each) > 1), None)
        if twice:
            raise ValueError(f"the operation '{twice}' is there twice.")
        return self

    @cached_property
    def by_id(self) -> dict[str, Operation]:
        return {each.id: each for each in self.operations}

    def operation(self, name: str) -> Operation:
        """The operation of this id; KeyError where there is none."""
        return self.by_id[name]

    def times(self, factor: float) -> "Workload":
        """The same operations, each `factor` times as often."""
        return self._with(lambda each: {"rate": each.rate * factor})

    def at_average(self) -> "Workload":
        """The same operations without their peak."""
        return self._with(lambda _: {"peak_factor": 1.0})

    def _with(self, change: Any) -> "Workload":
        changed = tuple(each.model_copy(update=change(each)) for each in self.operations)
        return Workload(operations=changed, budget=self.budget)  # a copy would keep `by_id`
