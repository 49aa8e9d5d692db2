"""A browser without a screen: it keeps cookies, reads pages, and sends the token it found in them."""

import json
import re
from html import unescape
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

TOKEN = re.compile(
    r"""name=["']csrf[_-]token["'][^>]*?(?:value|content)=["']([^"']+)["']"""
    r"""|(?:value|content)=["']([^"']+)["'][^>]*?name=["']csrf[_-]token["']"""
)
SLUG = "url-shortener"
WORKSPACE = f"/practise/{SLUG}"


class Browser:
    """One browser with its own cookies, at its own address."""

    def __init__(self, app: Flask, address: str = "127.0.0.1") -> None:
        self.app = app
        self.client = app.test_client()
        self.address = address
        self.token = ""

    def open(self, path: str, **more: Any) -> TestResponse:
        """Open a page and remember its token."""
        response = self._ask("GET", path, **more)
        found = TOKEN.search(response.text) if response.mimetype == "text/html" else None
        if found:
            self.token = unescape(found[1] or found[2])
        return response

    def submit(self, path: str, **fields: Any) -> TestResponse:
        """Send a form, as its button would."""
        headers = fields.pop("headers", {})
        return self._ask("POST", path, data={"csrf_token": self.token, **fields}, headers=headers)

    def send(self, method: str, path: str, body: Any) -> TestResponse:
        """Send JSON, as the page's script would."""
        raw = body if isinstance(body, bytes | str) else json.dumps(body)
        headers = {"X-CSRFToken": self.token, "Accept": "application/json"}
        return self._ask(method, path, data=raw, headers=headers, content_type="application/json")

    def save(self, answer: dict[str, Any], version: int = 0) -> TestResponse:
        return self.send("PUT", f"{WORKSPACE}/draft", {"version": version, "answer": answer})

    def draft(self) -> dict[str, Any]:
        """What is kept: a save that begins from nothing is told so."""
        found = self.save({"functional": "a probe"}, version=2**31 - 2)
        assert found.status_code == 409, found.text
        return found.get_json()

    def hand_in(self, answer: dict[str, Any] | str, **fields: Any) -> TestResponse:
        raw = answer if isinstance(answer, str) else json.dumps(answer)
        return self.submit(
            f"{WORKSPACE}/hand-in",
            **{"answer": raw, "version": 0, "key": "first-key-0001", **fields},
        )

    def sign_up(self, email: str = "ada@example.org", **more: Any) -> TestResponse:
        self.open("/sign-up")
        fields = {"name": "Ada", "email": email, "password": PASSWORD, **more}
        response = self.submit("/sign-up", **fields)
        self.open("/")
        return response

    def sign_in(
        self, email: str = "ada@example.org", password: str = "", **more: Any
    ) -> TestResponse:
        self.open("/sign-in")
        response = self.submit("/sign-in", email=email, password=password or PASSWORD, **more)
        self.open("/")
        return response

    def sign_out(self) -> TestResponse:
        response = self.submit("/sign-out")
        self.open("/")
        return response

    def cookie(self) -> str:
        found = self.client.get_cookie("drawn")
        return found.value if found else ""

    def _ask(self, method: str, path: str, **more: Any) -> TestResponse:
        return self.client.open(
            path, method=method, environ_base={"REMOTE_ADDR": self.address}, buffered=True, **more
        )


PASSWORD = "a rather long sentence"


def words_of(response: TestResponse) -> str:
    """What a person reads on a page: no tags, entities as characters, white space made single."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())
