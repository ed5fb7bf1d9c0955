"""Reads the branches of a scenario: states, the replies that lead out of them, endings and gates."""

from typing import Final

from scenarios.model import OUTCOMES, Bound, Ending, Gate, Guard, Move, Place, State, Transition
from scenarios.names import Names, question
from scenarios.reading import Node, shown
from scenarios.wordings import read_bound, read_bounds, read_lines, read_move, read_words
from scoring.labels import STAGES

MOST_TURNS: Final = 30
LONGEST_TITLE: Final = 10
NOTHING_HEARD: Final[Move] = {"patience": -1}
"""What `otherwise` costs where the file does not say."""

STATE: Final = ("title", "stage", "says", "presses", "model", "replies")
REPLY: Final = ("when", "to", "otherwise", "title", "says", "mood", "golden")
WHEN: Final = ("has", "any", "lacks", "points", "asked", "mood", "turn")
ENDING: Final = ("kind", "title", "says", "debrief", "tempting")
GATE: Final = ("must", "never", "by", "why", "breaks")


def place(node: Node) -> Place:
    """Where a part of the file stands."""
    document = node.report.document
    return Place(document.name, document.line(*node.keys))


def read_states(root: Node, names: Names) -> dict[str, State]:
    """The states, in the order of the file."""
    return {name: _state(node.as_table(STATE), name, names) for name, node in root.table("states").named("状态")}


def _state(node: Node, name: str, names: Names) -> State:
    prefix = f"states.{name}"
    title = node.text("title")
    if len(title) > LONGEST_TITLE:
        node.at("title").problem("W114", f"路线图上放不下“{title[:20]}”；请写成 {LONGEST_TITLE} 个字以内")
    replies = enumerate(node.items("replies", required=True))
    return State(
        id=name,
        title=title,
        stage=node.choice("stage", STAGES),
        says=read_lines(node, "says", f"{prefix}.says", names, required=True),
        presses=read_lines(node, "presses", f"{prefix}.presses", names),
        model=node.text("model"),
        replies=tuple(_reply(item, f"{prefix}.replies.{index}", names) for index, item in replies),
        place=place(node),
    )


def _reply(node: Node, prefix: str, names: Names) -> Transition:
    node = node.as_table((*REPLY, *WHEN))
    for key in [key for key in WHEN if node.has(key) and key not in REPLY]:
        node.at(key).problem("E103", f"“{key}”是条件，放错了地方；请缩进到 when 下面")
    otherwise = node.has("otherwise")
    to = _target(node, "otherwise" if otherwise else "to", names)
    if otherwise and (node.has("when") or node.has("to")):
        node.problem("E103", "otherwise 本身就写去处，不能再写 when 或 to；请分成两条")
    spoken = read_move(node, "mood")
    return Transition(
        when=None if otherwise else _guard(node, names),
        to=to,
        title=node.text("title"),
        says=read_lines(node, "says", f"{prefix}.says", names),
        mood=NOTHING_HEARD if otherwise and not node.has("mood") else spoken,
        golden=node.texts("golden"),
        place=place(node),
    )


def _target(node: Node, key: str, names: Names) -> str:
    to = node.text(key)
    if node.has(key):
        names.target(node.at(key), to)
    return to


def _guard(node: Node, names: Names) -> Guard:
    when = node.table("when", WHEN)
    if node.has("when") and isinstance(node.data["when"], dict) and not node.data["when"]:
        node.at("when").problem("E105", "“when”是空的；请写条件，兜底的那一条请写成 otherwise: 去处")
    bounds = when.table("mood", ("anger", "trust", "patience"), required=False)
    return Guard(
        has=read_words(when, "has", names.raised),
        any=read_words(when, "any", names.raised),
        lacks=read_words(when, "lacks", names.raised),
        points=read_words(when, "points", names.point),
        asked=read_words(when, "asked", question),
        mood=read_bounds(bounds),
        turn=_turn(when),
    )


def _turn(when: Node) -> Bound | None:
    return read_bound(when.at("turn")) if when.has("turn") else None


def read_endings(root: Node, names: Names) -> dict[str, Ending]:
    """The endings, in the order of the file."""
    endings = {}
    for name, node in root.table("endings").named("结局"):
        if name in names.states:
            node.problem("E112", f"“{name}”既是状态又是结局；请改一个名字")
        endings[name] = _ending(node.as_table(ENDING), name, names)
    return endings


def _ending(node: Node, name: str, names: Names) -> Ending:
    return Ending(
        id=name,
        kind=node.choice("kind", OUTCOMES),
        title=node.text("title"),
        says=read_lines(node, "says", f"endings.{name}.says", names, required=True),
        debrief=node.text("debrief"),
        tempting=node.flag("tempting"),
        place=place(node),
    )


def read_gates(root: Node, names: Names) -> tuple[Gate, ...]:
    """What must or must never happen."""
    return tuple(_gate(node.as_table(GATE), names) for node in root.items("gates"))


def _gate(node: Node, names: Names) -> Gate:
    kinds = [key for key in ("must", "never") if node.has(key)]
    if len(kinds) != 1 and node.data:
        node.problem("E102", "每条红线要么写 must（必须做到），要么写 never（绝不能碰），正好一个")
    name = node.text(kinds[0]) if kinds else ""
    if kinds:
        names.raised(node.at(kinds[0]), name)
    return Gate(
        name=name,
        must="must" in kinds,
        by=_by(node, must="must" in kinds),
        why=node.text("why"),
        breaks=node.texts("breaks"),
        place=place(node),
    )


def _by(node: Node, *, must: bool) -> int | None:
    if not node.has("by"):
        return None
    if not must:
        node.at("by").problem(
            "E103", f"never 不写 by（现在是{shown(node.data['by'])}）；绝不能碰的从头到尾都不能碰，请删掉"
        )
        return None
    return node.whole("by", 1, MOST_TURNS)
