"""Large, deep and unkeepable bodies get a clear answer. How fast is measured in bench/."""

import pytest
from werkzeug.test import TestResponse

from app.incoming import DEEPEST, is_too_deep, parse_object
from capacity.frozen import BadInput
from tests.app.browsing import WORKSPACE, Browser, words_of

DEEP = 100_000

CHANGES_WITH_JSON = [("PUT", f"{WORKSPACE}/draft"), ("POST", f"{WORKSPACE}/look")]


@pytest.mark.parametrize(("method", "path"), CHANGES_WITH_JSON)
@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ('{"a":', "}"), ("[", ""), ('{"a":[', "]}")]
)
def test_json_a_hundred_thousand_deep_is_refused_by_the_name_of_the_field(
    learner: Browser, method: str, path: str, opening: str, closing: str
) -> None:
    middle = '""' if opening.endswith(":") else ""
    deep = opening * DEEP + middle + closing * DEEP
    body = '{"version": 0, "answer": {"functional": ' + deep + "}}"

    refused = learner.send(method, path, body)

    assert refused.status_code == 422
    (problem,) = refused.get_json()["problems"]
    assert problem["field"].startswith("functional")
    assert f"{DEEPEST} deep" in problem["message"]


def test_a_deep_answer_is_refused_when_it_is_handed_in(learner: Browser) -> None:
    deep = '{"functional": ' + "[" * DEEP + "]" * DEEP + "}"
    page = learner.hand_in(deep)

    assert page.status_code == 422
    assert "functional" in words_of(page)
    assert "50 deep" in words_of(page)


@pytest.mark.parametrize("kind", ["json", "form"])
def test_two_megabytes_are_too_large_by_the_name_of_their_section(
    learner: Browser, kind: str
) -> None:
    long = {"functional": "short", "deep_dives": "x" * 2_000_000, "interface": '{"api":'}

    def send() -> TestResponse:
        return learner.save(long) if kind == "json" else learner.hand_in(long)

    refused = send()

    assert refused.status_code == 413
    said = refused.get_json()["say"] if kind == "json" else words_of(refused)
    assert "'deep_dives' holds 2.0 MB" in said
    assert "at most 1 MB" in said
    assert learner.save({"functional": "short"}).status_code == 200


NUL, HALF = "nul\0l", "half \ud83d of it"


@pytest.mark.parametrize("bad", [NUL, HALF], ids=["NUL", "half a character"])
def test_what_one_database_could_not_keep_is_refused_on_all(learner: Browser, bad: str) -> None:
    answer = {"functional": "fine", "api": [{"path": bad}]}

    refused = learner.save(answer)

    assert refused.status_code == 422
    (problem,) = refused.get_json()["problems"]
    assert problem["field"] == "api[0].path"
    assert "cannot be kept" in problem["message"]


@pytest.mark.parametrize("bad", [NUL, HALF], ids=["NUL", "half a character"])
def test_such_an_answer_comes_back_whole_when_it_is_handed_in(learner: Browser, bad: str) -> None:
    page = learner.hand_in({"functional": "a long thought", "interface": bad})

    assert page.status_code == 422
    assert "a long thought" in page.text
    assert "interface" in words_of(page)


def test_emoji_and_every_script_are_kept(learner: Browser) -> None:
    answer = {"functional": "𝄞 👩‍👩‍👧 Übergröße 短い リンク عربي"}

    assert learner.save(answer).status_code == 200
    assert learner.draft()["answer"] == answer


@pytest.mark.parametrize(
    "body",
    [
        b"", b"nonsense", b"[]", b"null", b'"text"', b"{", b'{"answer": {}', b"\xff\xfe",
        b'{"answer": NaN}', b'{"answer": 1e999}', b'{"answer": ' + b"9" * 5000 + b"}",
        b'{"version": "1", "answer": {}}', b'{"version": -1, "answer": {}}',
        b'{"version": true, "answer": {}}', b'{"version": 0, "answer": []}',
        b'{"version": 2147483647, "answer": {}}', b'{"version": 0, "answer": {}, "more": 1}',
        b'{"version": 0, "answer": {"functional": 7}}', b'{"version": 0, "answer": {"api": 7}}',
        b'{"version": 0, "answer": {"estimates": [7]}}', b'{"version": 0, "answer": {"x": ""}}',
        b'{"version": 0, "answer": {"architecture": "text"}}',
        b'{"version": 99999999999, "answer": {}}', b'{"answer": {}}', b'{"version": 0}',
        '{"version": 0, "answer": {}}'.encode("utf-16"),
    ],
)  # fmt: skip
def test_a_body_that_is_no_draft_is_refused_by_field(learner: Browser, body: bytes) -> None:
    refused = learner.send("PUT", f"{WORKSPACE}/draft", body)

    assert refused.status_code == 422
    assert all(each["field"] and each["message"] for each in refused.get_json()["problems"])


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("[" * 50 + "]" * 50, False),
        ("[" * 51 + "]" * 51, True),
        ('{"a":' * 50 + "1" + "}" * 50, False),
        ('{"a":' * 51 + "1" + "}" * 51, True),
        ('"' + "[" * 1000 + '"', False),
        ('"\\"' + "[" * 1000 + '"', False),
        ('"\\\\"' + "[" * 1000, True),
        ("[[]," * 1000 + "]" * 1000, True),
        ("[" + "[]," * 1000 + "[]]", False),
        ("{" * 51, True),
        ("[}" * 1000, False),
    ],
)
def test_depth_is_measured_without_parsing(text: str, *, deep: bool) -> None:
    assert is_too_deep(text.encode()) is deep


@pytest.mark.parametrize(
    "hostile",
    [
        '"' + '\\"' * 500_000,
        '"' * 1_000_000,
        "\\" * 1_000_000,
        "[]" * 500_000,
        "[" * 1_000_000,
        "[{" * 500_000,
        '{"a":"' * 150_000,
        '"[' * 500_000,
    ],
)
def test_a_megabyte_of_anything_is_refused_fast(hostile: str) -> None:
    def refuse() -> None:
        with pytest.raises(BadInput):
            parse_object(hostile.encode(), field="body")
