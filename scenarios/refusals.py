"""Why a bundle is refused, or what is installed cannot be changed. Says it in Chinese; front ends may translate."""

from __future__ import annotations

from typing import Final

SAYS: Final[dict[str, str]] = {
    "no bundle": "不是 huashu pack 打的包",
    "unreadable": "包不完整，或者不是 huashu pack 打的包",
    "bundle too big": "包超过 {most} MB",
    "too many": "文件多于 {most} 个",
    "too big": "{name}：超过 {most} KB",
    "too much": "所有文件加起来超过 {most} MB",
    "lied": "{name}：实际大小和写明的不一样",
    "twice": "{name}：出现了两次（大小写不同也算）",
    "no plain file": "{name}：不是普通文件（链接和文件夹都不收）",
    "escapes": "{name}：路径会写到别处去",
    "long path": "{name}：路径超过 {most} 个字符",
    "unknown place": "{name}：只收场景、personas/ 和 rules/ 里的 .yaml，路径只用小写字母、数字和连字符",
    "device": "{name}：这个名字在 Windows 上不能用",
    "packing": "{name}：加了密，或者压缩方式不对",
    "no manifest": "包里没有清单",
    "bad manifest": "包里的清单读不懂",
    "newer": "这个包是更新版本的 huashu 打的；请先升级",
    "bad name": "清单里的名字或版本号不合规矩",
    "unlisted": "{name}：清单里没有",
    "missing": "{name}：清单里有，包里没有",
    "changed": "{name}：内容和清单对不上，文件坏了或者被改过",
    "empty": "没有场景、人物或规则",
    "index": "已安装的清单 {path} 读不懂；请把它删掉，再重新安装各个包",
    "newer index": "已安装的清单 {path} 是更新版本的 huashu 写的；请先升级",
    "held": "另一个窗口正在安装；请等它做完再试",
}
"""What is said of each kind of refusal."""


class Refusal(Exception):  # noqa: N818 - what a person is told, not a fault of the program
    """Something that is not done, of a kind that `SAYS` names."""

    def __init__(self, kind: str, **fields: object) -> None:
        super().__init__(SAYS[kind].format(**fields))
        self.says = SAYS[kind]
        self.fields = fields


class BundleError(Refusal):
    """A file that is no sound bundle."""


class LibraryError(Refusal):
    """The list of what is installed cannot be read, or somebody else is changing it."""
