import pytest

from scenarios.model import Bound, Guard, Mood
from tests.practice.conftest import heard
from trainer.practice.guards import Condition, conditions, holds
from trainer.practice.standing import Standing

HERE = Standing("storming", Mood(6, 4, 5), turn=2, points=("bill",))


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        (None, True),
        (Guard(), True),
        (Guard(has=("apologises", "slow_refund")), True),
        (Guard(has=("apologises", "greeting")), False),
        (Guard(any=("greeting", "apologises")), True),
        (Guard(any=("greeting", "rude")), False),
        (Guard(lacks=("rude",)), True),
        (Guard(lacks=("apologises",)), False),
        (Guard(points=("bill", "slow_refund")), True),
        (Guard(points=("bill", "water")), False),
        (Guard(asked=("when",)), True),
        (Guard(asked=("when", "where")), False),
        (Guard(mood={"anger": Bound(most=6)}), True),
        (Guard(mood={"anger": Bound(most=5)}), False),
        (Guard(mood={"trust": Bound(least=4), "patience": Bound(least=6)}), False),
        (Guard(turn=Bound(least=3)), True),
        (Guard(turn=Bound(most=2)), False),
    ],
)
def test_a_guard_holds_when_all_its_conditions_do(guard: Guard | None, expected: bool) -> None:
    assert holds(guard, heard("apologises", points="slow_refund", asked="when"), HERE) is expected


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        (None, []),
        (Guard(has=("apologises", "rude")), [Condition("has", ("apologises", "rude"), ("apologises",), False)]),
        (Guard(any=("apologises", "rude")), [Condition("any", ("apologises", "rude"), ("apologises",), True)]),
        (Guard(lacks=("apologises", "rude")), [Condition("lacks", ("apologises", "rude"), ("apologises",), False)]),
        (Guard(points=("bill", "water")), [Condition("points", ("bill", "water"), ("bill",), False)]),
        (Guard(asked=("when",)), [Condition("asked", ("when",), ("when",), True)]),
        (Guard(mood={"anger": Bound(most=5)}), [Condition("mood", ("anger",), (), False, Bound(most=5), 6)]),
        (Guard(turn=Bound(least=3)), [Condition("turn", (), (), True, Bound(least=3), 3)]),
    ],
)
def test_a_condition_says_what_it_met(guard: Guard | None, expected: list[Condition]) -> None:
    assert list(conditions(guard, heard("apologises", points="slow_refund", asked="when"), HERE)) == expected


def test_a_guard_holds_just_when_each_of_its_conditions_does() -> None:
    guard = Guard(has=("apologises",), lacks=("rude",), points=("bill",), mood={"trust": Bound(least=4)})
    for labels in (("apologises",), ("apologises", "rude"), ()):
        said = heard(*labels)
        assert holds(guard, said, HERE) is all(each.holds for each in conditions(guard, said, HERE))
