"""The model answers of an exercise: stored answers that are good, each another way of being so."""

from functools import cache

from grader.bank import EXERCISES, Exercise, exercise
from grader.grade import grade
from grader.prove.material import Raw, StoredAnswer, read_stored
from grader.reading import read_answer
from grader.report import Report

GOOD = 90  # points that an answer declares at least to be shown as a model


class ModelAnswer(StoredAnswer):
    """A good answer with its name, its grade, and `about`: what kind of design it is."""

    name: str
    report: Report

    @property
    def title(self) -> str:
        """Its name in words: 'Cache aside'."""
        words = self.name.removeprefix("strong-").replace("-", " ")
        return words[:1].upper() + words[1:]

    @property
    def raw(self) -> Raw:
        """The answer with every section in its longest form, as a page shows it."""
        found: Raw = read_answer(self.answer).model_dump(mode="json", by_alias=True)
        return found


def model_answers(of: Exercise) -> tuple[ModelAnswer, ...]:
    """The good answers of an exercise, by name."""
    return _graded(of.slug)


@cache
def _graded(slug: str) -> tuple[ModelAnswer, ...]:
    """Read and graded once: neither the bank nor its answers change while it is in use."""
    folder = EXERCISES / slug
    found = []
    for path in sorted(folder.glob("answers/*.yaml")):
        stored = read_stored(path, folder)
        if stored.expect.score[0] >= GOOD:
            report = grade(exercise(slug), read_answer(stored.answer))
            found.append(ModelAnswer(**dict(stored), name=path.stem, report=report))
    return tuple(found)
