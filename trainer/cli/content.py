"""Loads rules and scenarios for commands, turning what is wrong with them into failures."""

from scoring.assess import Scorer
from trainer.cli.exits import ExitCode, Failure


def load_scorer() -> Scorer:
    """The scorer with the shipped rules."""
    from scoring.rules import RuleError

    try:
        return Scorer.load()
    except RuleError as error:
        raise Failure(ExitCode.INVALID, str(error)) from error
