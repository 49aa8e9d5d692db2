"""Adding what is right never lowers a check: one replica more, or a part of the strong answer that was absent."""

from collections.abc import Iterator

from grader.prove.edits import Raw
from grader.prove.finding import Finding
from grader.prove.material import Material
from grader.report import Report
from grader.sentences import listed

SHORTEST = 20  # characters; a heading or a crumb of a sentence is no element


def monotone(material: Material) -> Iterator[Finding | None]:
    """For each addition to each stored answer, the checks that it lowered, or None."""
    strong = material.written_out(material.mutants.of)
    for name in material.answers:
        raw, before = material.written_out(name), material.report(name)
        for what, longer in (*_one_more_of_each(raw), *_borrowed(raw, strong)):
            yield _not_lower(f"answers/{name} {what}", before, material.grade(longer))


def _one_more_of_each(raw: Raw) -> Iterator[tuple[str, Raw]]:
    """The answer with one instance more of one box, for each box."""
    drawing = raw["architecture"]
    for place, each in enumerate(drawing["components"]):
        boxes = list(drawing["components"])
        boxes[place] = {**each, "instances": min(1000, each["instances"] + 1)}
        yield (
            f"with one {each['id']} more",
            {**raw, "architecture": {**drawing, "components": boxes}},
        )


def _borrowed(raw: Raw, strong: Raw) -> Iterator[tuple[str, Raw]]:
    """The answer with one paragraph, estimate or endpoint of the strong answer that it lacks."""
    for paragraph in strong["deep_dives"].split("\n"):
        text = paragraph.strip()
        if len(text) > SHORTEST and text not in raw["deep_dives"]:
            longer = f"{raw['deep_dives']}\n\n{text}\n"
            yield f"with “{text[:50]} …”", {**raw, "deep_dives": longer}
    given = {each["name"] for each in raw["estimates"]}
    for each in strong["estimates"]:
        if each["name"] not in given:
            yield f"with {each['name']}", {**raw, "estimates": [*raw["estimates"], each]}
    offered = {each["method"] + each["path"] for each in raw["api"]}
    for each in strong["api"]:
        if each["method"] + each["path"] not in offered:
            yield (
                f"with {each['method']} {each['path']}",
                {**raw, "api": [*raw["api"], each]},
            )


def _not_lower(about: str, before: Report, after: Report) -> Finding | None:
    lower = [
        f"{now.id} fell from {was.points:g} to {now.points:g} ({now.because.rstrip('.')})"
        for was, now in zip(before.checks, after.checks, strict=True)
        if now.points < was.points and now.verdict not in ("not applicable", "cannot judge")
    ]
    if not lower:
        return None
    return Finding(
        about=about,
        expected="no check to fall",
        came=listed(lower),
        advice="The rule looks at the first thing it finds where it should look at the best, or counts what it should not.",
    )
