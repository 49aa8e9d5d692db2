"""A part that a box plays, recognised by what it is and what it is about, never by one name for it."""

from capacity.architecture import Component, Kind
from capacity.frozen import Frozen
from grader.graph import Drawing
from grader.submission import Submission


class Role(Frozen):
    """Boxes of some kinds, or about some concepts by name, note or what they hold; both, where both are given."""

    kinds: tuple[Kind, ...] = ()
    about: tuple[str, ...] = ()  # concepts
    not_about: tuple[str, ...] = ()

    def concepts(self) -> tuple[str, ...]:
        return (*self.about, *self.not_about)

    def played_by(self, submission: Submission, component: Component) -> bool:
        """Whether a box plays this part."""
        if self.kinds and component.kind not in self.kinds:
            return False
        names = (component.id, component.name, component.note)
        words = " ".join((*names, *component.holds)).replace("_", " ").replace("-", " ")
        if self.not_about and submission.is_about(words, *self.not_about):
            return False
        return not self.about or submission.is_about(words, *self.about)

    def players(self, submission: Submission) -> tuple[Component, ...]:
        """The boxes that play it, in the order of the drawing."""
        return tuple(
            each
            for each in submission.drawing.architecture.components
            if self.played_by(submission, each)
        )


def served(drawing: Drawing, operation: str) -> dict[str, str | None]:
    """All that an operation sets in motion, waited for or not; everything, where none is named."""
    if not operation:
        return drawing.reach(drawing.clients, lambda call: call.kind != "replicate")
    return drawing.reach(drawing.clients, drawing.any_call(operation))
