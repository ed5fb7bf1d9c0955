"""Commands that only read make no database and change none."""

from pathlib import Path

import pytest

from tests.cli.conftest import BEST, Call
from trainer.cli.exits import ExitCode
from transcripts.store import Store


@pytest.mark.parametrize("command", ["sessions", "show", "audit", "backup"])
def test_a_mistyped_database_is_said_and_none_is_made(command: str, huashu: Call, tmp_path: Path) -> None:
    mistyped = tmp_path / "folder" / "mistyped.db"
    more = {"show": ("000000",), "backup": (tmp_path / "copy.db",)}.get(command, ())
    called = huashu(command, *more, "--db", mistyped)
    assert (called.code, called.out) == (ExitCode.USAGE, "")
    assert "mistyped.db" in called.err
    assert not mistyped.parent.exists()
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize("command", ["sessions", "show", "audit", "backup"])
def test_what_only_reads_opens_the_file_for_reading(
    command: str, talk: Call, huashu: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {"show": (talk(*BEST).session,), "backup": (tmp_path / "copy.db",)}.get(command, ())
    if not more:
        talk(*BEST)
    seen: list[object] = []
    opened = Store.open.__func__  # type: ignore[attr-defined]

    def noted(cls: type[Store], /, *arguments: object, **options: object) -> Store:
        seen.append(options.get("read_only"))
        store: Store = opened(cls, *arguments, **options)
        return store

    monkeypatch.setattr(Store, "open", classmethod(noted))
    assert huashu(command, *more).code == 0
    assert seen == [True]
