"""The grader runs in a browser: Pyodide gives the same bytes, from pure packages and one published wheel."""

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("pyodide_grade.mjs")
SITE = Path(str(distribution("pydantic").locate_file("")))
ANSWER = "strong-serverless-edge"
PURE = ("pydantic", "annotated-types", "typing-extensions", "typing-inspection", "sqlglot", "snowballstemmer")  # fmt: skip


def test_pyodide_and_cpython_give_the_same_bytes(node: str) -> None:
    here = subprocess.run(
        [sys.executable, "-m", "grader", "grade", "url-shortener", ANSWER, "--json"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout  # fmt: skip

    there = subprocess.run(
        [node, str(SCRIPT), str(ROOT), str(SITE), "url-shortener", ANSWER],
        cwd=ROOT, capture_output=True, check=False, timeout=400,
    )  # fmt: skip

    assert there.returncode == 0, there.stderr.decode()[-2000:]
    assert there.stdout == here


@pytest.mark.parametrize("name", PURE)
def test_package_of_the_grader_is_pure_python(name: str) -> None:
    files = [each.suffix for each in distribution(name).files or ()]

    assert ".py" in files
    assert not {".so", ".pyd", ".dylib"} & set(files)


def test_compiled_package_is_published_for_pyodide_in_the_same_version() -> None:
    (wanted,) = re.findall(
        r"^pydantic-core==(\S+)", (ROOT / "locks" / "pyodide.txt").read_text(), re.MULTILINE
    )

    compiled = list((ROOT / "node_modules" / ".pyodide" / "pydantic_core").glob("*.so"))
    assert wanted == distribution("pydantic-core").version
    assert any("wasm32-emscripten" in each.name for each in compiled), compiled


def test_yaml_is_read_without_its_compiled_half() -> None:
    # PyYAML is published with a C loader for this machine; what Pyodide runs is its Python half.
    code = """
import sys
sys.modules["yaml._yaml"] = sys.modules["_yaml"] = None
import yaml
from capacity import yaml_door
assert not yaml.__with_libyaml__
print(yaml_door.load("a: [1, yes, {b: 100:1}]", "x"))
"""

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stdout.strip() == "{'a': [1, 'yes', {'b': '100:1'}]}", done.stderr
