"""What a practice is made of: shipped, installed and own scenarios and rules, and what of them is broken.

Both front ends ask here, so that they see the same. Draws nothing and parses no command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.folder import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scenarios.broken import BrokenFile
    from scenarios.catalogue import Catalogue
    from scoring.assess import Scorer


def open_catalogue(own: Path | None) -> Catalogue:
    """The scenarios that come along, installed ones, and those of one's own folder."""
    from scenarios.catalogue import Catalogue
    from scenarios.library import home, sources

    return Catalogue(own, installed=sources(home()))


def open_scorer(own: Path | None) -> Scorer:
    """The scorer with the shipped rules and those beside them. Raises RuleError where a shipped one is wrong."""
    from scoring.assess import Scorer

    folders = [folder for folder, _pack in rule_folders(own)]
    return Scorer.load(own=folders) if folders else Scorer.load()


def rule_folders(own: Path | None) -> list[tuple[Path, str]]:
    """The folders of rules beside the shipped ones, one's own first, each with the bundle it belongs to."""
    from scenarios.library import home, sources

    roots = [(own, "")] if own is not None else []
    roots += [(each.root, each.pack) for each in sources(home())]
    return [(root / RULES, pack) for root, pack in roots if (root / RULES).is_dir()]


def broken_files(own: Path | None, catalogue: Catalogue | None = None) -> tuple[BrokenFile, ...]:
    """Files beside the shipped ones that are no scenarios and cannot be used, and why."""
    catalogue = catalogue or open_catalogue(own)
    return (*_broken_library(), *catalogue.broken_personas(), *_broken_rules(own))


def _broken_library() -> Iterator[BrokenFile]:
    from scenarios.library import INDEX, home, packs
    from scenarios.refusals import LibraryError

    try:
        wrong = [f"“{pack.name}”的文件夹不见了；请重新安装" for pack in packs(home()) if not pack.folder.is_dir()]
    except LibraryError as error:
        wrong = [str(error)]
    if wrong:
        from scenarios.broken import BrokenFile

        yield BrokenFile(home(), INDEX, tuple(f"1: {said}" for said in wrong))


def _broken_rules(own: Path | None) -> Iterator[BrokenFile]:
    folders = rule_folders(own)
    if not folders:
        return
    # Late: who has no rules of their own does not pay for them.
    from scenarios.broken import BrokenFile
    from scoring.ownrules import own_rules
    from scoring.rules import load_rules

    shipped = load_rules()
    for folder, pack in folders:
        wrong: dict[str, list[str]] = {}
        for found in own_rules(shipped, folder).problems:
            wrong.setdefault(f"{folder.name}/{found.name}", []).append(found.said())
        for name, lines in wrong.items():
            yield BrokenFile(folder.parent, name, tuple(lines), pack)
