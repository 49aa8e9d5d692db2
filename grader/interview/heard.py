"""What the candidate's words are: a question, an assumption, a cry for help, or an answer.

>>> is_question("How many links a month?"), is_question("The counter may die. What then? We retry.")
(True, False)
>>> is_assumption("Let me assume ten reads for each write")
True
"""

import re

from grader.bank import Exercise, words_of_the_field
from grader.interview.script import Fact, Script
from grader.interview.words import FACT, questions_lexicon
from grader.lexicon import Lexicon

OPENS = re.compile(
    r"^(?:(?:so|and|ok|okay|well|then|also|right|sure)[, ]+)*"
    r"(?:how|what|what's|which|who|where|when|why|do|does|did|is|are|should|shall|can|could|will|would|may|must|am)\b",
    re.IGNORECASE,
)
ASSUMES = re.compile(
    r"\b(?:assume[sd]?|assuming|assumption|suppose|let'?s say|let me say|say we|i(?:'ll| will| would) take|i'?d guess|i guess)\b",
    re.IGNORECASE,
)
HELP = re.compile(
    r"\b(?:hint|stuck|i (?:really )?do(?:n'?t| not) know|no idea|not sure how|help me|can you help|give me a clue)\b",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:next (?:step|part|section|topic)|move on|that'?s it|i'?m done|i am done|go on to|let'?s continue)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
MOST_FACTS = 2  # told at once; who asks five things in one breath is told what matters most


def is_question(text: str) -> bool:
    """Whether the last sentence asks."""
    last = (SENTENCE.findall(text.strip()) or [""])[-1].strip()
    return last.endswith("?") or (OPENS.match(last) is not None and not last.endswith("."))


def is_assumption(text: str) -> bool:
    return ASSUMES.search(text) is not None


def wants_help(text: str) -> bool:
    return HELP.search(text) is not None


def wants_to_go_on(text: str) -> bool:
    return DONE.search(text) is not None and len(text) < 200


def facts_asked(exercise: Exercise, text: str) -> tuple[Fact, ...]:
    """The facts that a question is about: those whose words it uses most, then those that matter most."""
    script = script_of(exercise)
    lexicon = _lexicon(exercise, script)
    found = lexicon.spans(lexicon.document(text, "events"))
    asked = [
        (sum(last - first for first, last in found[f"{FACT}{each.id}"]), each)
        for each in script.facts
        if f"{FACT}{each.id}" in found
    ]
    asked.sort(key=lambda each: (-each[0], -each[1].matters, each[1].id))
    return tuple(fact for _words, fact in asked[:MOST_FACTS])


def script_of(exercise: Exercise) -> Script:
    """The interview of an exercise; NoInterview where it has none."""
    if exercise.interview is None:
        raise NoInterview(f"“{exercise.title}” has no interview yet.")
    return exercise.interview


class NoInterview(ValueError):
    """An exercise that nobody has written an interview for."""


_lexicons: dict[int, tuple[Script, Lexicon]] = {}


def _lexicon(exercise: Exercise, script: Script) -> Lexicon:
    kept = _lexicons.get(id(script))
    if kept is None or kept[0] is not script:
        made = questions_lexicon(exercise.lexicon, words_of_the_field(), script.facts)
        kept = _lexicons[id(script)] = (script, made)
    return kept[1]
