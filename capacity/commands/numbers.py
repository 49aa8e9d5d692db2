"""Look up the numbers everyone should know.

python -m capacity numbers
python -m capacity numbers redis
python -m capacity numbers --json
"""

import argparse
import json
from typing import Any

from capacity import numbers
from capacity.commands import Refused, columns
from capacity.numbers import Number, Topic
from capacity.suggest import did_you_mean


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("search", nargs="?", default="", metavar="SEARCH", help="words to look for")
    parser.add_argument("--json", action="store_true", help="print what is known as JSON")


def run(options: argparse.Namespace) -> str:
    found = [(topic, matching(topic, options.search)) for topic in numbers.topics()]
    found = [(topic, entries) for topic, entries in found if entries]
    if not found:
        words = {word for each in numbers.numbers() for word in each.id.split("-")}
        guess = did_you_mean(options.search.lower(), words)
        raise Refused(f"No number is about '{options.search}'.{guess}")
    if options.json:
        everything = [known(each) for _, entries in found for each in entries]
        return json.dumps(everything, ensure_ascii=False, indent=2)
    print_one = in_full if options.search else in_short
    blocks = ["\n".join([topic.title, *print_one(entries)]) for topic, entries in found]
    return "\n\n".join(blocks)


def matching(topic: Topic, search: str) -> list[Number]:
    """The entries in which every word of the search stands somewhere."""
    words = search.lower().split()
    return [each for each in topic.numbers if all(word in _text(each) for word in words)]


def _text(each: Number) -> str:
    return f"{each.id} {each.title} {each.kind} {each.source} {each.note} {each.value}".lower()


def in_short(entries: list[Number]) -> list[str]:
    return columns([(each.value, each.title, f"[{each.id}]") for each in entries])


def in_full(entries: list[Number]) -> list[str]:
    lines: list[str] = []
    for each in entries:
        lines += [f"  {each.value}  {each.title}  [{each.id}]"]
        kind = "" if each.kind == "assumption" else f" ({each.kind})"
        lines += [f"      {each.cited}{kind}.{' ' + each.note if each.note else ''}"]
        lines += [f"      {each.url}"] if each.url else []
    return lines


def known(each: Number) -> dict[str, Any]:
    """The entry as plain data, with its amount in base units."""
    amount = each.quantity
    data = each.model_dump(exclude_defaults=True)
    return {**data, "amount": {"value": amount.value, "low": amount.low, "high": amount.high}}
