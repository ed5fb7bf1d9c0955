"""The commands by name, each loaded only when it is called, so that no command pays for another's imports."""

from importlib import import_module
from typing import Any, Final

import click

from trainer.cli.options import Settings, common
from trainer.cli.words import SpokenContext, offer
from trainer.i18n import _

_WHERE: Final = {
    "app": "trainer.cli.app",
    "agreement": "trainer.cli.agreement",
    "audit": "trainer.cli.audit",
    "backup": "trainer.cli.data",
    "check": "trainer.cli.check",
    "cohort": "trainer.cli.cohort",
    "datasette": "trainer.cli.datasette",
    "diff": "trainer.cli.diff",
    "doctor": "trainer.cli.doctor",
    "explain": "trainer.cli.explain",
    "export": "trainer.cli.export",
    "forget": "trainer.cli.data",
    "graph": "trainer.cli.graph",
    "import": "trainer.cli.intake",
    "install": "trainer.cli.install",
    "list": "trainer.cli.listing",
    "new": "trainer.cli.new",
    "pack": "trainer.cli.pack",
    "pass-rule": "trainer.cli.roster",
    "play": "trainer.cli.play",
    "review": "trainer.cli.app",
    "roster": "trainer.cli.roster",
    "schema": "trainer.cli.schema",
    "score": "trainer.cli.score",
    "sessions": "trainer.cli.sessions",
    "show": "trainer.cli.sessions",
}


def _summaries() -> dict[str, str]:
    """One line for each command, here so that `--help` loads none of them."""
    return {
        "app": _("打开练习程序（不写命令时就是它）"),
        "agreement": _("机器和讲师、讲师和讲师的一致程度"),
        "audit": _("重放所有会话，列出不能重现的"),
        "backup": _("把数据库备份到一个新文件"),
        "cohort": _("看一个班或一个人练得怎样"),
        "check": _("检查场景、人物和规则文件"),
        "datasette": _("给 Datasette 的说明文件"),
        "diff": _("改了场景或规则，发布前看看会变什么"),
        "doctor": _("看看这个终端会有什么问题，怎么设置"),
        "explain": _("一句回复，为什么得这个分、为什么走这条路"),
        "export": _("导出会话：bundle、jsonl、csv 或 html"),
        "forget": _("删除一个人的全部数据"),
        "graph": _("把场景画成 Mermaid 路线图"),
        "import": _("把别的电脑导出的会话收进来"),
        "install": _("安装别人打好的场景包"),
        "list": _("列出场景"),
        "new": _("新建一个场景"),
        "pack": _("把自己的场景打成一个包"),
        "pass-rule": _("看或改合格标准"),
        "play": _("练一个场景"),
        "review": _("讲师批阅"),
        "roster": _("名单和作业"),
        "schema": _("场景、人物和规则文件的格式，给编辑器用"),
        "score": _("给 JSON 行里的回复打分"),
        "sessions": _("列出会话"),
        "show": _("显示一次会话"),
    }


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is used."""

    context_class = SpokenContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command's name."""
        return sorted(_WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Import a command."""
        if cmd_name not in _WHERE:
            return None
        module = import_module(_WHERE[cmd_name])
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        command.context_class = SpokenContext
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or say which one may have been meant."""
        if args[0] not in _WHERE:
            from difflib import get_close_matches

            near = get_close_matches(args[0][:40], _WHERE)
            ctx.fail(_("没有命令“{name}”{offer}").format(name=args[0], offer=offer(near)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """List the commands without importing one."""
        with formatter.section(_("命令")):
            formatter.write_dl(sorted(_summaries().items()))


def group() -> click.Group:
    """The command line as a click group, in the language spoken now."""

    @click.group(
        cls=LazyGroup,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=_("话术：投诉处理对练。不写命令就打开练习程序。"),
    )
    @click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help=_("版本"))
    @common
    @click.pass_context
    def huashu(context: click.Context, settings: Settings) -> Any:
        if context.invoked_subcommand is None:
            from trainer.cli.app import open_app

            return open_app(settings)
        return None

    return huashu


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from trainer import __version__

        click.echo(f"huashu {__version__}")
        context.exit()
