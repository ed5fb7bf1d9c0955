"""`huashu` and `huashu app`: opens the app where there is a terminal to draw on. No Textual is imported before that."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import trouble_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transcripts.records import Mode


@click.command("app", help=_("打开练习程序（不写命令时就是它）"))
@common
def app_command(settings: Settings) -> int:
    """Open the app."""
    return open_app(settings)


@click.command("review", help=_("讲师批阅：筛选、看对话、改分、写评语，看全班和一致程度"))
@common
def review_command(settings: Settings) -> int:
    """Open the app on the instructor's side."""
    return open_app(settings, review=True)


def open_app(
    settings: Settings,
    *,
    scenario: str | None = None,
    resume: str | None = None,
    mode: Mode = "practice",
    seed: int = 0,
    state: str | None = None,
    moods: Mapping[str, int] | None = None,
    review: bool = False,
) -> int:
    """Run the app until the person leaves; what ended it otherwise is a failure with its exit code."""
    _check(settings)
    # Read once, when textual is imported: with it on, terminals that speak the kitty protocol garble Chinese input.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    from trainer.app.app import HuashuApp
    from trainer.app.desk import Desk, Wish

    desk = Desk(settings.db, settings.scenarios, settings.trainee)
    wish = Wish(scenario, resume, mode, seed, state, tuple((moods or {}).items()), review)
    app = HuashuApp(desk, wish)
    try:
        app.run()
    finally:
        desk.close()
    if app.failure is not None:
        raise _told(app.failure) from app.failure
    return app.return_code or ExitCode.DONE


def _check(settings: Settings) -> None:
    """What can be said before anything is loaded."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure(ExitCode.NO_TERMINAL, _("这里不是终端，打不开练习程序；逐行练习请用 huashu play ID --plain。"))
    if settings.scenarios is not None and not settings.scenarios.is_dir():
        raise Failure(ExitCode.USAGE, _("没有这个场景文件夹：{path}").format(path=settings.scenarios))


def _told(error: Exception) -> Exception:
    """What stopped the app, as a failure with its exit code; anything unforeseen as it is."""
    from scoring.rules import RuleError
    from trainer.app.desk import CannotPlay
    from transcripts.errors import FileTrouble, StoreError

    codes = {
        FileTrouble: ExitCode.DATABASE,
        StoreError: ExitCode.USAGE,
        LookupError: ExitCode.USAGE,
        RuleError: ExitCode.INVALID,
        CannotPlay: ExitCode.INVALID,
    }
    code = next((code for kind, code in codes.items() if isinstance(error, kind)), None)
    return error if code is None else Failure(code, trouble_words(error))
