"""What every rule kind is: a small frozen value that looks at an answer and gives a verdict.

A rule is pure: it reads one `Submission` and nothing else. It never imports another rule.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, ForwardRef

from capacity.frozen import Frozen
from grader.run import NotRun, Run
from grader.submission import Submission
from grader.verdict import Evidence, Verdict, cannot_judge, missed, not_applicable


class RuleKind(Frozen, ABC):
    """The base of the kinds in grader/rules/. `kind` is the name of the file."""

    reads_prose: ClassVar[bool] = False  # counts towards the share that text may carry

    @abstractmethod
    def check(self, submission: Submission) -> Verdict:
        """How much of the check this answer earns, and why."""

    def prose_share(self) -> float:
        """The share of its points that can be earned by prose alone."""
        return float(self.reads_prose)

    def concepts(self) -> tuple[str, ...]:
        """The names it expects in the lexicon."""
        return ()

    def operations(self) -> tuple[str, ...]:
        """The operations it expects in the exercise."""
        operation = getattr(self, "operation", "")
        return (operation,) if operation else ()

    def entities(self) -> tuple[str, ...]:
        """The entities it expects among the rubric's signs."""
        entity = getattr(self, "entity", "")
        return (entity,) if entity else ()


if TYPE_CHECKING:
    Part = RuleKind
else:
    Part = ForwardRef("Rule", module="grader.rules")  # any kind; that module knows them all


class Combination(RuleKind, ABC):
    """A rule made of other rules, each with a name that its sentences use."""

    @abstractmethod
    def parts(self) -> Mapping[str, RuleKind]:
        """The rules it is made of, by name."""

    def prose_share(self) -> float:
        """As much as the part that prose carries most; a combination that needs all of them shares."""
        return max(each.prose_share() for each in self.parts().values())

    def concepts(self) -> tuple[str, ...]:
        return tuple(name for each in self.parts().values() for name in each.concepts())

    def operations(self) -> tuple[str, ...]:
        return tuple(name for each in self.parts().values() for name in each.operations())

    def entities(self) -> tuple[str, ...]:
        return tuple(name for each in self.parts().values() for name in each.entities())


class DrawingRule(RuleKind):
    """A rule over the drawing: a drawing that could not be read is nobody's mistake yet."""

    def check(self, submission: Submission) -> Verdict:
        problem = submission.unread("architecture")
        if problem is not None:
            return cannot_judge(
                f"I could not read the drawing: {problem.field}: {problem.message} A person will look "
                "at it, or mend it and hand in again; nothing is deducted.",
                Evidence(section="architecture", at=problem.field),
            )
        return self.judge(submission)

    @abstractmethod
    def judge(self, submission: Submission) -> Verdict:
        """The verdict on a drawing that could be read."""


class RunRule(DrawingRule):
    """A rule over what the drawing does under the brief's load; one that cannot run has not earned it."""

    def judge(self, submission: Submission) -> Verdict:
        loaded = submission.exercise.contract.workload.by_id
        unknown = [each for each in self.operations() if each not in loaded]
        if unknown:
            return not_applicable(
                f"The brief gives no load for “{submission.title_of(unknown[0])}”."
            )
        try:
            run = submission.run
        except NotRun as error:
            return missed(
                str(error),
                *(Evidence(section="architecture", at=each) for each in error.at),
                would_earn="A drawing in which nobody waits for himself.",
            )
        idle = [each for each in self.operations() or loaded if not run.carries(each)]
        if idle and (self.operations() or len(idle) == len(loaded)):
            return missed(
                f"Nothing carries “{submission.title_of(idle[0])}”, so there is nothing to run.",
                would_earn="A path from a client to a store.",
            )
        return self.observe(submission, run)

    @abstractmethod
    def observe(self, submission: Submission, run: Run) -> Verdict:
        """The verdict on a drawing that runs."""


class ApiRule(RuleKind):
    """A rule over the API: a document that could not be read is nobody's mistake yet."""

    def check(self, submission: Submission) -> Verdict:
        problem = submission.unread("api")
        if problem is not None:
            return cannot_judge(
                f"I could not read the API: {problem.field}: {problem.message} A person will look "
                "at it, or mend it and hand in again; nothing is deducted.",
                Evidence(section="api", at=problem.field),
            )
        return self.judge(submission)

    @abstractmethod
    def judge(self, submission: Submission) -> Verdict:
        """The verdict on an API that could be read."""


class SchemaRule(RuleKind):
    """A rule over one entity: where that entity may be in a table that could not be read, it waits."""

    entity: str

    def check(self, submission: Submission) -> Verdict:
        schema = submission.schema
        if schema.unread and submission.entity(self.entity) is None:
            first = schema.unread[0]
            named = f"the table `{first.table}`" if first.table else "the data model"
            return cannot_judge(
                f"I could not read {named}: {first} A person will look at it, or mend it and hand in "
                "again; nothing is deducted.",
                Evidence(
                    section="data_model",
                    at=first.table,
                    start=first.start,
                    end=first.end,
                    quote=schema.ddl[first.start : first.end][:200],
                ),
            )
        return self.judge(submission)

    @abstractmethod
    def judge(self, submission: Submission) -> Verdict:
        """The verdict on a data model that could be read."""
