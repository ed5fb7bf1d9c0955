"""The same ten replies before every persona we ship: what each moves, and what the customer says to it.

    python -m bench.personas            the page docs/personas.md, on stdout
    python -m bench.personas --write    write it
    python -m bench.personas --pairs    for every two personas, how many of the ten move them differently

What a reply does is written down here by hand, as labels: nothing of this rests on how the scorer reads a reply.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import median

from scenarios.folder import SHIPPED, persona_files
from scenarios.model import AXES, Ending, Mood, Persona, Place, Scenario, Speaker, State, Transition
from scenarios.personas import load_persona
from trainer.practice.customer import Customer, total_move
from trainer.practice.hearing import Heard
from trainer.practice.standing import Standing

PAGE = Path(__file__).parents[1] / "docs" / "personas.md"
START = Mood(anger=6, trust=4, patience=8)
"""How every customer is when the reply meets them."""
SEED = 3
ENOUGH = 6

_HERE = Place("", 1)
_STAY = Transition(None, "here", "", (), {}, (), _HERE)


@dataclass(frozen=True, slots=True)
class Reply:
    """One of the ten, with the labels that it shows, given by hand."""

    name: str
    text: str
    labels: frozenset[str]


def _reply(name: str, text: str, labels: str) -> Reply:
    return Reply(name, text, frozenset(labels.split()))


REPLIES = (
    _reply(
        "先接感受",
        "大晚上一个人对着这么一条短信，您肯定憋得难受，换了谁都睡不踏实。",
        "respectful_address names_feeling validates",
    ),
    _reply(
        "摆事实讲依据",
        "我查到了：这30元是3月1日扣的，2月18日开的自动续费；公示的资费说明里写着每月1日扣。",
        "cites_facts cites_rule",
    ),
    _reply(
        "给方案给选择",
        "能办的有两样，您挑：今天就把30元退回话费，或者折成流量留着用。",
        "respectful_address can_do offers_solution offers_choice",
    ),
    _reply(
        "担到底给时限",
        "这件事交给我，我盯到底，周三下午五点前我亲自给您回话。",
        "respectful_address owns_problem commits_time",
    ),
    _reply("指名道歉", "这一步是我们漏了，没有提前跟您讲清楚，我向您道歉。", "respectful_address apologises"),
    _reply(
        "复述再问一句",
        "我说一遍您听对不对：一月办的套餐，二月还好好的，三月多了30元。您是哪天发现的？",
        "respectful_address restates_issue clarifying_question",
    ),
    _reply(
        "又谢又夸",
        "您记得这么细，一笔一笔都有，谢谢您肯来告诉我们。",
        "respectful_address thanks_customer praises_customer",
    ),
    _reply(
        "守住界限往上报",
        "这个数我不能答应您，我手里只到50元；多出来的我现在写成单子报主管，由她来答复您。",
        "respectful_address sets_boundary defers_diplomatically",
    ),
    _reply(
        "拍板打包票",
        "您别说了，我拍板，全免，再补您三百，我保证往后绝不会再有。",
        "respectful_address beyond_authority overpromises",
    ),
    _reply(
        "叫冷静搬规定",
        "您先冷静一下。系统自动扣的，规定就是这样，我也没办法。",
        "respectful_address tells_to_calm_down hides_behind_policy",
    ),
)


def personas() -> tuple[Persona, ...]:
    """Every persona we ship, by id. Raises ValueError where a file has errors."""
    return tuple(_loaded(location.path, location.id) for location in persona_files(SHIPPED))


def _loaded(path: Path, name: str) -> Persona:
    loaded = load_persona(path, id=name)
    if loaded.persona is None:
        raise ValueError("\n".join(map(str, loaded.problems)))
    return loaded.persona


def meeting(persona: Persona) -> Scenario:
    """A scenario of one state that holds nothing but the persona, with a second voice beside the first."""
    cast = {who: Speaker(who, title, "", "", None, "") for who, title in (("lead", "客户"), ("second", "旁边的人"))}
    return Scenario(
        id="bench/meeting", title="", source="", date=date(2026, 3, 12), level=1, channel="hall", persona=persona,
        cast=cast if any(line.by for lines in persona.reactions.values() for line in lines) else {"lead": cast["lead"]},
        briefing="", case={}, authority={}, house_rules=(), hints=(), mood=START, moves={}, points={}, answers={},
        start="here", states={"here": State("here", "", "venting", (), (), "", (_STAY,), _HERE)},
        endings={"gone": Ending("gone", "lost", "", (), "", False, _HERE)}, leaves="gone", gates=(), text="", path="",
    )  # fmt: skip


def moved(persona: Persona, labels: frozenset[str]) -> tuple[int, ...]:
    """What a reply with these labels moves in such a customer: anger, trust, patience."""
    move = total_move(meeting(persona), _heard(labels), (), _STAY)
    return tuple(move[axis] for axis in AXES)


def said(persona: Persona, labels: frozenset[str]) -> str:
    """What such a customer answers to it, at the start of a session."""
    spoken = Customer(meeting(persona), SEED).respond(Standing("here", START), _heard(labels)).said
    return " ".join(f"（旁边的人）{part.text}" if part.speaker == "second" else part.text for part in spoken)


def _heard(labels: frozenset[str]) -> Heard:
    return Heard(labels, frozenset(), (), "一句话")


def apart(one: Persona, other: Persona) -> int:
    """How many of the ten replies move these two differently."""
    return sum(moved(one, reply.labels) != moved(other, reply.labels) for reply in REPLIES)


def opposed(one: Persona, other: Persona) -> int:
    """How many of the ten move some axis of one up or down and not that of the other: more than a step's difference."""

    def ways(persona: Persona, reply: Reply) -> list[bool | None]:
        return [step > 0 if step else None for step in moved(persona, reply.labels)]

    return sum(ways(one, reply) != ways(other, reply) for reply in REPLIES)


def page() -> str:
    """The whole page."""
    return "\n".join((*_head(), *_matrix(personas()), *_spoken(personas()))) + "\n"


def _head() -> Iterator[str]:
    kinds, pairs = personas(), list(combinations(personas(), 2))
    fewest, typical = min(apart(*pair) for pair in pairs), median(apart(*pair) for pair in pairs)
    least, usual = min(opposed(*pair) for pair in pairs), median(opposed(*pair) for pair in pairs)
    yield from ("# 同样十句话，遇上不同的人", "", "<!-- python -m bench.personas --write -->", "")
    yield f"自带的人物类型有 {len(kinds)} 种。下面十句话对每一种人各说一遍，看心情怎么动、人家怎么回。"
    yield "每句话做到了什么（标签）是人写定的，不经过评分；心情从同一处出发，没有案情。"
    yield f"任意两种人（{len(pairs)} 对），十句里至少有 {fewest} 句让他们动得不一样，中位数 {typical:g} 句；"
    yield f"只看方向（升、降、不动）也至少有 {least} 句不同，中位数 {usual:g} 句。"
    yield from ("", "| | 这句话 | 标签 |", "|---|---|---|")
    for number, reply in enumerate(REPLIES, 1):
        labels = " ".join(sorted(reply.labels - {"respectful_address"}))
        yield f"| {number} {reply.name} | {reply.text} | {labels} |"


def _matrix(kinds: Sequence[Persona]) -> Iterator[str]:
    yield from ("", "## 心情怎么动", "", "每格三个数：火气（或委屈、慌……）、信任、耐心，各动几步；`·` 是不动。", "")
    yield "| 人物类型 | 这一条叫 | " + " | ".join(f"{n} {reply.name}" for n, reply in enumerate(REPLIES, 1)) + " |"
    yield "|---|---|" + "---|" * len(REPLIES)
    for persona in kinds:
        cells = " | ".join(_steps(moved(persona, reply.labels)) for reply in REPLIES)
        yield f"| {persona.title} `{persona.id}` | {persona.axis} | {cells} |"


def _steps(move: Sequence[int]) -> str:
    return " ".join(f"{step:+d}".replace("-", "−") if step else "·" for step in move)


def _spoken(kinds: Sequence[Persona]) -> Iterator[str]:
    yield from ("", "## 人家怎么回")
    for number, reply in enumerate(REPLIES, 1):
        yield from (
            "",
            f"### {number} {reply.name}",
            "",
            f"> {reply.text}",
            "",
            "| 人物类型 | 心情 | 回话 |",
            "|---|---|---|",
        )
        for persona in kinds:
            yield f"| {persona.title} | {_steps(moved(persona, reply.labels))} | {said(persona, reply.labels)} |"


def _pairs() -> Iterator[str]:
    found = sorted((apart(*pair), opposed(*pair), *(each.id for each in pair)) for pair in combinations(personas(), 2))
    yield from (f"{many:2} {ways:2}  {one} / {other}" for many, ways, one, other in found)


def main() -> None:
    if "--pairs" in sys.argv:
        print("\n".join(_pairs()))
    elif "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")


if __name__ == "__main__":
    main()
