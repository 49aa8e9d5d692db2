"""What is refused at the door says what is wrong in words, and by how much."""

import pytest
from pydantic import ValidationError

from capacity.architecture import Architecture
from capacity.frozen import BadInput

REFUSED = [
    ({"instances": 0}, "components[0].instances: is 0; it must be at least 1."),
    ({"instances": "0"}, "components[0].instances: is 0; it must be at least 1."),
    ({"instances": 1.5}, "components[0].instances: 1.5 is not a whole number."),
    ({"instances": "many"}, "components[0].instances: 'many' is not a whole number."),
    ({"hit_ratio": 3}, "components[0].hit_ratio: is 3; it can be at most 1."),
    (
        {"hit_ratio": "high"},
        "components[0].hit_ratio: `high`: I see no number at the start. Write the number first, as in 3.9k/s or 3 TB.",
    ),
    (
        {"name": "n" * 201},
        (
            "components[0].name: is 201 characters long; 200 fit here. "
            "Shorten it, or move a part elsewhere."
        ),
    ),
    ({"hit_ration": 1}, "components[0].hit_ration: unknown key. Did you mean 'hit_ratio'?"),
]


@pytest.mark.parametrize(("wrong", "said"), REFUSED, ids=lambda each: str(each)[:40])
def test_a_wrong_value_is_named_with_its_field_and_its_limit(
    wrong: dict[str, object], said: str
) -> None:
    raw = {"components": [{"id": "app", "kind": "service", **wrong}]}
    with pytest.raises(ValidationError) as refused:
        Architecture.model_validate(raw)
    assert str(BadInput.of(refused.value, Architecture)) == said
