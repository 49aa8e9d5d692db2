"""The app as it is served: a real process, real sockets, and nothing lost when it is killed."""

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.app.browsing import PASSWORD, SLUG, TOKEN


@dataclass
class Server:
    """A served app, and what it has printed."""

    process: subprocess.Popen[bytes]
    port: int
    printed: Path

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return response.status, names, response.read().decode()


@contextlib.contextmanager
def served(data: Path, port: int | None = None) -> Iterator[Server]:
    if port is None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
    printed = data.parent / "printed.txt"
    command = [sys.executable, "-m", "app", "serve", "--port", str(port), "--data", str(data)]
    with printed.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env={**os.environ, "DRAWN_WORKERS": "0"},
        )
        server = Server(process, port, printed)
        try:
            _wait(server)
            yield server
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)  # its own group: it and its worker
            process.wait(timeout=20)


def _wait(server: Server) -> None:
    until = time.monotonic() + 90  # a machine may be busy with other things
    while time.monotonic() < until and server.process.poll() is None:
        with contextlib.suppress(OSError):
            if server.ask("GET", "/healthz")[0] == 200:
                return
        time.sleep(0.05)
    pytest.fail(f"the server did not come up:\n{server.printed.read_text()}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with served(tmp_path / "data") as running:
        yield running


class Guest:
    """A guest of the served app with the workspace open."""

    def __init__(self, server: Server) -> None:
        self.server = server
        _, headers, page = server.ask("GET", f"/practise/{SLUG}")
        found = TOKEN.search(page)
        assert found
        self.headers = {
            "Cookie": headers["set-cookie"].partition(";")[0],
            "X-CSRFToken": found[1] or found[2],
            "Content-Type": "application/json",
        }
        self.version = 0

    def save(self, text: str, **headers: str) -> int:
        body = json.dumps({"version": self.version, "answer": {"functional": text}})
        status, _, answer = self.server.ask(
            "PUT", f"/practise/{SLUG}/draft", body.encode(), {**self.headers, **headers}
        )
        if status in {200, 409}:
            self.version = json.loads(answer)["version"]
        return status

    def page(self) -> str:
        return self.server.ask("GET", f"/practise/{SLUG}", headers=self.headers)[2]


def test_a_first_start_prints_the_link_of_the_first_instructor(server: Server) -> None:
    link = re.search(r"http://127\.0\.0\.1:\d+(/first-instructor/\S+)", server.printed.read_text())

    assert link
    assert server.ask("GET", link[1])[0] == 200


def test_the_data_folder_is_for_its_owner_only(server: Server, tmp_path: Path) -> None:
    Guest(server).save("something")
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}

    assert {"secret.key", "drawn-to-scale.sqlite3"} <= set(files)
    assert set(files.values()) == {0o600}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_body_of_two_megabytes_is_answered_with_the_reason(server: Server) -> None:
    guest = Guest(server)
    body = json.dumps({"version": 0, "answer": {"functional": "x" * 2_000_000}}).encode()

    status, _, answer = server.ask("PUT", f"/practise/{SLUG}/draft", body, guest.headers)

    assert status == 413
    assert "1 MB" in json.loads(answer)["say"]
    assert guest.save("short") == 200


def test_a_body_without_a_length_is_refused(server: Server) -> None:
    guest = Guest(server)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    with contextlib.closing(connection):
        # small: a refused client that is still sending may meet a closed socket before the answer
        parts = iter([b'{"version": 0}'])
        connection.request(
            "PUT", f"/practise/{SLUG}/draft", parts, guest.headers, encode_chunked=True
        )
        assert connection.getresponse().status == 411


def test_two_hundred_saves_from_twenty_guests_lose_nothing(server: Server) -> None:
    guests = [Guest(server) for _ in range(20)]
    codes: list[int] = []

    def typing(guest: Guest, number: int) -> None:
        codes.extend(guest.save(f"guest {number} save {round_}") for round_ in range(10))

    threads = [
        threading.Thread(target=typing, args=(guest, number)) for number, guest in enumerate(guests)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert codes == [200] * 200
    for number, guest in enumerate(guests):
        assert f"guest {number} save 9" in guest.page()


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with served(data) as first:
        guest = Guest(first)
        assert guest.save("acknowledged") == 200
        os.killpg(first.process.pid, signal.SIGKILL)
        first.process.wait(timeout=20)

    with served(data, first.port) as second:
        guest.server = second

        assert "acknowledged" in guest.page()
        assert guest.save("typed on") == 200


def test_the_server_ends_when_it_is_told(tmp_path: Path) -> None:
    with served(tmp_path / "data") as server:
        server.process.send_signal(signal.SIGTERM)

        assert server.process.wait(timeout=15) == 0


def test_passwords_never_reach_the_log(server: Server) -> None:
    guest = Guest(server)
    form = f"name=Ada&email=ada%40example.org&password={PASSWORD.replace(' ', '+')}"
    headers = {**guest.headers, "Content-Type": "application/x-www-form-urlencoded"}

    status, _, _ = server.ask("POST", "/sign-up", form.encode(), headers)

    assert status == 303
    assert PASSWORD not in server.printed.read_text()
