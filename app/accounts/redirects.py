"""Where to go after signing in: only ever to a page of this server."""

from urllib.parse import unquote, urlsplit


def is_safe(target: str) -> bool:
    r"""Whether a target stays on this server, however a browser reads it.

    Browsers drop tabs and line breaks, take a backslash for '/', and '//host' for another server.

    >>> is_safe("/practise/url-shortener?from=book")
    True
    >>> [is_safe(each) for each in ("//e", "/\\e", "\t//e", "/%2Fe", "https://e", "practise")]
    [False, False, False, False, False, False]
    """
    for _round in range(3):  # as it stands, and as it reads once and twice decoded
        if not _stays(target):
            return False
        target = unquote(target)
    return True


def _stays(target: str) -> bool:
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        return False
    if any(ord(letter) < 33 or ord(letter) == 127 for letter in target):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def safe_next(target: str | None, otherwise: str) -> str:
    return target if target and len(target) <= 500 and is_safe(target) else otherwise
