"""Reports show everything that was said as words: nothing typed runs, nothing comes from outside."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from scenarios.catalogue import Catalogue
from scoring.assess import Scorer
from trainer.corrections import corpus_rows
from trainer.exchange import gather
from trainer.keeping import Keeper, Start
from trainer.reports.cohort import cohort_page
from trainer.reports.html import tag, text
from trainer.reports.session import session_pages
from transcripts.records import Person
from transcripts.reviews import Entry
from transcripts.staffroom import Filters, Staffroom
from transcripts.store import Store

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\x1b[31m红\x1b[0m =cmd|' /C calc'!A0 \u202e反",
    "</style></title><a href='http://evil'>点</a> &amp; \ud800",
)


class Seen(HTMLParser):
    """The elements and attributes of a page, and whether every one that opens is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src") or name.startswith("on")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def look(page: str) -> Seen:
    seen = Seen()
    seen.feed(page)
    assert seen.open == []
    return seen


@pytest.fixture
def store(tmp_path: Path, scorer: Scorer) -> Iterator[Store]:
    scenario = Catalogue().load("08-agitated").scenario
    assert scenario is not None
    with Store.open(tmp_path / "huashu.db") as opened:
        opened.add_person(Person("p1", "<b>小李</b>", "6021", "一班"))
        opened.add_person(Person("chen", "陈老师", "T01"))
        kept = Keeper(opened, scorer, "p1").start(scenario, Start())
        for reply in HOSTILE:
            kept.reply(reply)
        name = kept.session.id
        given = {"dimension": "overall", "mark": 4, "words": "<i>接住了</i>"}
        opened.add_entry(Entry("e1", name, 1, "mark", "1", "chen", **given))  # type: ignore[arg-type]
        opened.add_entry(Entry("e2", name, 0, "submitted", "2", "chen"))
        yield opened


def test_a_session_report_runs_nothing_and_loads_nothing(store: Store) -> None:
    page = "".join(session_pages(store, gather(store, store.session_ids(), reviews=True)))
    seen = look(page)
    assert (seen.tags & {"script", "img", "iframe", "link", "a", "object"}, seen.links) == (set(), [])
    assert not re.search(r"\burl\(|@import", page)
    assert "\x1b" not in page and "\u202e" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "default-src 'none'" in page


def test_a_session_report_has_both_marks_and_the_reason(store: Store) -> None:
    page = "".join(session_pages(store, gather(store, store.session_ids(), reviews=True)))
    assert "→4" in page and "&lt;i&gt;接住了&lt;/i&gt;" in page and "陈老师" in page


def test_a_cohort_report_is_whole(store: Store) -> None:
    found = Staffroom(store).cohort(Filters())
    page = cohort_page(found, title="<一班>", titles={})
    assert "script" not in look(page).tags and "&lt;一班&gt;" in page and "&lt;b&gt;小李" in page


def test_a_cohort_of_nobody_is_a_page_too(store: Store) -> None:
    assert look(cohort_page(Staffroom(store).cohort(Filters(team="没有")), title="空", titles={})).tags


def test_html_is_only_what_we_made() -> None:
    assert tag("b", "<", tag("i", "x"), None, title='"') == '<b title="&quot;">&lt;<i>x</i></b>'
    assert text("\ud800\x00") == "?·"


def test_corrected_replies_are_rows_of_the_corpus(store: Store, scorer: Scorer) -> None:
    first, *others = corpus_rows(Staffroom(store), scorer)
    assert (len(others), first["overall"], first["readers"], first["stage"]) == (2, [4], 1, "venting")
    assert first["reply"] == HOSTILE[0] and first["customer"]
