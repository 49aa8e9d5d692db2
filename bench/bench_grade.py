"""How long a grade takes and what takes it, how fast bad input is refused, how well prose is read.

The bar: at most 2 ms for the strong answer without simulation rules, so 500 grades a second or more;
importing the grader at most 250 ms, without sympy and without a web framework.
"""

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from capacity import yaml_door
from capacity.frozen import BadInput
from grader import bank
from grader.answer import Answer
from grader.grade import grade
from grader.reading import look_over, read_answer
from grader.rule import RunRule
from grader.run import forget
from grader.schema import read_schema
from grader.submission import Submission
from tests.grader.figures import evidence_figure, polarity_figures

STRONG = bank.EXERCISES / "url-shortener" / "answers" / "strong-cache-aside.yaml"
HEAVY = (
    "sympy",
    "flask",
    "sqlalchemy",
    "numpy",
    "jinja2",
)  # what importing the grader must not pull in
SHOWN = 8  # rule kinds whose share is printed, the slowest first
ANSWER = Path(__file__).parents[1] / "tests" / "exercises" / "probes" / "postgres-redis.yaml"
BOMB = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9))


def measure() -> dict[str, float]:
    """Milliseconds, and ratios, each the best of several runs: the machine may be busy."""
    exercise = bank.exercise("url-shortener")
    raw = yaml_door.load_file(ANSWER)["answer"]
    answer = read_answer(raw)
    strong = read_answer(yaml_door.load_file(STRONG)["answer"])
    drawn = _without_runs(exercise)
    strong_ms = _best(lambda: grade(drawn, strong), 40)
    found = {
        "with the drawing run, ms a grade (at most 50)": _best(lambda: _run_anew(exercise, strong)),
        "without running the drawing, ms a grade": strong_ms,
        "without running the drawing, grades/s": 1000 / strong_ms,
        "the strong answer read for the first time, ms": _best(
            lambda: _unread(exercise, strong), 10
        ),
        **_shares(exercise, strong),
        "importing grader, ms": _best(_import, 5) - _best(_start, 5),
        "heavy packages imported with it": float(_heavy()),
        "a grade, ms": _best(lambda: grade(exercise, answer)),
        "a JSON round trip of the answer, ms": _best(lambda: json.loads(json.dumps(raw))),
        "reading the answer, ms": _best(lambda: read_answer(raw)),
        "looking it over, ms": _best(lambda: look_over(raw, exercise)),
        "loading the exercise, ms": _best(lambda: bank.load(bank.EXERCISES / "url-shortener"), 3),
        "refusing a 2 MB body, ms": _best(lambda: _refused(b"x" * 2_000_000)),
        "refusing 100,000-deep JSON, ms": _best(lambda: _refused("[" * 100_000)),
        "refusing a YAML bomb, ms": _best(lambda: _refused_yaml(BOMB)),
        "refusing 100,000 characters of SQL, ms": _best(
            lambda: _refused({"data_model": {"ddl": "CREATE TABLE t (a int);" * 4348}})
        ),
        "20,000 characters of broken SQL, ms": _best(
            lambda: look_over({"data_model": {"ddl": "CREATE TABLE x (a int, " * 860}}, exercise)
        ),
    }
    round_trip = found["a JSON round trip of the answer, ms"]
    tuned, fresh = polarity_figures()
    evidence = evidence_figure()
    return {
        **found,
        "a grade against a JSON round trip": found["a grade, ms"] / round_trip,
        f"sentences read right, of {len(tuned.rows)} the cues were tuned on, %": 100 * tuned.share,
        f"sentences read right, of {len(fresh.rows)} fresh ones, %": 100 * fresh.share,
        f"cited places that are right, of {len(evidence.rows)} labelled, %": 100 * evidence.share,
    }


def _without_runs(exercise: bank.Exercise) -> bank.Exercise:
    """The exercise without the checks that run the drawing."""
    checks = tuple(each for each in exercise.rubric.checks if not isinstance(each.rule, RunRule))
    return exercise.model_copy(
        update={"rubric": exercise.rubric.model_copy(update={"checks": checks})}
    )


def _run_anew(exercise: bank.Exercise, answer: Answer) -> None:
    """A grade of a drawing that was never run."""
    forget()
    grade(exercise, answer)


def _shares(exercise: bank.Exercise, answer: Answer) -> dict[str, float]:
    """Which part of a grade reading takes, and which each rule kind, in percent."""
    spent: Counter[str] = Counter()
    for _ in range(15):
        began = time.perf_counter()
        submission = Submission(exercise, exercise.lexicon, exercise.rubric.signs, answer)
        submission.find(["latency"])  # reads the prose
        read = time.perf_counter()
        _ = (submission.schema, submission.drawing, submission.numbers)
        spent["reading prose"] += _ns(read - began)
        spent["reading tables, drawing and numbers"] += _ns(time.perf_counter() - read)
        for _name, rule in exercise.rubric.all_rules:
            began = time.perf_counter()
            rule.check(submission)
            spent[f"rule {rule.kind}"] += _ns(time.perf_counter() - began)
    whole = sum(spent.values())
    slowest = dict(spent.most_common(SHOWN + 2))
    rest = whole - sum(slowest.values())
    shares = {f"share of {name}, %": 100 * count / whole for name, count in slowest.items()}
    return {**shares, "share of all other rules, %": 100 * rest / whole}


def _unread(exercise: bank.Exercise, answer: Answer) -> None:
    """A grade of sections that were never seen: what a new answer costs."""
    exercise.lexicon.forget()
    exercise.rubric.signs.forget()
    read_schema.cache_clear()
    grade(exercise, answer)


def _ns(seconds: float) -> int:
    return round(seconds * 1e9)


def _import() -> None:
    subprocess.run([sys.executable, "-c", "import grader.grade, grader.bank"], check=True)


def _start() -> None:
    """What the same process costs without the grader."""
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def _heavy() -> int:
    code = f"import sys, grader.grade, grader.bank; print(sum(name in sys.modules for name in {HEAVY!r}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout)


def _best(work: Callable[[], object], runs: int = 15) -> float:
    """The shortest of several runs, in milliseconds of one core: what else the machine does is left out."""
    times = []
    for _ in range(runs):
        began = _worked()
        work()
        times.append(_worked() - began)
    return min(times) * 1000


def _worked() -> float:
    """Seconds that this process and those it has waited for have had a core."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _refused(raw: object) -> None:
    try:
        read_answer(raw)
    except BadInput:
        return
    raise AssertionError("this should have been refused")


def _refused_yaml(text: str) -> None:
    try:
        yaml_door.load(text, "bomb.yaml")
    except BadInput:
        return
    raise AssertionError("this should have been refused")
