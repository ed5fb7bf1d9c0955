"""`huashu play`: a practice line by line with --plain, else in the app."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from trainer.cli.beginning import mood_of, moods_of, must_have
from trainer.cli.content import load_scenario, load_scorer, open_catalogue, opened_store, trainee
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.cli.text import from_shell
from trainer.i18n import _

if TYPE_CHECKING:
    from trainer.keeping import KeptPractice
    from transcripts.records import Mode, Session
    from transcripts.store import Store


@click.command("play", help=_("练一个场景；--plain 逐行进行，不用屏幕。"))
@click.argument("scenario", required=False)
@click.option("--plain", is_flag=True, help=_("逐行输入输出，读屏软件和脚本都能用"))
@click.option("--exam", is_flag=True, help=_("考试：结束后才看分"))
@click.option("--timed", is_flag=True, help=_("限时：客户的耐心随时间减少"))
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help=_("随机种子：同样的种子，客户说同样的话"))
@click.option("--resume", metavar="ID", help=_("接着练一次没练完的"))
@click.option("--from", "state", metavar="STATE", help=_("从这个状态开始"))
@click.option(
    "--mood", multiple=True, metavar="anger=7,trust=3", help=_("改开始时的心情：anger、trust、patience，各 0–10")
)
@common
def play_command(
    settings: Settings,
    scenario: str | None,
    *,
    plain: bool,
    exam: bool,
    timed: bool,
    seed: int | None,
    resume: str | None,
    state: str | None,
    mood: tuple[str, ...],
) -> int:
    """Practise one scenario."""
    if exam and timed:
        raise Failure(ExitCode.USAGE, _("--exam 和 --timed 只能选一个"))
    wish = Wish(scenario, resume, "exam" if exam else "timed" if timed else None, seed, state, moods_of(mood))
    if scenario is None and resume is None:
        raise Failure(ExitCode.USAGE, _("要练哪个场景？用 huashu list 看有哪些。"))
    return _play_plainly(settings, wish) if plain else _play_in_the_app(settings, wish)


def _play_in_the_app(settings: Settings, wish: Wish) -> int:
    trainee = _check_for_app(settings, wish)
    from trainer.cli.app import open_app

    return open_app(
        settings._replace(trainee=trainee),
        scenario=wish.scenario,
        resume=wish.resume,
        mode=wish.mode or "practice",
        seed=wish.seed or 0,
        state=wish.state,
        moods=wish.moods,
    )


def _check_for_app(settings: Settings, wish: Wish) -> str | None:
    """Say what is wrong while there is still a command line to say it on; answers whose practice it is going to be."""
    if wish.resume is not None:
        with opened_store(settings, read_only=True) as store:
            return _session(store, settings, wish).person
    if wish.state is not None:
        must_have(load_scenario(open_catalogue(settings), wish.scenario or ""), wish.state)
    return settings.trainee


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; None where nothing was said."""

    scenario: str | None
    resume: str | None
    mode: Mode | None
    seed: int | None
    state: str | None
    moods: dict[str, int]


def _play_plainly(settings: Settings, wish: Wish) -> int:
    # The scenario first: what is wrong with it is said before a database is made.
    scenario = None if wish.resume is not None else load_scenario(open_catalogue(settings), wish.scenario or "")
    if scenario is not None:
        must_have(scenario, wish.state)
    scorer = load_scorer(settings)
    from trainer.cli.talk import PlainTalk
    from trainer.keeping import Keeper, Start

    with opened_store(settings) as store:
        if scenario is None:
            session = _session(store, settings, wish)
            keeper = Keeper(store, scorer, session.person)
            kept = _resumed(keeper.resume(session.id))
        else:
            keeper = Keeper(store, scorer, trainee(store, settings.trainee).id)
            start = Start(wish.seed or 0, wish.mode or "practice", wish.state, mood_of(scenario, wish.moods))
            kept = keeper.start(scenario, start)
        PlainTalk(keeper, kept, sys.stdin, sys.stdout).run()
    return ExitCode.DONE


def _session(store: Store, settings: Settings, wish: Wish) -> Session:
    """The session to go on with, when nothing else that was asked for contradicts it."""
    session = store.session(store.find_session(from_shell(wish.resume or "")))
    if settings.trainee and store.find_person(settings.trainee).id != session.person:
        raise Failure(ExitCode.USAGE, _("这次练习是别人的；要自己练，请新开一次。"))
    same = (
        session.scenario.endswith(wish.scenario or "")
        and wish.mode in (None, session.mode)
        and wish.seed in (None, session.seed)
        and wish.state in (None, session.start.get("state"))
        and not wish.moods
    )
    if not same:
        said = _("--resume 接着原来的练：{scenario}，{mode}，种子 {seed}；别的选项请去掉。")
        message = said.format(scenario=session.scenario, mode=session.mode, seed=session.seed)
        raise Failure(ExitCode.USAGE, message)
    return session


def _resumed(kept: KeptPractice) -> KeptPractice:
    if kept.practice.ended:
        said = _("这次练习已经结束了。看它用 huashu show {id}，再练用 huashu play {scenario}。")
        message = said.format(id=kept.session.id, scenario=kept.session.scenario)
        raise Failure(ExitCode.USAGE, message)
    return kept
