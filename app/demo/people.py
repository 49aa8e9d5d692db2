"""The people of the demonstration. None of them exists."""

import random

GIVEN = (
    "Ada", "Amina", "Arjun", "Beatriz", "Bo", "Carmen", "Chen", "Daniel", "Dilek", "Elif",
    "Emeka", "Eva", "Farid", "Femi", "Goran", "Hana", "Irena", "Ivan", "Jonas", "Kaori",
    "Lale", "Lena", "Luis", "Maja", "Mateo", "Mira", "Nadia", "Nikos", "Oluwa", "Oskar",
    "Paul", "Priya", "Rosa", "Samir", "Sofia", "Tariq", "Uma", "Vera", "Wei", "Yusuf",
)  # fmt: skip
FAMILY = (
    "Adeyemi", "Andersen", "Bakker", "Costa", "Demir", "Dubois", "Eze", "Farkas", "Gruber",
    "Haddad", "Ivanova", "Jensen", "Kaya", "Khan", "Kim", "Kowalska", "Lindqvist", "Marin",
    "Mbeki", "Nguyen", "Novak", "Okafor", "Patel", "Rossi", "Sato", "Silva", "Tanaka", "Weiss",
)  # fmt: skip


def names(count: int, chance: random.Random) -> list[str]:
    """So many different names."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"] = None
    return list(found)


def address(name: str) -> str:
    """An address that reaches nobody: names below .example are kept free (RFC 2606)."""
    return name.casefold().replace(" ", ".") + "@class.example"
