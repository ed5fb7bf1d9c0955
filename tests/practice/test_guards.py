import pytest

from scenarios.model import Bound, Guard, Mood
from tests.practice.conftest import heard
from trainer.practice.guards import holds
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
