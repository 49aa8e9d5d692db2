"""What an installation may change, read once at start: defaults, one file, the environment.

The file is `settings.toml` in the data folder. A setting's name in the environment has `DRAWN_` in
front and wins over the file; what the command line says wins over both:

    threads = 16                        # data/settings.toml
    DRAWN_ALLOWED_HOSTS=drawn.example   # the environment; several are separated by commas
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator

from capacity.frozen import BadInput, Frozen, Problem, did_you_mean

PREFIX = "DRAWN_"
FILE = "settings.toml"
ROOT = Path(__file__).resolve().parent.parent
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


class Settings(Frozen):
    """Every setting, checked. Times are in seconds."""

    data: Path = ROOT / "data"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    threads: Annotated[int, Field(ge=1, le=256)] = 8
    database_url: str = ""  # empty: an SQLite file in the data folder; or postgresql://…
    database_patience: Annotated[float, Field(gt=0, le=60)] = 5  # a write waits this long its turn
    secret_key: SecretStr = SecretStr("")  # empty: made once and kept in the data folder
    allowed_hosts: tuple[str, ...] = ()  # names this server answers to, besides this machine's own
    https: bool = False  # cookies are then sent over https only
    proxies: Annotated[int, Field(ge=0, le=5)] = 0  # reverse proxies in front whose word is taken
    job_lease: Annotated[float, Field(ge=1, le=600)] = (
        20  # a worker silent for so long has lost its part
    )
    workers: Annotated[int, Field(ge=0, le=64)] = (
        1  # processes for long work; 0: elsewhere, or none
    )
    log_format: Literal["lines", "json"] = "lines"  # for people, or for machines
    metrics_token: SecretStr = SecretStr("")  # who says it may read /metrics; empty: nobody
    rate_limit_storage: str = "memory://"  # one process; several processes share a redis:// address
    book: Path = ROOT / "book" / "_build"

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _separated_by_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("database_url")
    @classmethod
    def _a_database_that_is_supported(cls, value: str) -> str:
        kind = value.partition("://")[0].partition("+")[0]
        if value and ("://" not in value or kind not in {"sqlite", "postgresql", "postgres"}):
            raise ValueError("is sqlite:///file or postgresql://user:password@host/name")
        return value

    @field_validator("data", "book")
    @classmethod
    def _from_the_root(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    def as_environment(self) -> dict[str, str]:
        """What was chosen, said once more for a process that this one starts."""
        said: dict[str, str] = {}
        for name in self.model_fields_set:
            value = getattr(self, name)
            if isinstance(value, SecretStr):
                value = value.get_secret_value()
            said[PREFIX + name.upper()] = (
                ",".join(value) if isinstance(value, tuple) else str(value)
            )
        return said

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every name this server answers to."""
        served = () if self.host in {"0.0.0.0", "::"} else (self.host,)  # noqa: S104 - compared only
        return (*THIS_MACHINE, *served, *self.allowed_hosts)

    @property
    def database(self) -> str:
        given = self.database_url
        if given.startswith(
            ("postgresql://", "postgres://")
        ):  # as hosts write it; we say the driver
            return f"postgresql+psycopg://{given.partition('://')[2]}"
        return given or f"sqlite:///{self.data / 'drawn-to-scale.sqlite3'}"


def read_settings(environment: Mapping[str, str], **chosen: Any) -> Settings:
    """The settings of this start; `chosen` comes from the command line, where None means not said.

    Raises BadInput, each problem naming the variable or the key in the file that is wrong.
    """
    said = {name: value for name, value in chosen.items() if value is not None}
    variables = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }
    folder = Path(said.get("data") or variables.get("data") or Settings().data)
    file = folder / FILE
    written = _read_file(file)
    try:
        return Settings.model_validate({**written, **variables, **said})
    except ValidationError as error:
        raise BadInput(
            _where(problem, file, variables, said)
            for problem in BadInput.of(error, Settings).problems
        ) from None


def _read_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadInput([Problem(field=str(file), message=f"cannot be read: {error}")]) from None


def _where(
    problem: Problem, file: Path, variables: Mapping[str, str], said: Mapping[str, Any]
) -> Problem:
    """The same problem, naming the place where the person wrote it."""
    name = problem.field.partition("[")[0].partition(".")[0]
    message = problem.message
    if message.startswith("unknown key"):
        message = f"is not a setting.{did_you_mean(name, Settings.model_fields)}"
    if name in said:
        return Problem(field=f"--{name}", message=message)
    if name in variables:
        return Problem(field=PREFIX + name.upper(), message=message)
    return Problem(field=f"{file}: {problem.field}", message=message)
