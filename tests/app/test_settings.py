"""Settings are checked at start, and a mistake names the place where it was written."""

import stat
from pathlib import Path

import pytest

from app.__main__ import main
from app.secret_key import secret_key
from app.settings import Settings, read_settings
from capacity.frozen import BadInput


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("port = 1\nthreads = 2\nhttps = true\n")

    settings = read_settings(
        {"DRAWN_PORT": "3", "DRAWN_THREADS": "4", "HOME": "/"},
        data=str(tmp_path),
        port=5,
        host=None,
    )

    assert (settings.port, settings.threads, settings.https) == (5, 4, True)
    assert settings.host == "127.0.0.1"


def test_several_hosts_are_separated_by_commas(tmp_path: Path) -> None:
    settings = read_settings({"DRAWN_ALLOWED_HOSTS": "a.example, b.example"}, data=str(tmp_path))

    assert settings.hosts[-2:] == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("environment", "file", "said"),
    [
        ({"DRAWN_THREADS": "many"}, "", "DRAWN_THREADS: "),
        ({"DRAWN_TREADS": "8"}, "", "DRAWN_TREADS: is not a setting. Did you mean 'threads'?"),
        ({}, "threads = 0", "settings.toml: threads: "),
        ({}, "tread = 1", "settings.toml: tread: is not a setting."),
        ({}, "threads = ", "settings.toml: cannot be read: "),
        ({"DRAWN_DATABASE_URL": "mysql://a/b"}, "", "DRAWN_DATABASE_URL: is sqlite:///file or"),
        ({}, 'database_url = "drawn.db"', "settings.toml: database_url: is sqlite:///file or"),
    ],
)
def test_a_mistake_names_where_it_was_written(
    tmp_path: Path, environment: dict[str, str], file: str, said: str
) -> None:
    (tmp_path / "settings.toml").write_text(file)

    with pytest.raises(BadInput) as refused:
        read_settings(environment, data=str(tmp_path))

    assert said in str(refused.value)


def test_hosts_write_postgres_and_we_say_the_driver() -> None:
    for given in ("postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"):
        assert Settings(database_url=given).database == "postgresql+psycopg://u@h/d"


def test_the_app_does_not_start_without_its_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAWN_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

    assert main(["serve", "--data", str(tmp_path)]) == 2

    assert "the database does not answer" in capsys.readouterr().err


def test_the_app_does_not_start_with_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAWN_THREADS", "none")

    assert main(["serve", "--data", str(tmp_path)]) == 2
    assert "DRAWN_THREADS" in capsys.readouterr().err


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")

    first, second = secret_key(settings), secret_key(settings)

    assert first == second
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "data" / "secret.key").stat().st_mode) == 0o600
    assert secret_key(Settings(data=tmp_path / "data", secret_key="given")) == "given"


def test_a_secret_does_not_show_in_what_is_printed(tmp_path: Path) -> None:
    assert "given" not in repr(Settings(data=tmp_path, secret_key="given"))
