"""The first files of a new rule kind or a new exercise: whole and working, to be changed piece by piece.

They stand in grader/skeleton/. What is written proves itself at once: the cases of the rule run, and
the exercise passes `prove`; so every later change is a change from something that holds.
"""

import re
from pathlib import Path

from capacity.frozen import BadInput, Problem

ROOT = Path(__file__).parent.parent
SKELETON = Path(__file__).parent / "skeleton"
KINDS_END = re.compile(r"(?<=,\n)\)\n\nRule = Annotated\[")  # where the list of kinds ends
UNION_END = ',\n    Field(discriminator="kind"),'  # and the union


def new_rule(name: str) -> list[Path]:
    """A rule file, its case table, and its place in the list of kinds."""
    if not re.fullmatch(r"[a-z][a-z_]{2,50}[a-z]", name):
        raise _bad(name, "is not a name for a rule. Write words_with_underscores.")
    title = "".join(word.capitalize() for word in name.split("_"))
    register = ROOT / "grader" / "rules" / "__init__.py"
    listed = with_kind(register.read_text(encoding="utf-8"), name, title)
    written = _written(
        {
            ROOT / "grader" / "rules" / f"{name}.py": _rule("NAME.py.txt", name, title),
            ROOT / "tests" / "grader" / "cases" / f"{name}.yaml": _rule("NAME.yaml", name, title),
        }
    )
    register.write_text(listed, encoding="utf-8")
    return [*written, register]


def with_kind(text: str, name: str, title: str) -> str:
    """grader/rules/__init__.py with one kind more: imported, listed last, and in the union."""
    line = f"from grader.rules.{name} import {title}\n"
    imports = re.findall(r"^from grader\.rules\.\w+ import .+\n", text, re.MULTILINE)
    end = KINDS_END.search(text)
    if line in imports or not imports or end is None or UNION_END not in text:
        raise _bad(
            "grader/rules/__init__.py",
            f"cannot take in {title} by itself. Import it, list it in KINDS and in Rule.",
        )
    text = text[: end.start()] + f"    {title},\n" + text[end.start() :]
    text = text.replace(UNION_END, f"\n    | {title}{UNION_END}", 1)
    after = max((each for each in imports if each < line), default="")
    if not after:
        return text.replace(imports[0], line + imports[0], 1)
    return text.replace(after, after + line, 1)


def new_exercise(slug: str) -> list[Path]:
    """The files of an exercise that proves itself: brief, rubric, words, answers, mutants."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{2,50}", slug):
        raise _bad(slug, "is not a name for an exercise. Write words-with-hyphens.")
    folder = ROOT / "exercises" / slug
    title = slug.replace("-", " ").capitalize()
    source = SKELETON / "exercise"
    return _written(
        {
            folder / path.relative_to(source): _text(path)
            .replace("SLUG", slug)
            .replace("TITLE", title)
            for path in sorted(source.rglob("*"))
            if path.is_file()
        }
    )


def _rule(file: str, name: str, title: str) -> str:
    return _text(SKELETON / "rule" / file).replace("NAME", name).replace("TITLE", title)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _written(files: dict[Path, str]) -> list[Path]:
    for path in files:
        if path.exists():
            raise _bad(path.relative_to(ROOT).as_posix(), "is there already.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def _bad(field: str, message: str) -> BadInput:
    return BadInput([Problem(field=field, message=message)])
