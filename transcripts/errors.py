"""What can go wrong with the store, each in a Chinese sentence that says what to do. Decides no exit code."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar


class StoreError(Exception):
    """Anything the store could not or would not do: `says` with `fields` put in, which may be said in any language."""

    says: ClassVar[str] = ""

    def __init__(self, **fields: str) -> None:
        self.fields = fields
        super().__init__(self.says.format(**fields))


class FileTrouble(StoreError):  # noqa: N818 - an error is named by the state it found
    """The database file cannot be used as it is; `path` says which file, `detail` what was found."""

    says = "读写数据文件时出错：{path}（{detail}）。文件没有删除，也没有覆盖，请复制一份留底后再试。"

    def __init__(self, path: Path, detail: object = "") -> None:
        self.path = path
        self.detail = str(detail)
        super().__init__(path=str(path), detail=self.detail)


class Locked(FileTrouble):
    """Another program kept the file locked for longer than we wait."""

    says = (
        "数据文件正被别的程序占用：{path}。请关掉正在使用它的其他窗口（另一个话术、Datasette、网盘同步），"
        "再试一次；刚才这一步没有存进去，之前的记录都在。"
    )


class NotWiped(FileTrouble):
    """The data is deleted, but its old bytes may still be found in the file or its log."""

    says = (
        "资料已经删除，但旧内容的痕迹还没有清干净：{path}（{detail}）。"
        "请关掉其他正在使用它的程序、腾出空间，再清理一次。"
    )


class ReadOnly(FileTrouble):
    """The file or its folder may not be written."""

    says = "数据文件不能写入：{path}。请检查文件和所在文件夹的权限，或者用 --db 换一个能写的位置。"


class Full(FileTrouble):
    """The disk is full."""

    says = "磁盘满了，刚才这一步没有存进去：{path}。请腾出一些空间再试，之前的记录都在。"


class Corrupt(FileTrouble):
    """The file is a damaged database."""

    says = (
        "数据文件已损坏：{path}（{detail}）。文件没有删除，也没有覆盖。"
        "请先复制一份留底，再换上备份；或者用 --db 另开一个新文件，先继续练习。"
    )


class NotADatabase(FileTrouble):
    """The file is something else: text, a picture, the database of another program."""

    says = "这不是话术的数据文件：{path}（{detail}）。文件没有改动，请用 --db 指定另一个文件。"


class Newer(FileTrouble):
    """The file was written by a newer version of this program."""

    says = "数据文件来自更新版本的话术：{path}（{detail}）。文件没有改动，请先升级话术再打开。"


class Older(FileTrouble):
    """The file needs migrating, and was opened for reading only."""

    says = "数据文件是旧版本的：{path}（{detail}）。请用能写入的方式打开一次，会先留一份备份再升级。"


class NotMigrated(FileTrouble):
    """Bringing the file up to date failed; it is as it was, and `detail` names the copy made beforehand."""

    says = "数据文件没能升级：{path}。原来的内容没有变，升级前的备份在 {detail}。请把两个文件都留好，再联系维护人员。"


class Missing(FileTrouble):
    """There is no such file, and it was to be read only."""

    says = "找不到数据文件：{path}。请检查 --db 写的位置；第一次使用时，先运行 huashu 建立数据文件。"


class Moved(FileTrouble):
    """The file was moved, replaced or deleted while it was open."""

    says = "数据文件被移走、替换或删除了：{path}。请把它放回原处，关掉话术重新打开；刚才这一步没有存进去。"


class Unreachable(FileTrouble):
    """The path cannot be opened or made: a folder, a file where a folder must be, a drive that is gone."""

    says = "打不开数据文件：{path}（{detail}）。请检查位置是否写对、磁盘是否连着，或者用 --db 换一个位置。"


class DiskTrouble(FileTrouble):
    """The system could not read or write the disk."""

    says = "磁盘读写出错：{path}（{detail}）。请检查磁盘空间和连接，不要放在网络共享盘上；之前存好的记录不受影响。"


class TargetExists(FileTrouble):
    """A copy was to be written over an existing file."""

    says = "已经有这个文件了，没有覆盖：{path}。请换一个文件名。"


class Unknown(StoreError):  # noqa: N818
    """Nothing, or more than one thing, answers to what was asked for."""


class UnknownSession(Unknown):
    """No session has this id or ending."""

    says = "没有编号为“{ending}”的练习；请写出编号末尾至少六个字符，或者用 huashu sessions 查看全部编号。"

    def __init__(self, ending: str) -> None:
        super().__init__(ending=ending)


class AmbiguousSession(Unknown):
    """Several sessions end so; `found` has some of their ids."""

    says = "有几场练习的编号都以“{ending}”结尾，请多写几个字符：{found}"

    def __init__(self, ending: str, found: Sequence[str]) -> None:
        self.found = tuple(found)
        super().__init__(ending=ending, found="、".join(found))


class UnknownPerson(Unknown):
    """Nobody has this id, staff number or name."""

    says = "没有找到“{wanted}”，请核对姓名或工号。"

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted=wanted)


class AmbiguousPerson(Unknown):
    """Several people share this name; `found` has their staff numbers."""

    says = "叫“{wanted}”的不止一位，请改用工号：{found}"

    def __init__(self, wanted: str, found: Sequence[str]) -> None:
        self.found = tuple(found)
        super().__init__(wanted=wanted, found="、".join(found))


class UnknownText(Unknown):
    """No text of this hash was kept."""

    says = "没有保存过这一版的场景或规则原文：{wanted}。"

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted=wanted)


class Conflict(StoreError):  # noqa: N818
    """What was to be kept contradicts what is kept already; nothing was changed."""


class AlreadyKept(Conflict):
    """The same id or number is kept with other content."""

    things: ClassVar[tuple[str, ...]] = ("这场练习", "这场练习的结局", "这条点评", "这个时刻的合格标准")
    says = "已经存过，内容不一样，没有覆盖：{what}。它可能开在另一个窗口里，请从列表重新打开。"

    def __init__(self, what: str) -> None:
        super().__init__(what=what)


class OutOfOrder(Conflict):
    """A turn that is not the next one."""

    says = "下一句应该是第 {expected} 句，收到的却是第 {number} 句，没有存。请从列表重新打开这场练习。"

    def __init__(self, expected: int, number: int) -> None:
        super().__init__(expected=str(expected), number=str(number))


class AlreadyEnded(Conflict):
    """The session is over."""

    says = "这场练习已经结束，不能再添加。要再练一次，请新开一场。"


class OtherPerson(Conflict):
    """A retry of someone else's session."""

    says = "只能从自己的练习里重来；这一场是别人的。"


class Refused(Conflict):
    """The database's own rules refuse the rows: a mark out of range, a reference to nothing."""

    says = "这条记录不合数据文件的规则，没有存（{detail}）。"

    def __init__(self, detail: object) -> None:
        super().__init__(detail=str(detail))
