"""The key that signs cookies: made at the first start, kept in the data folder, read by nobody else."""

import os
import secrets
from pathlib import Path

from app.settings import Settings

FILE = "secret.key"


def secret_key(settings: Settings) -> str:
    """The configured key, else the one in the data folder, which is made if there is none."""
    configured = settings.secret_key.get_secret_value()
    if configured:
        return configured
    path = settings.data / FILE
    create_private(path, secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()


def create_private(path: Path, content: str = "") -> None:
    """Make a file that only its owner may read, unless it is there already."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        opened = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        path.chmod(0o600)
        return
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(content)
