"""What can be wrong with a scenario or persona file, and how it is said. Finds nothing itself and never prints."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from scoring.suggest import near, suggestion

__all__ = ["IDS", "Problem", "Severity", "has_errors", "near", "problem", "suggestion"]

Severity = Literal["error", "warning"]

IDS: Final[dict[str, str]] = {
    "E100": "文件读不了",
    "E101": "类型不对",
    "E102": "缺少必填项",
    "E103": "不认识的键",
    "E104": "值不在范围内",
    "E105": "内容是空的",
    "E106": "日期不对",
    "E107": "条数不对",
    "E108": "短语写法不对",
    "E109": "比较写法不对",
    "E110": "名字写法不对",
    "E111": "客户写法不对",
    "E112": "名字撞了",
    "E113": "没有写明“本店规则”",
    "W114": "名字太长",
    "E201": "不认识的标签或要点",
    "E202": "不认识的问题",
    "E203": "不认识的去处",
    "E204": "不认识的人物类型",
    "E205": "不认识的说话人",
    "E301": "到不了的状态",
    "E302": "走不到结局的状态",
    "E303": "没有 otherwise，或者不止一个",
    "E304": "otherwise 后面还有回应",
    "E305": "被前面的条件挡住",
    "E306": "永远不成立的条件",
    "E307": "没有路通向的结局",
    "E308": "要点没有短语也没有动作",
    "W309": "没有用处的要点",
    "E310": "结局太少",
    "E311": "没有“看着好，其实不好”的结局",
    "W312": "状态太少或太多",
    "E313": "没有示范话术 golden",
    "E314": "红线没有 breaks",
    "E315": "没有写出处 source",
    "E316": "同一句话写了两遍",
    "E317": "人物类型缺兜底的话",
    "W318": "催促的话太少",
    "W319": "人物类型的话太少",
    "W320": "要点没有例句",
    "W321": "有的心情下没话可说",
    "E401": "文件名不合规矩",
    "E402": "和自带的撞了编号",
    "W601": "金额没有写“元”",
    "W602": "记录的日期不对",
    "E603": "引的法不在法规口径里，或那天还没有施行",
    "E604": "要点的例句不算数",
    "W605": "整句都在引号里",
    "E501": "走法太多，没能全部走完",
    "E502": "示范话术走了别的路",
    "E503": "示范话术到不了的状态",
    "E504": "示范话术走不通的回应",
    "E505": "示范话术和示范对话都到不了的结局",
    "E506": "红线的例句不算数",
    "E507": "示范对话走到了别的结局",
    "W508": "示范对话的分数和记录的不一样",
    "E509": "最好的示范对话不合格",
    "E510": "最差的示范对话合格了",
    "W511": "示范对话提前结束了",
    "W512": "盲写的话多半走不到该走的路",
    "E513": "盲写的话找不到对应的路",
}
"""Every id, with its heading. E1 is the shape of a file, E2 its names, E3 its structure, E4 where it lies,
E5 what its golden replies and transcripts prove, E6 what its words claim; E5 and E6 are looked at by `check` alone."""


class Problem(NamedTuple):
    """One thing that is wrong at one line, with what would be right."""

    path: str
    line: int
    severity: Severity
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity} {self.id} {self.message}"


def problem(path: str, line: int, code: str, message: str) -> Problem:
    """A problem whose severity is the letter of its id."""
    assert code in IDS, code
    return Problem(path, line, "error" if code[0] == "E" else "warning", code, message)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is more than a warning."""
    return any(problem.severity == "error" for problem in problems)
