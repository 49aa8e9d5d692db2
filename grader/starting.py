"""The first lines of a new rule kind or a new exercise, so that nobody begins with an empty file."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
RULE = '''"""<What the rule claims, as one sentence about a good answer>.

Why it matters
    <What goes wrong in a running system where this does not hold.>

In a rubric
    rule: {{kind: {name}, about: [cache]}}
"""

from typing import Literal

from grader.rule import RuleKind
from grader.sentences import quoted
from grader.submission import Submission
from grader.verdict import Verdict, met, missed


class {title}(RuleKind):
    kind: Literal["{name}"] = "{name}"
    about: tuple[str, ...]

    def concepts(self) -> tuple[str, ...]:
        return self.about

    def check(self, submission: Submission) -> Verdict:
        found = submission.find(self.about)
        if found:
            where = found[0].whole_sentence
            return met(f"{{quoted(where.quote)}}.", where)
        return missed("<What was looked for and not found.>", would_earn="<The smallest change.>")
'''
CASES = """# Fragments of answers and what the rule says about them; tests/grader/test_rules.py walks them.
rule: {{kind: {name}, about: [cache]}}
cases:
  - name: it is said
    answer: {{deep_dives: We read a cache first.}}
    verdict: met
    says: We read a cache first
    quotes: [We read a cache first.]
  - name: it is denied
    answer: {{deep_dives: We do not use a cache.}}
    verdict: missed
"""
EXERCISE = """slug: {slug}
title: {title}
level: medium
minutes: 45
summary: <One sentence.>
contract:
  operations:
    - {{id: first, title: <what a user does>}}
  givens:
    - {{name: new_items, value: 100M items/month, label: New items, note: set by the exercise}}
  promises:
    - {{name: first_p99, value: 200 ms, label: "First, 99th percentile, at most"}}
estimates:
  - {{name: write_rate, label: New items per second, unit: request/s, hint: the average}}
"""
RUBRIC = """phases: [{{id: estimates, title: Estimates}}]
levels:
  junior: {{score: 40, shares: {{junior: 0.6}}}}
  senior: {{score: 70, shares: {{junior: 0.8, senior: 0.65}}}}
  staff: {{score: 88, shares: {{junior: 0.85, senior: 0.85, staff: 0.6}}}}
signs:
  operations:
    first: {{requirement: [[use], [thing]]}}
  numbers:
    write_rate: {{formula: write_rate, inputs: {{items_per_month: new_items}}}}
checks:
  - id: write-rate
    phase: estimates
    title: Writes per second follow from items per month
    points: 100
    level: junior
    rule: {{kind: estimate_within, name: write_rate, within: 0.06}}
    hints: [Look at the month., It has 2.6 million seconds., Divide.]
    book: estimating-load#load-average
"""


def new_rule(name: str) -> list[Path]:
    """A rule file and its case table; the last step, naming it in grader/rules/__init__.py, is yours."""
    if not re.fullmatch(r"[a-z][a-z_]{2,50}", name):
        raise FileExistsError(f"'{name}' is not a name for a rule. Write words_with_underscores.")
    title = "".join(word.capitalize() for word in name.split("_"))
    return _written(
        {
            ROOT / "grader" / "rules" / f"{name}.py": RULE.format(name=name, title=title),
            ROOT / "tests" / "grader" / "cases" / f"{name}.yaml": CASES.format(name=name),
        }
    )


def new_exercise(slug: str) -> list[Path]:
    """The files of an exercise, with one check to begin from."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{2,50}", slug):
        raise FileExistsError(f"'{slug}' is not a name for an exercise. Write words-with-hyphens.")
    folder = ROOT / "exercises" / slug
    title = slug.replace("-", " ").capitalize()
    return _written(
        {
            folder / "exercise.yaml": EXERCISE.format(slug=slug, title=title),
            folder / "brief.md": f"<What is wanted of {title}, in a few paragraphs.>\n",
            folder / "lexicon.yaml": "use: [use, uses]\nthing: [thing]\n",
            folder / "rubric.yaml": RUBRIC.format(),
            folder / "mutants.yaml": "of: strong\nmutants: []\nneutral: []\n",
        }
    )


def _written(files: dict[Path, str]) -> list[Path]:
    for path in files:
        if path.exists():
            raise FileExistsError(f"{path.relative_to(ROOT)} is there already.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)
