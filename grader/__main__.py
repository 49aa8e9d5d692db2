"""The grader on the command line.

python -m grader grade url-shortener answer.yaml
python -m grader grade url-shortener no-cache --json
python -m grader prove exercises/url-shortener
python -m grader diff old.yaml exercises/url-shortener/rubric.yaml strong-cache-aside no-cache
python -m grader earn url-shortener single-database
python -m grader receipt url-shortener no-cache --json > receipt.json
python -m grader receipt url-shortener no-cache --check receipt.json
python -m grader interview url-shortener --candidate silent
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from capacity import yaml_door
from capacity.frozen import BadInput, Problem
from grader.bank import EXERCISES, UnknownExercise, exercise, load
from grader.diff.changes import diff
from grader.diff.printed import printed as printed_diff
from grader.earn import what_would_earn
from grader.grade import grade
from grader.interview.candidates import candidates_of, read_candidate
from grader.interview.heard import NoInterview
from grader.interview.log import written
from grader.interview.simulate import simulate, verdict
from grader.interview.transcript import transcript
from grader.printed import printed
from grader.prove.printed import printed as printed_proof
from grader.prove.proof import prove_folders
from grader.reading import read_answer
from grader.receipt import canonical, differences, in_words, receipt
from grader.starting import new_exercise, new_rule


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    try:
        return int(options.command(options))
    except (BadInput, UnknownExercise, NoInterview) as error:
        print(error, file=sys.stderr)
        return 2


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="grader", description="Grade answers by rules alone.")
    commands = parser.add_subparsers(required=True, metavar="command")
    each = commands.add_parser("grade", help="grade an answer and print the report")
    each.add_argument("exercise", help="for example url-shortener")
    each.add_argument("file", help="a JSON or YAML file, or the name of a stored answer")
    each.add_argument("--json", action="store_true", help="print the report as JSON")
    each.set_defaults(command=_grade)
    each = commands.add_parser("prove", help="run what a rubric claims against its stored answers")
    each.add_argument("exercises", nargs="*", help="folders or names; all of the bank if none")
    each.add_argument("--json", action="store_true", help="print the proofs as JSON")
    each.set_defaults(command=_prove)
    each = commands.add_parser("diff", help="show what a rubric edit does to answers")
    each.add_argument("old", help="a rubric.yaml as it was")
    each.add_argument("new", help="and as it is meant to be")
    each.add_argument("answers", nargs="*", help="files or names of stored answers; all if none")
    each.add_argument("--exercise", help="which exercise, where neither file stands in its folder")
    each.add_argument("--json", action="store_true", help="print the difference as JSON")
    each.set_defaults(command=_diff)
    each = commands.add_parser(
        "earn", help="name the small changes of the drawing that earn points, each graded again"
    )
    each.add_argument("exercise", help="for example url-shortener")
    each.add_argument("file", help="a JSON or YAML file, or the name of a stored answer")
    each.set_defaults(command=_earn)
    each = commands.add_parser("receipt", help="print the receipt of a grade, or check one")
    each.add_argument("exercise", help="for example url-shortener")
    each.add_argument("file", help="a JSON or YAML file, or the name of a stored answer")
    each.add_argument(
        "--json", action="store_true", help="print the receipt itself, canonical JSON"
    )
    each.add_argument("--check", metavar="FILE", help="say whether a stored receipt still holds")
    each.set_defaults(command=_receipt)
    each = commands.add_parser(
        "interview", help="let a scripted candidate sit a mock interview and print the transcript"
    )
    each.add_argument("exercise", help="for example url-shortener")
    each.add_argument(
        "--candidate",
        required=True,
        metavar="FILE",
        help="a YAML file, or the name of a stored one",
    )
    each.add_argument("--seed", type=int, default=0, help="another interview with the same person")
    each.add_argument("--json", action="store_true", help="print the record as JSON")
    each.set_defaults(command=_interview)
    each = commands.add_parser("new-rule", help="start a rule kind and its case table")
    each.add_argument("name", help="for example path_passes_through")
    each.set_defaults(command=lambda options: _say(new_rule(options.name)))
    each = commands.add_parser("new-exercise", help="start an exercise")
    each.add_argument("slug", help="for example chat")
    each.set_defaults(command=lambda options: _say(new_exercise(options.slug)))
    return parser.parse_args(arguments)


def _grade(options: argparse.Namespace) -> int:
    found = exercise(options.exercise)
    content = _content(EXERCISES / found.slug, options.file)
    try:
        answer = read_answer(content)
    except BadInput as error:
        raise BadInput(
            Problem(field=f"{options.file}: {each.field}", message=each.message)
            for each in error.problems
        ) from None
    report = grade(found, answer)
    if options.json:
        print(json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print(printed(report, found.title), end="")
    return 0


def _prove(options: argparse.Namespace) -> int:
    bank = [path.parent for path in sorted(EXERCISES.glob("*/rubric.yaml"))]
    wanted = [_folder(name) for name in options.exercises] or bank
    proven = prove_folders(wanted, bank)
    if options.json:
        found = [each.model_dump(mode="json") for each in proven]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(printed_proof, proven)), end="")
    return int(not all(each.holds for each in proven))


def _folder(name: str) -> Path:
    """The folder of an exercise, by its path or its name."""
    path = Path(name)
    if (path / "rubric.yaml").exists():
        return path
    exercise(name)
    return EXERCISES / name


def _diff(options: argparse.Namespace) -> int:
    old, new = Path(options.old), Path(options.new)
    folder = _folder(options.exercise) if options.exercise else _folder_of(old, new)
    names = options.answers or [path.stem for path in sorted(folder.glob("answers/*.yaml"))]
    answers = {name: read_answer(_content(folder, name)) for name in names}
    found = diff(load(folder, old), load(folder, new), answers)
    if options.json:
        print(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print(printed_diff(found), end="")
    return 0


def _folder_of(*files: Path) -> Path:
    """The exercise in whose folder one of the files stands."""
    for file in files:
        if (file.parent / "exercise.yaml").exists():
            return file.parent
    name = " ".join(map(str, files))
    message = "neither file stands in the folder of an exercise. Say which one: --exercise NAME"
    raise BadInput([Problem(field=name, message=message)])


def _earn(options: argparse.Namespace) -> int:
    found = exercise(options.exercise)
    answer = read_answer(_content(EXERCISES / found.slug, options.file))
    report = grade(found, answer)
    lines = [each.sentence for each in what_would_earn(found, answer, report)]
    said = [f"{each.title}: {each.would_earn}" for each in report.checks if each.would_earn]
    print("\n".join(lines) or "No small change of the drawing that was tried earns more.")
    if said:
        print("\nWhat the checks ask for\n" + "\n".join(f"  {each}" for each in said))
    return 0


def _receipt(options: argparse.Namespace) -> int:
    found = exercise(options.exercise)
    report = grade(found, read_answer(_content(EXERCISES / found.slug, options.file)))
    if options.check:
        differing = differences(_stored(options.check), report)
        print("\n".join(differing) or "The receipt holds: the grade was made again, byte for byte.")
        return 1 if differing else 0
    if options.json:
        sys.stdout.buffer.write(canonical(receipt(report)) + b"\n")
    else:
        print(in_words(report), end="")
    return 0


def _interview(options: argparse.Namespace) -> int:
    found = exercise(options.exercise)
    stored = candidates_of(found.slug)
    path = stored.get(options.candidate, Path(options.candidate))
    setting, log = simulate(found, read_candidate(path), options.seed)
    if options.json:
        print(json.dumps(written(log), ensure_ascii=False, indent=2))
    else:
        print(transcript(found, setting, log, verdict(found, setting, log)), end="")
    return 0


def _stored(name: str) -> dict[str, Any]:
    """A receipt from a file."""
    try:
        found = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput([Problem(field=name, message=f"is no receipt: {error}.")]) from error
    if not isinstance(found, dict):
        raise BadInput([Problem(field=name, message="is no receipt: it is not an object.")])
    return found


def _content(folder: Path, name: str) -> Any:
    """The answer in a file or in a stored answer, out of its wrapping."""
    path = Path(name)
    if not path.exists():
        stored = folder / "answers" / f"{name}.yaml"
        path = stored if stored.exists() else path
    if path.suffix == ".json":
        try:
            return path.read_bytes()
        except OSError as error:
            raise BadInput(
                [Problem(field=name, message=f"cannot be read: {error.strerror}.")]
            ) from error
    found = yaml_door.load_file(path, name)
    wrapped = isinstance(found, dict) and "answer" in found
    return found["answer"] if wrapped else found


def _say(written: list[Path]) -> int:
    for path in written:
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
