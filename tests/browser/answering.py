"""Handing in a stored answer as it stands, without typing it: for tests of what comes after."""

import json
import secrets

from playwright.sync_api import Page

from tests.app.stored import stored
from tests.browser.workspace import ADDRESS

SUBMIT = """fields => {
  const own = document.querySelector("#answer"), form = document.createElement("form");
  form.method = "post"; form.action = own.action;
  fields.csrf_token = own.querySelector("[name=csrf_token]").value;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""


def hand_in_stored(page: Page, name: str) -> None:
    page.goto(ADDRESS)
    fields = {"answer": json.dumps(stored(name)), "version": "0", "key": secrets.token_hex(8)}
    page.evaluate(SUBMIT, {**fields, "as_it_is": ""})
    page.wait_for_url("**/attempts/*")
