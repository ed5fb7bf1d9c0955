"""docs/database.md names every table and column there is."""

import re
from pathlib import Path

import pytest

from transcripts.store import Store

DOC = (Path(__file__).parents[2] / "docs" / "database.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", ["person", "session", "turn", "finding", "spoken", "text", "summary", "review"])
def test_every_column_is_documented(store: Store, table: str) -> None:
    columns = {row["name"] for row in store.connection.rows("SELECT name FROM pragma_table_info(?)", [table])}
    chapter = DOC.partition(f"**{table}**")[2].partition("\n\n")[0]
    named = re.findall(r"^\| ([a-z_, ]+) \|", chapter, re.MULTILINE)
    assert {name for cell in named for name in cell.split(", ")} - {"column"} == columns


def test_every_table_is_documented(store: Store) -> None:
    named = "type IN ('table', 'view') AND name NOT GLOB 'search_words_*'"
    tables = store.connection.rows(f"SELECT name FROM sqlite_master WHERE {named}")
    assert all(f"**{row['name']}**" in DOC for row in tables)


def test_the_query_for_a_conversation_runs(store: Store) -> None:
    query = re.findall(r"```sql\n(.*?);\n```", DOC, re.DOTALL)[0]
    assert store.connection.rows(query, {"id": "none"}) == []
