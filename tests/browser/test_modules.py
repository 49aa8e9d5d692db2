"""The pure parts of the page's scripts, tested where they run fastest: in node."""

import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "js"


@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name)
def test_module_keeps_its_promises(path: Path, node: str) -> None:
    done = subprocess.run(
        [node, "--test", "--test-force-exit", "--test-reporter=tap", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stdout[-3000:]
    assert "# fail 0" in done.stdout
    assert "# pass 0" not in done.stdout
