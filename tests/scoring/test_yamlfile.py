"""The YAML reader gives plain data with lines, and refuses everything else quickly, in one line."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from scoring.yamlfile import YamlError, parse, read

REFUSED = {
    "an anchor": (b"a: &x 1\n", "锚点"),
    "an alias": (b"a: *x\n", "锚点"),
    "a tag": (b"a: !!python/object:os.system x\n", "标签"),
    "two documents": (b"a: 1\n---\nb: 2\n", "一份内容"),
    "a list as key": (b"[a]: 1\n", "键只能是一个词"),
    "a key without name": (b"'': 1\n", "键名"),
    "not UTF-8": ("a: 好".encode("gbk"), "UTF-8"),
    "UTF-16": ("a: 好".encode("utf-16"), "UTF-8"),
    "a NUL": (b"a: \x00\n", "U+0000"),
    "an escape sequence": (b'a: "\\e[2J"\n', "U+001B"),
    "a carriage return by escape": (b'a: "\\r"\n', "U+000D"),
    "a lone surrogate by escape": (b'a: "\\ud800"\n', "a.yaml:1"),
    "a direction override": ("a: \u202e好\n".encode(), "U+202E"),
    "a line break of YAML alone": ("a: 好\u2028b: 坏\n".encode(), "U+2028"),
    "a bare exclamation mark": ("- !重要\n".encode(), "加上双引号"),
    "a bare star": ("- *强调*\n".encode(), "加上双引号"),
    "an open quote": ('a: "一\nb: 二\n'.encode(), "a.yaml:1: 引号"),
    "an open bracket": ("a: [一, 二\nb: 三\n".encode(), "a.yaml:1: 方括号"),
    "an open brace": ("a: {一: 二\nb: 三\n".encode(), "a.yaml:1: 花括号"),
    "a tab as indent": (b"a:\n\t- b\n", "a.yaml:2"),
    "a colon in speech": ("a: 他说: 好\n".encode(), "冒号"),
    "a bare comparison": (b"a: {anger: >=7}\n", "a.yaml:1"),
    "a bare comparison in a block": (b"anger: >=7\n", "比较请加引号"),
}

HOSTILE = {
    "open brackets": b"[" * 900_000,
    "open braces": b"{a: " * 200_000,
    "nested dashes": b"- " * 400_000,
    "nested question marks": b"? " * 400_000,
    "an anchor bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "too many nodes": b"- a\n" * 200_000,
    "too many bytes": b"a" * 2_000_000,
    "an endless quote": b"a: '" + b"\n" * 900_000,
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_allowed_is_refused_in_one_readable_line(what: str) -> None:
    raw, said = REFUSED[what]
    with pytest.raises(YamlError) as caught:
        parse(raw, "a.yaml")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_well_within_a_second(what: str) -> None:
    started = time.perf_counter()
    with pytest.raises(YamlError):
        parse(HOSTILE[what], "a.yaml")
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("what", REFUSED)
def test_the_slower_parser_refuses_the_same(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    yaml = pytest.importorskip("yaml")
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    with pytest.raises(YamlError):
        parse(REFUSED[what][0], "a.yaml")


def test_a_file_of_a_hundred_megabytes_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(YamlError, match="超过 1000 KB"):
        read(path)


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "文件夹"), (tmp_path / "none.yaml", "没有这个文件")):
        with pytest.raises(YamlError, match=f":1: .*{said}"):
            read(path)


def test_only_null_booleans_and_plain_whole_numbers_are_more_than_text() -> None:
    plain = b"[~, null, true, False, 0, -2, +3, 59.00, 1e5, 007, 0x10, 1_000, 09:12, 2026-03-12, yes, on, '5', =, <<]"
    assert parse(plain, "a.yaml").data == [
        *[None, None, True, False, 0, -2, 3, "59.00", "1e5", "007", "0x10", "1_000"],
        *["09:12", "2026-03-12", "yes", "on", "5", "=", "<<"],
    ]


def test_an_endless_number_stays_text() -> None:
    assert parse(b"9" * 5000, "a.yaml").data == "9" * 5000


def test_keys_are_always_text() -> None:
    assert parse(b"2026: a\n2026-01-05 09:12: b\ntrue: c\n", "a.yaml").data == {
        "2026": "a",
        "2026-01-05 09:12": "b",
        "true": "c",
    }


def test_a_duplicate_key_names_both_lines() -> None:
    with pytest.raises(YamlError, match=r"^a.yaml:3: “a”写了两次，第一次在第 1 行") as caught:
        parse(b"a: 1\nb: 2\na: 3\n", "a.yaml")
    assert (caught.value.name, caught.value.line) == ("a.yaml", 3)


def test_twenty_levels_are_read_and_one_more_is_not() -> None:
    assert parse(b"[" * 21 + b"]" * 21, "a.yaml").data == parse(b"[" * 21 + b"]" * 21, "b.yaml").data
    with pytest.raises(YamlError, match="嵌套超过 20 层"):
        parse(b"[" * 22 + b"]" * 22, "a.yaml")


def test_every_path_of_keys_has_its_line() -> None:
    document = parse("# 说明\na:\n  b:\n    - 一\n    - c: 二\n      d: |\n        三\n".encode(), "a.yaml")
    assert [document.line("a"), document.line("a", "b", 1), document.line("a", "b", 1, "d")] == [2, 5, 6]


def test_a_missing_path_has_the_line_of_its_nearest_ancestor() -> None:
    document = parse(b"\na:\n  b: 1\n", "a.yaml")
    assert [document.line("a", "b", "c"), document.line("a", "x", 3), document.line("y"), document.line()] == [
        3,
        2,
        2,
        2,
    ]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain, windows = parse(b"a: |\n  x\n  y\n", "a.yaml"), parse(b"\xef\xbb\xbfa: |\r\n  x\r\n  y\r\n", "a.yaml")
    assert (plain.data, plain.lines, plain.text) == (windows.data, windows.lines, windows.text)


@pytest.mark.parametrize("raw", [b"", b"# nothing\n", b"---\n"])
def test_an_empty_file_holds_nothing(raw: bytes) -> None:
    assert parse(raw, "a.yaml").data is None


def test_importing_the_reader_does_not_import_yaml() -> None:
    code = "import sys, scoring.yamlfile; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
