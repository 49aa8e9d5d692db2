"""How long the interviewer takes to choose a move, and how that compares with a grade of the whole answer.

The bar: at most 50 ms a move. What was drawn is graded when it is saved, not when the interviewer speaks.
"""

import time
from collections.abc import Callable
from functools import partial

from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.interview.candidates import candidates_of, read_candidate
from grader.interview.choose import next_move
from grader.interview.log import Log, Move
from grader.interview.simulate import simulate
from grader.reading import read_answer

SLUG = "url-shortener"


def measure() -> dict[str, float]:
    """Milliseconds over all moves of all scripted candidates, made again at the moment they were made."""
    exercise = bank.exercise(SLUG)
    taken: list[float] = []
    for path in candidates_of(SLUG).values():
        setting, log = simulate(exercise, read_candidate(path))
        for number, each in enumerate(log):
            if isinstance(each, Move):
                before: Log = log[:number]
                taken.append(_ms(partial(next_move, exercise, setting, before, each.at)))
    taken.sort()
    answer = read_answer(
        yaml_door.load_file(bank.EXERCISES / SLUG / "answers" / "strong-cache-aside.yaml")["answer"]
    )
    whole = min(_ms(partial(grade, exercise, answer)) for _ in range(10))
    return {
        "moves": float(len(taken)),
        "a move, ms, median": taken[len(taken) // 2],
        "a move, ms, 99 of 100 (at most 50)": taken[int(0.99 * len(taken))],
        "the slowest move, ms": taken[-1],
        "the median against a grade of the whole answer": taken[len(taken) // 2] / whole,
    }


def _ms(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)
