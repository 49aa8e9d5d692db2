"""Password hashes with argon2id.

The cost is the first of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. It
takes some 20 ms, so that all threads of a small server may hash at once without running out of
memory (8 threads × 19 MiB = 152 MiB).
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200  # past a sentence, the hash hides nothing more and only costs

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_nobody = _hasher.hash("the password of nobody")


def hashed(password: str) -> str:
    return _hasher.hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Whether this is the password; for an account that does not exist it takes as long to say no."""
    try:
        return _hasher.verify(stored or _nobody, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def weakness(password: str, *personal: str) -> str | None:
    """Why this password would not do, as a sentence, or None."""
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters. A short sentence is easy to remember."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    if len(set(password)) < 4:
        return "These are the same few characters again and again. Use a short sentence."
    plain = password.casefold()
    if any(word and plain == word.casefold() for word in personal):
        return "This is your name or address. Use something that others do not know."
    return None
