"""A mock interview with a scripted candidate: python -m grader interview url-shortener --candidate silent."""

import json
from argparse import Namespace
from pathlib import Path

from grader.bank import exercise
from grader.commands.parsers import Commands
from grader.interview.candidates import candidates_of, read_candidate
from grader.interview.log import written
from grader.interview.simulate import simulate, verdict
from grader.interview.transcript import transcript


def add(commands: Commands) -> None:
    parser = commands.add_parser(
        "interview", help="let a scripted candidate sit a mock interview and print the transcript"
    )
    parser.add_argument("exercise", help="for example url-shortener")
    parser.add_argument(
        "--candidate", required=True, metavar="FILE", help="a YAML file, or a stored one's name"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="another interview with the same person"
    )
    parser.add_argument("--json", action="store_true", help="print the record as JSON")
    parser.set_defaults(command=_interview)


def _interview(options: Namespace) -> int:
    found = exercise(options.exercise)
    path = candidates_of(found.slug).get(options.candidate, Path(options.candidate))
    setting, log = simulate(found, read_candidate(path), options.seed)
    if options.json:
        print(json.dumps(written(log), ensure_ascii=False, indent=2))
    else:
        print(transcript(found, setting, log, verdict(found, setting, log)), end="")
    return 0
