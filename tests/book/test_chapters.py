"""Every chapter is a notebook that runs, and every link into and out of the book leads somewhere."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import jupytext
import nbformat
import pytest

from book.directives.check import read_choices
from book.figures import figure
from book.given import read_given
from capacity.frozen import BadInput
from grader.bank import exercises

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "book").glob("*.md"))
WITH_CODE = [path for path in CHAPTERS if "{code-cell}" in path.read_text()]


@pytest.mark.parametrize("path", WITH_CODE, ids=lambda path: path.stem)
def test_chapter_with_code_has_the_header_that_makes_it_run(path: Path) -> None:
    head = path.read_text()[:400]

    assert "format_name: myst" in head
    assert "kernelspec:" in head


@pytest.mark.parametrize("path", WITH_CODE, ids=lambda path: path.stem)
def test_chapter_runs_as_a_notebook(path: Path, tmp_path: Path) -> None:
    notebook = tmp_path / f"{path.stem}.ipynb"
    nbformat.write(jupytext.read(path), notebook)
    environment = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval-lax", "-p", "no:cacheprovider", "-c", "/dev/null", "-q", str(notebook)],
        cwd=tmp_path, env={**__import__("os").environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-3000:]
    cells = sum(cell.cell_type == "code" for cell in nbformat.read(notebook, 4).cells)
    assert f"{cells} passed" in done.stdout


def _links_of_exercises() -> list[str]:
    found = set()
    for each in exercises():
        found |= {check.book for check in each.rubric.checks} | set(each.reading)
    return sorted(found)


@pytest.mark.parametrize("link", _links_of_exercises())
def test_link_from_an_exercise_leads_to_a_paragraph(link: str, built: Path) -> None:
    chapter, _, label = link.partition("#")
    page = built / f"{chapter}.html"

    assert page.exists(), link
    assert f'id="{label}"' in page.read_text(), link


def test_links_between_pages_lead_somewhere(built: Path) -> None:
    slugs = {each.slug for each in exercises()}
    for page in built.glob("*.html"):
        text = page.read_text()
        for href in re.findall(r'<a [^>]*href="([^"]+)"', text):
            address = unescape(href)
            if re.match(r"https?:|mailto:", address):
                continue
            if address.startswith("/"):
                if re.match(r"/drawings/#drawing=[\w-]+$", address):
                    continue
                found = re.match(r"/(?:practise(?:/([\w-]+))?(?:\?.*)?)?$", address)
                assert found, f"{page.name}: {address}"
                assert found[1] is None or found[1] in slugs, f"{page.name}: {address}"
                continue
            name, _, label = address.partition("#")
            target = page if not name else (page.parent / name)
            assert target.exists(), f"{page.name}: {address}"
            if label and target.suffix == ".html":
                assert f'id="{label}"' in target.read_text(), f"{page.name}: {address}"


def test_building_the_figure_twice_gives_the_same_bytes() -> None:
    from book.diagram import svg  # noqa: PLC0415 - starts Graphviz

    shop = figure("figure-1-1")
    one, two = (svg(shop, prefix="x") for _ in range(2))

    assert one == two
    assert 'href="/' not in one
    assert all(f'data-component="{each.id}"' in one for each in shop.architecture.components)
    assert all(
        f'data-call="{call.source}-&gt;{call.target}"' in one for call in shop.architecture.calls
    )


def test_the_figure_can_be_read_by_the_grader_too() -> None:
    shop = figure("figure-1-1").architecture

    assert len(shop.of_kind("sql_database")) == 6
    assert {call.source for call in shop.calls if call.target == "cache"} == {
        "app1",
        "app2",
        "app3",
    }


def test_a_figure_that_is_not_there_is_named() -> None:
    with pytest.raises(
        BadInput, match=r"book/figures/figure-1-9.yaml: there is no such figure. Did you mean"
    ):
        figure("figure-1-9")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["- a → b"], "at least two"),
        (["- a → b", "- c → d"], "exactly one"),
        (["- a", "- * b → c"], "is not '- answer → feedback'"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(lines: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_choices(lines)


def test_given_values_may_hold_spaces() -> None:
    assert read_given("rate=3.9k/s size=500 B") == {"rate": "3.9k/s", "size": "500 B"}
    with pytest.raises(ValueError, match="name=value"):
        read_given("500 B")


def test_nothing_given_is_nothing() -> None:
    assert read_given("") == {}
