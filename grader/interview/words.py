"""Which of an interviewer's facts a question is about, by the same text rules that grades use."""

from collections.abc import Iterable, Mapping

from grader.interview.script import Fact
from grader.lexicon import Lexicon
from grader.pairs import named_in

FACT = "fact "  # before a fact's id: no concept of an exercise has a space in its name


def questions_lexicon(
    lexicon: Lexicon, of_the_field: Mapping[str, Iterable[str]], facts: Iterable[Fact]
) -> Lexicon:
    """The words of some facts, with those concepts of the exercise that they take in.

    Raises UnknownConcept where a fact takes in what is not there.
    """
    asked = {f"{FACT}{each.id}": each.words for each in facts}
    taken = dict(asked)
    waiting = [term for words in asked.values() for term in words]
    while waiting:
        for name in named_in(waiting.pop()):
            if name in lexicon.terms and name not in taken:
                taken[name] = lexicon.terms[name]
                waiting += lexicon.terms[name]
    return Lexicon(taken, of_the_field)
