"""What the engine finds of a figure, in the words in which a figure claims it."""

from book.figures import Claim, Figure
from capacity.evaluate import Evaluation, evaluate
from capacity.workload import Workload


def found(figure: Figure) -> Claim:
    """The claim that would be true of a figure with a workload."""
    result = evaluate(figure.architecture, figure.workload or Workload())
    breaks = tuple(sorted(_broken(result)))
    stops = tuple(sorted({each.id for one in result.operations for each in one.single_points}))
    return Claim(verdict="bad" if breaks or stops else "final", breaks=breaks, stops=stops)


def _broken(result: Evaluation) -> list[str]:
    """Promises that are not kept, as 'page p99'; one without a number is not kept either."""
    of_operations = [
        f"{one.id} {each.what}"
        for one in result.operations
        for each in one.promises
        if not each.kept
    ]
    return of_operations + [each.what for each in result.promises if not each.kept]
