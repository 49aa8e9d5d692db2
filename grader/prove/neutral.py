"""What says the same in another way moves nothing, and the same places are cited.

Some ways are tried on every stored answer: other names for boxes, another order, other cases, line
ends and spaces, small letters in methods, and other units. Those that only one answer can show stand
under `neutral` in mutants.yaml.
"""

from collections.abc import Iterator, Mapping

from capacity.frozen import BadInput
from capacity.reading import UnreadableQuantity, read
from grader.prove.edits import NothingToEdit, Raw, mutated
from grader.prove.finding import Finding
from grader.prove.material import Material
from grader.prove.moved import cites_otherwise, moved
from grader.prove.mutants import both_grades, cannot_be_made, reason
from grader.report import Report
from grader.sentences import listed

EVERYWHERE: tuple[tuple[str, Raw], ...] = (
    ("everything in another order", {"all": "reverse"}),
    ("lines that end as on Windows", {"all": "crlf"}),
    ("capital letters", {"all": "upper"}),
    ("wider spaces", {"all": "wide"}),
    ("methods in small letters, statuses as text", {"all": "lower_methods"}),
)
UNITS = {"B": (2**40, "TiB"), "B/s": (1 / 8, "bit/s")}  # an asked unit in another of its kind


def neutral(material: Material) -> Iterator[Finding | None]:
    """For each way of saying the same, what it moved or None."""
    for mutant in material.mutants.neutral:
        about = f"neutral “{mutant.name}”"
        try:
            before, after = both_grades(material, mutant)
        except (NothingToEdit, BadInput) as error:
            yield cannot_be_made(about, error)
            continue
        names = {new: old for edit in mutant.edits for old, new in edit.get("rename", {}).items()}
        yield _unmoved(about, before, after, names)
    for name in material.answers:
        yield from _of_answer(material, name)


def _of_answer(material: Material, name: str) -> Iterator[Finding | None]:
    raw, before = material.written_out(name), material.report(name)
    for title, edit in EVERYWHERE:
        try:
            after = material.grade(mutated(raw, [edit]))
        except NothingToEdit:
            continue  # nothing of the kind is in this answer
        yield _unmoved(f"answers/{name} in {title}", before, after, {})
    ids = {
        each["id"]: f"box-{n}"
        for n, each in enumerate(raw["architecture"]["components"])
        if _says_the_same(each["id"], each["name"])
    }
    if ids:
        after = material.grade(mutated(raw, [{"rename": ids}]))
        names = {new: old for old, new in ids.items()}
        yield _unmoved(f"answers/{name} with other names for its boxes", before, after, names)
    after = material.grade(_respelled(material, raw))
    yield _unmoved(f"answers/{name} in other units", before, after, {})


def _says_the_same(box: str, name: str) -> bool:
    """Whether an id holds no word that the name lacks: only then does another id lose nothing."""
    return not name or all(
        word in name.lower() for word in box.lower().replace("_", "-").split("-")
    )


def _respelled(material: Material, raw: Raw) -> Raw:
    """The same numbers in the unit that was asked for, or in another of its kind."""
    asked = {each.name: each.unit for each in material.exercise.estimates}
    return {
        **raw,
        "estimates": [
            {**each, "value": _in_other_unit(each["value"], asked.get(each["name"]))}
            for each in raw["estimates"]
        ],
    }


def _in_other_unit(value: str, unit: str | None) -> str:
    try:
        quantity = read(value)
        if unit is None or quantity.low != quantity.high:
            return value
        amount = quantity.as_(unit)
    except UnreadableQuantity:
        return value
    size, other = UNITS.get(unit, (1, unit))
    return f"{amount / size:.9g}" if unit == "1" else f"{amount / size:.9g} {other}"


def _unmoved(about: str, before: Report, after: Report, names: Mapping[str, str]) -> Finding | None:
    points = sorted(moved(before, after))
    if points:
        came = "; ".join(f"{name} moved ({reason(after, name)})" for name in points)
    elif places := sorted(cites_otherwise(before, after, names)):
        came = f"{listed(places)} cited other places"
    else:
        return None
    return Finding(
        about=about,
        expected="nothing to move, evidence included",
        came=came,
        advice="The rule reads how something is written where it should read what is meant: mend the rule or the lexicon.",
    )
