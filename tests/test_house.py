"""The rules of the house: lint, types, import contracts, spelling, lock files, and what is never named."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", dev.CHECKS)
def test_check_passes(name: str) -> None:
    done = subprocess.run(dev.CHECKS[name], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_launcher_alone_lists_what_it_can_do() -> None:
    printed = subprocess.check_output([sys.executable, "dev.py"], cwd=ROOT, text=True)

    for command in dev.COMMANDS:
        assert command.__name__.replace("_", "-") in printed


def test_launcher_uses_the_standard_library_alone() -> None:
    """A newcomer has nothing installed when it starts."""
    code = "import sys; sys.path.insert(0, '.'); import dev"
    subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, check=True)

    imported = re.findall(r"^(?:import|from) (\w+)", (ROOT / "dev.py").read_text(), re.MULTILINE)
    assert set(imported) <= sys.stdlib_module_names


@pytest.mark.parametrize(
    "path", [*ROOT.glob("locks/*.txt"), ROOT / "package-lock.json"], ids=lambda p: p.name
)
def test_lock_file_holds_no_address(path: Path) -> None:
    assert not re.findall(r"\w+://\S+", path.read_text())


def test_every_locked_package_has_a_hash() -> None:
    for path in ROOT.glob("locks/*.txt"):
        packages = re.sub(r"(?m)^#.*\n", "", path.read_text()).strip()
        for entry in re.split(r"\n(?=\S)", packages):
            assert "--hash=sha256:" in entry, f"{path.name}: {entry.splitlines()[0]}"


def test_documents_point_at_files_that_exist() -> None:
    for document in ROOT.glob("*.md"):
        for target in re.findall(r"\]\((?!\w+://|#|mailto:)([^)#]+)", document.read_text()):
            assert (ROOT / target).exists(), f"{document.name} points at {target}"
