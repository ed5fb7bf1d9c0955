"""The case as the agent's screen shows it: who has come, the records, what may be granted, the rules of the house."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.app.paint import Block, joined, plain
from trainer.i18n import _
from trainer.practice.facts import today

if TYPE_CHECKING:
    from scenarios.model import CaseValue, Scenario

_HEAD = "bold $primary"


def case_blocks(scenario: "Scenario") -> Iterator[Block | Content]:
    """The whole sheet."""
    yield from _section(_("资料"), _entries({**today(scenario.date), **scenario.case}))
    yield from _section(_("您的权限"), authority(scenario))
    yield from _section(_("本店规则"), (_point(_without_name(rule)) for rule in scenario.house_rules))


def people_blocks(scenario: "Scenario") -> Iterator[Block | Content]:
    """Who is on the customer's side."""
    for person in scenario.cast.values():
        age = _("{age} 岁").format(age=person.age) if person.age is not None else ""
        about = "，".join(filter(None, (person.gender, age)))
        yield Block(joined((person.title, "bold"), f"（{about}）" if about else "", f"：{person.background}"), hang=2)


def authority(scenario: "Scenario") -> Iterator[Block | Content]:
    """What the agent may grant, and to whom they report."""
    names = {
        "refund": _("当场可退"),
        "credit": _("当场可减免"),
        "data": _("当场可赠送"),
        "escalate_to": _("超出权限，报"),
    }
    for key, value in scenario.authority.items():
        yield _point(f"{names.get(key, key)} {value}")


def _section(title: str, blocks: Iterator[Block | Content]) -> Iterator[Block | Content]:
    kept = list(blocks)
    if kept:
        yield plain(title, _HEAD)
        yield from kept
        yield Content("")


def _entries(value: "CaseValue", depth: int = 0) -> Iterator[Block | Content]:
    if isinstance(value, str):
        yield _point(value, depth)
    elif isinstance(value, tuple):
        for item in value:
            yield from _entries(item, depth)
    else:
        for name, item in value.items():
            if isinstance(item, str):
                yield Block(joined((name, "bold"), f"：{item}"), lead=depth * 2, hang=depth * 2 + 2)
            else:
                yield Block(plain(name, "bold"), lead=depth * 2, hang=depth * 2)
                yield from _entries(item, depth + 1)


def _point(text: str, depth: int = 0) -> Block:
    return Block(plain(f"· {text}"), lead=depth * 2, hang=depth * 2 + 2)


def _without_name(rule: str) -> str:
    """A house rule without the words that the heading says already."""
    return rule.removeprefix("本店规则：")
