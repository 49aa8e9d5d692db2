"""The build is strict: what is wrong in a chapter stops it, with the file and the line."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

WRONG = {
    "a formula that is not there": ("```{panel} raed_rate\n```", "Did you mean 'read_rate'?"),
    "a topic that is not there": ("```{formulas} Trafic\n```", "Did you mean 'Traffic'?"),
    "a quantity that cannot be read": ("{capacity}`read_rate write_rate=3dya`", "write_rate"),
    "a figure that is not there": ("```{drawing} figure-9-9\n```", "there is no such figure"),
    "an exercise that is not there": (
        "```{practise} url-shortner\n```",
        "Did you mean 'url-shortener'?",
    ),
    "a live drawing without a load": (
        (
            "```{live-drawing}\ntitle: Two boxes\ndescription: People ask an app.\n"
            "architecture: |\n  client people\n  service app\n  people -> app\n```"
        ),
        "needs a load",
    ),
    "a fault that cannot be suffered": (
        "```{live-drawing} shop-under-load\n:faults: zone q; cold\n```",
        "there is no 'q' to lose here",
    ),
    "a drawing with a slip in its text": (
        "```{live-drawing}\ntitle: T\ndescription: D\narchitecture: |\n  servce app\n```",
        "line 1, column 1",
    ),
    "a reference that leads nowhere": ("See {ref}`no-such-label`.", "no-such-label"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_stops_the_build(name: str, tmp_path: Path) -> None:
    written, message = WRONG[name]
    (tmp_path / "index.md").write_text(f"# A page\n\n{written}\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    shutil.copy(ROOT / "book" / "_config.yml", tmp_path / "_config.yml")
    shutil.copy(ROOT / "book" / "references.bib", tmp_path / "references.bib")

    program = Path(sys.executable).with_name("jupyter-book")
    done = subprocess.run(
        [program, "build", str(tmp_path), "--all", "-W", "-n", "--keep-going"],
        env={**__import__("os").environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode != 0, done.stdout[-2000:]
    said = done.stdout + done.stderr
    assert message in said
    assert "index.md:3" in said
