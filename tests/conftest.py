"""What every test stands on: no file outside its own folder, no environment of the person who runs it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.assess import Scorer
from trainer import i18n

_OURS = ("HUASHU_DB", "HUASHU_LANG", "HUASHU_TRAINEE", "HUASHU_SCENARIOS", "HUASHU_CACHE")


@pytest.fixture(scope="session", autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Caches, data and settings of the whole run live in a folder of the run."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        for name in _OURS:
            patch.delenv(name, raising=False)
        patch.setenv("HUASHU_CACHE", str(home / "cache"))
        for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(home))
        yield


@pytest.fixture(scope="session")
def scorer() -> Scorer:
    """The shipped scorer."""
    return Scorer.load()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment for a process started by a test: everything it writes goes below the test's folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUASHU_")}
    return kept | {"HUASHU_CACHE": os.environ["HUASHU_CACHE"], "HUASHU_DB": str(tmp_path / "huashu.db")}


@pytest.fixture(autouse=True)
def _language_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process speaks one language; a test that chooses another leaves the next ones theirs."""
    monkeypatch.setattr(i18n, "_translations", i18n._translations)
