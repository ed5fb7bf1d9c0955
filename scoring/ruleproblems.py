"""What can be wrong with a rule file, and how it is said. Finds nothing itself and never prints."""

from typing import Final, NamedTuple

from scoring.yamlfile import YamlError

RULE_IDS: Final[dict[str, str]] = {
    "E700": "文件读不了",
    "E701": "类型不对",
    "E702": "缺少必填项",
    "E703": "不认识的键",
    "E704": "不认识的名字，或放错了文件夹",
    "E705": "短语写法不对",
    "E706": "例句不算数",
    "E707": "短语太多",
    "E708": "文件名不合规矩，或和自带的撞了编号",
}
"""Every id of a rule file, with its heading."""


class RuleProblem(NamedTuple):
    """One thing that is wrong with a rule file at one line; `name` is its path below the rules folder."""

    name: str
    line: int
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.name}:{self.said()}"

    def said(self) -> str:
        """The problem without its file."""
        return f"{self.line}: error {self.id} {self.message}"


def unread(error: YamlError) -> list[RuleProblem]:
    """What is wrong with the writing of a file."""
    return [RuleProblem(each.name, each.line, "E700", each.message) for each in (*error.before, error)]
