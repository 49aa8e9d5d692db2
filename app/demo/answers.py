"""What the made-up class hands in: stored answers of the bank, and strong ones with mistakes put in.

The mistakes are the mutants that prove the rubric, so that each answer fails for a reason.
"""

import random
from collections.abc import Iterator
from typing import Any

from capacity.exchange.text import write
from capacity.frozen import BadInput
from grader.bank import EXERCISES
from grader.prove.edits import NothingToEdit, mutated
from grader.prove.material import Material
from grader.reading import read_answer

Raw = dict[str, Any]
COPIED = 2  # pairs of learners who worked more closely together than they were meant to


def answers(slug: str, count: int, chance: random.Random) -> Iterator[Raw]:
    """So many answers, from nearly empty to nearly perfect, as a page would have sent them."""
    material = Material(EXERCISES / slug)
    plain = [name for name in material.answers if not name.startswith("strong-")]
    chance.shuffle(plain)
    made: list[Raw] = []
    for number in range(count - COPIED):
        if number % 4 == 0:
            made.append(material.written_out(plain[number // 4 % len(plain)]))
        else:
            made.append(_with_mistakes(material, chance))
    worth_copying = [each for each in made[::4] if len(each["architecture"]["components"]) > 4]
    made += [_renamed(each) for each in (*worth_copying, *made[1::4])[:COPIED]]
    yield from map(as_typed, made)


def _with_mistakes(material: Material, chance: random.Random) -> Raw:
    """A strong answer with a handful of mistakes; those that do not go together are left out."""
    name = material.mutants.of
    answer = material.written_out(name)
    wanted = [each for each in material.mutants.mutants if material.of(each) == name]
    few = min(len(wanted), 1 + int(chance.triangular(0, 14, 5)))
    for each in chance.sample(wanted, few):
        try:
            changed = mutated(answer, each.edits)
            read_answer(changed)
        except (NothingToEdit, BadInput, KeyError, IndexError, TypeError):
            continue
        answer = changed
    return answer


def _renamed(answer: Raw) -> Raw:
    """The same design under other names: what a copy looks like."""
    new = {each["id"]: f"my_{each['id']}"[:40] for each in answer["architecture"]["components"]}
    renamed = mutated(answer, [{"rename": new}])
    for each in renamed["architecture"]["components"]:
        each["name"] = f"My {each['name']}"[:60]
    return renamed


def as_typed(answer: Raw) -> Raw:
    """An answer in the shapes of the form: rows, texts, and the drawing as text."""
    found = read_answer(answer)
    typed: Raw = found.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if found.architecture.components:
        typed["architecture"] = {"text": write(found.architecture)}
    typed.pop("events", None)
    typed.pop("openapi", None)
    return typed
