"""What the menu (ctrl+p) offers beside each page's own keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand

from trainer.i18n import _

if TYPE_CHECKING:
    from textual.screen import Screen

    from trainer.app.app import HuashuApp


def commands(app: HuashuApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """The commands by name, with a sentence each."""
    if app.desk.person is not None:
        yield SystemCommand(_("批阅"), _("讲师用：看所有人的练习，改分、写评语"), app.queue)
        yield SystemCommand(_("回到课程"), _("看全部场景和成绩；正在练的一场随时可以接着练"), app.course)
        yield SystemCommand(_("换一个人"), _("让这台电脑上的另一个人来练"), app.people)
        yield SystemCommand(_("改姓名、工号、班组"), _("更正自己的资料，成绩不变"), lambda: _correct(app))
        yield SystemCommand(_("备份数据"), _("把全部练习记录复制到一个新文件"), lambda: _back_up(app))
    yield SystemCommand(_("换配色"), _("深色、浅色、高对比和其他配色；会记住"), app.search_themes)
    yield SystemCommand(_("按键说明"), _("列出这一页能用的按键"), lambda: _list_keys(app, screen))
    yield SystemCommand(_("离开"), _("关闭程序；每一句都已经保存"), app.exit)


def _list_keys(app: HuashuApp, screen: Screen[Any]) -> None:
    from trainer.app.keys import Keys
    from trainer.app.page import Hints

    app.push_screen(Keys([key for hints in screen.query(Hints) for key in hints.keys]))


def _correct(app: HuashuApp) -> None:
    from trainer.app.person import PersonForm

    app.push_screen(PersonForm(app.desk.person))


def _back_up(app: HuashuApp) -> None:
    def told(path: object) -> None:
        app.say(_("已备份到 {path}").format(path=path), timeout=10)

    app.run_worker(lambda: app.attempt(app.desk.backup, told), thread=True)
