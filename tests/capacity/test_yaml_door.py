"""YAML comes in small, shallow and without tricks; every refusal names the file and the line."""

from pathlib import Path

import pytest

from capacity import yaml_door
from capacity.frozen import BadInput

BILLION_LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BILLION_LAUGHS, "chat.yaml: line 1: anchors and aliases"),
        ("[" * 25_000, "chat.yaml: is nested deeper than 40 levels"),
        ("{a: " * 25_000, "chat.yaml: is nested deeper than 40 levels"),
        ("- " * 25_000 + "x", "chat.yaml: is nested deeper than 40 levels"),
        ("? " * 25_000 + "x", "chat.yaml: is nested deeper than 40 levels"),
        ("".join(f"{' ' * depth}k:\n" for depth in range(300)), "is nested deeper than 40 levels"),
        ("x" * 300_000, "chat.yaml: 300,000 characters are too many"),
        ("a: 1\nb: 2\na: 3\n", "chat.yaml: the key 'a' is there twice (line 3)"),
        ("a: !!python/object/apply:os.system [ls]\n", "chat.yaml: line 1: tags (!) are not used"),
        ("a: [1, 2\nb: 3\n", "chat.yaml: line 2"),
    ],
    ids=["bomb", "brackets", "braces", "dashes", "questions", "indentation", "long", "twice", "tag", "broken"],
)  # fmt: skip
def test_trick_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        yaml_door.load(text, "chat.yaml")

    assert message in str(refused.value)


def test_words_and_numbers_are_what_they_look_like() -> None:
    found = yaml_door.load(
        "on: no\nyes: off\nratio: 100:1\nday: 2026-11-24\nn: 010\nf: 1.5\ni: 7\nt: true\nnone: ~",
        "x",
    )

    assert found == {
        "on": "no",
        "yes": "off",
        "ratio": "100:1",
        "day": "2026-11-24",
        "n": "010",
        "f": 1.5,
        "i": 7,
        "t": True,
        "none": None,
    }


def test_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"a: \xff")

    with pytest.raises(BadInput, match=r"none\.yaml: cannot be read"):
        yaml_door.load_file(tmp_path / "none.yaml")
    with pytest.raises(BadInput, match=r"latin\.yaml: is not UTF-8"):
        yaml_door.load_file(tmp_path / "latin.yaml")
