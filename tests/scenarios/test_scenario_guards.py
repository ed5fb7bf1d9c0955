"""What follows from what among guards."""

import pytest

from scenarios.guards import implies, impossible
from scenarios.model import Bound, Guard


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        (Guard(has=("a", "b")), Guard(has=("a",))),
        (Guard(has=("a",)), Guard(any=("a", "c"))),
        (Guard(any=("a", "b")), Guard(any=("a", "b", "c"))),
        (Guard(any=("a",)), Guard(has=("a",))),
        (Guard(has=("a",), lacks=("b", "c")), Guard(has=("a",), lacks=("b",))),
        (Guard(has=("p",)), Guard(points=("p",))),
        (Guard(asked=("when", "where")), Guard(asked=("when",))),
        (Guard(mood={"anger": Bound(most=4)}), Guard(mood={"anger": Bound(most=6)})),
        (Guard(has=("a",)), Guard(has=("a",), mood={"anger": Bound(most=10)})),
        (Guard(turn=Bound(least=5)), Guard(turn=Bound(least=3))),
    ],
)
def test_a_narrower_guard_implies_a_wider_one(later: Guard, earlier: Guard) -> None:
    assert implies(later, earlier)


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        (Guard(has=("a",)), Guard(has=("a", "b"))),
        (Guard(any=("a", "b")), Guard(any=("a",))),
        (Guard(any=("a", "b")), Guard(has=("a",))),
        (Guard(has=("a",)), Guard(has=("a",), lacks=("b",))),
        (Guard(points=("p",)), Guard(has=("p",))),
        (Guard(has=("a",)), Guard(has=("a",), asked=("when",))),
        (Guard(mood={"anger": Bound(most=6)}), Guard(mood={"anger": Bound(most=4)})),
        (Guard(has=("a",)), Guard(has=("a",), mood={"trust": Bound(least=1)})),
        (Guard(has=("a",)), Guard(has=("a",), turn=Bound(least=2))),
    ],
)
def test_a_guard_that_may_hold_alone_is_not_called_implied(later: Guard, earlier: Guard) -> None:
    assert not implies(later, earlier)


def test_a_guard_whose_any_is_all_forbidden_never_holds() -> None:
    assert impossible(Guard(any=("a", "b"), lacks=("a", "b", "c")))
    assert not impossible(Guard(any=("a", "b"), lacks=("a",)))


def test_the_edges_of_mood_and_turn_can_hold() -> None:
    assert not impossible(Guard(mood={"anger": Bound(least=10)}, turn=Bound(least=30)))
    assert not impossible(Guard(mood={"patience": Bound(most=0)}, turn=Bound(most=1)))
