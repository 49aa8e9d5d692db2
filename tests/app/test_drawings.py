"""A drawing in other forms, as the canvas asks for it."""

from tests.app.browsing import Browser

SHOP = 'client me "Me"\nservice app "Shop" x3 in a\nsql_database db x2 shards=4\n\nme -> app\napp -> db read n=2\n'


def test_a_drawing_goes_out_and_comes_back_the_same(learner: Browser) -> None:
    mermaid = learner.send(
        "POST", "/drawings/convert", {"text": SHOP, "from": "text", "to": "mermaid"}
    )
    back = learner.send(
        "POST", "/drawings/convert", {"text": mermaid.json["text"], "from": "mermaid", "to": "text"}
    )

    assert mermaid.json["text"].startswith("flowchart LR")
    assert back.json["text"].replace("\n\n", "\n") == SHOP.replace("\n\n", "\n")


def test_code_is_written_and_never_read(learner: Browser) -> None:
    code = learner.send(
        "POST", "/drawings/convert", {"text": SHOP, "from": "text", "to": "diagrams"}
    )
    read = learner.send(
        "POST", "/drawings/convert", {"text": code.json["text"], "from": "diagrams", "to": "text"}
    )

    assert code.json["text"].startswith("from diagrams import")
    assert read.status_code == 422


def test_what_cannot_be_read_is_named_with_its_line(learner: Browser) -> None:
    refused = learner.send(
        "POST",
        "/drawings/convert",
        {"text": "service app\nservce db", "from": "text", "to": "mermaid"},
    )

    assert refused.status_code == 422
    assert refused.json["problems"][0]["field"] == "line 2, column 1"
    assert "Did you mean 'service'?" in refused.json["problems"][0]["message"]


def test_where_boxes_stand_is_kept_and_changes_no_grade(learner: Browser) -> None:
    plain = {"architecture": {"text": SHOP}}
    placed = {"architecture": {"text": SHOP, "layout": {"places": {"app": [40, 80]}}}}

    looks = [
        learner.send("POST", "/practise/url-shortener/look", {"answer": each}).json
        for each in (plain, placed)
    ]

    assert looks[0]["architecture"] == looks[1]["architecture"]
    assert looks[0]["problems"] == looks[1]["problems"]
    assert [each["id"] for each in looks[0]["architecture"]["components"]] == ["me", "app", "db"]
