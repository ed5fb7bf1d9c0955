"""`huashu new`: what it writes passes its checks and can be played; what it must not write, it does not."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scenarios.folder import SHIPPED, persona_files
from scoring.yamlfile import read
from tests.cli.conftest import ROOT, Call, needs_posix
from trainer.cli.exits import ExitCode

PERSONAS = [place.id for place in persona_files(SHIPPED)]
GOOD = (
    "冯女士，等了两回都没等着，换了谁都得生气。您慢慢说，我记着。",
    "查到了，14号师傅没出门，16号走错了小区，都是我们的错，让您白等了。",
    "明天3月19日晚上六点到八点上门，50元移机费我现在就给您退，误工的损失我登记下来报方经理。",
    "我再说一遍：明天晚上六点到八点上门，50元移机费退到账户，误工的事报方经理。冯女士，让您受累了。",
)
BAD = ("你闭嘴，听我说。", "您再闹我就报警，让警察把您带走。")


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("channel", ["hall", "hotline"])
def test_a_new_scenario_passes_its_checks_at_once(persona: str, channel: str, huashu: Call, own: Path) -> None:
    made = huashu("new", "mine/first", "--persona", persona, "--channel", channel)
    path = own / "mine" / "first.yaml"
    assert (made.code, made.lines) == (0, [str(path)])
    checked = huashu("check", path)
    assert (checked.code, checked.out, checked.err) == (0, "", "0 个错误，0 个提醒\n")
    assert (read(path).data["persona"], read(path).data["channel"]) == (persona, channel)


@pytest.mark.parametrize(("replies", "ending"), [(GOOD, "settled"), (BAD, "walked_out")])
def test_it_can_be_played_to_a_good_and_to_a_bad_ending(replies: tuple[str, ...], ending: str, huashu: Call) -> None:
    huashu("new", "first")
    played = huashu("play", "first", "--plain", given="".join(f"{reply}\n" for reply in replies))
    assert played.lines[-1].endswith(f" {ending}]")


@pytest.mark.parametrize("title", ["退费", "a: b #c", "\"'[{]}>|*&!%@`", "true", "2026", "- x", "\\n", "话😀术", "~"])
def test_any_title_is_kept_as_it_was_typed(title: str, huashu: Call) -> None:
    assert huashu("new", "first", "--title", title).code == 0
    titles = {entry["id"]: entry["title"] for entry in json.loads(huashu("list", "--json").out)}
    assert titles["first"] == title


@pytest.mark.parametrize(
    "arguments",
    [
        ("small",),
        ("chapter7/08-agitated",),
        ("08-agitated",),
        ("First",),
        ("退费",),
        ("../first",),
        ("/first",),
        ("a//b",),
        ("a/",),
        ("",),
        ("first.yaml",),
        ("personas/first",),
        ("rules/first",),
        ("x" * 5000,),
        ("first", "--persona", "nobody"),
        ("first", "--channel", "post"),
        ("first", "--title", " "),
        ("first", "--title", "\x1b[2J"),
        ("first", "--title", "a\nb"),
    ],
    ids=lambda arguments: " ".join(arguments)[:30],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], huashu: Call, own: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    called = huashu("new", *arguments)
    assert (called.code, called.out) == (ExitCode.USAGE, "")
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path for path in after if path.suffix != ".json"} == before.keys()
    assert all(after[path] == raw for path, raw in before.items())


def test_without_a_folder_of_ones_own_it_says_how_to_name_one(huashu: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUASHU_SCENARIOS")
    called = huashu("new", "first")
    assert called.code == ExitCode.USAGE
    assert "HUASHU_SCENARIOS" in called.err


def test_a_second_time_it_leaves_the_file_alone(huashu: Call, own: Path) -> None:
    huashu("new", "first")
    (own / "first.yaml").write_text("mine", "utf-8")
    called = huashu("new", "first")
    assert (called.code, (own / "first.yaml").read_text("utf-8")) == (ExitCode.USAGE, "mine")


def test_no_half_written_file_is_left_where_it_cannot_be_written(
    huashu: Call, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("trainer.cli.writing.os.link", full)
    monkeypatch.setattr(Path, "rename", full)
    called = huashu("new", "first")
    assert (called.code, "No space" in called.err) == (ExitCode.USAGE, True)
    assert sorted(path.name for path in own.iterdir()) == ["personas", "scenario.schema.json", "small.yaml"]


def test_on_a_file_system_without_links_it_works_too(huashu: Call, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("trainer.cli.writing.os.link", none)
    assert [huashu("new", "first").code for _ in range(2)] == [0, ExitCode.USAGE]
    assert huashu("list").out.count("first  ") == 1


@needs_posix
def test_a_link_that_leads_nowhere_is_a_file_that_is_there(huashu: Call, own: Path, tmp_path: Path) -> None:
    (own / "first.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert huashu("new", "first").code == ExitCode.USAGE
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_persona_with_errors_is_nothing_to_start_from(huashu: Call, own: Path) -> None:
    (own / "personas" / "broken.yaml").write_text("title: x\n", "utf-8")
    assert huashu("new", "first", "--persona", "broken").code == ExitCode.INVALID
    assert not (own / "first.yaml").exists()


@pytest.mark.parametrize(
    ("name", "written"), [("first", "scenario.schema.json"), ("a/b/c", "../../scenario.schema.json")]
)
def test_its_first_line_leads_an_editor_to_the_schema(name: str, written: str, huashu: Call, own: Path) -> None:
    huashu("new", name)
    path = own / f"{name}.yaml"
    first = path.read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={written}"
    schema = json.loads((path.parent / written).read_text("utf-8"))
    assert Draft202012Validator(schema).is_valid(read(path).data)


def test_the_schema_beside_it_is_kept_up_to_date_but_never_taken_from_others(huashu: Call, own: Path) -> None:
    schema = own / "scenario.schema.json"
    schema.write_text('{"$id": "urn:huashu:schema:scenario"}', "utf-8")
    assert huashu("new", "first").code == 0
    assert "properties" in schema.read_text("utf-8")
    schema.write_text("{}", "utf-8")
    assert huashu("new", "second").code == ExitCode.USAGE
    assert (schema.read_text("utf-8"), (own / "second.yaml").exists()) == ("{}", False)


def test_the_next_commands_can_be_copied(huashu: Call, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "huashu play first --plain\n" in huashu("new", "first").err
    monkeypatch.delenv("HUASHU_SCENARIOS")
    assert f'huashu play second --plain --scenarios "{own}"' in huashu("new", "second", "--scenarios", own).err


def test_in_english_the_frame_is_english_and_the_scenario_chinese(huashu: Call, own: Path) -> None:
    called = huashu("new", "first", "--lang", "en")
    assert called.err.isascii() or "★" in called.err
    assert "passes its checks" in called.err
    assert "从上往下" in (own / "first.yaml").read_text("utf-8")


@needs_posix
def test_a_title_is_read_in_any_locale(process: Call, own: Path) -> None:
    made = process("new", "first", "--title", "号码被回收", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert made.code == 0
    assert read(own / "first.yaml").data["title"] == "号码被回收"


def test_the_template_is_marked_where_it_is_to_be_changed() -> None:
    text = (ROOT / "scenarios" / "_template" / "scenario.yaml").read_text("utf-8")
    top = [line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()]
    blocks = {line.partition(":")[0]: above for above, line in _above(text) if line[:1].isalpha()}
    unmarked = [key for key in top if "★" not in blocks[key]]
    assert unmarked == ["persona", "channel", "start", "leaves"]


def _above(text: str) -> list[tuple[str, str]]:
    """Each line with the comment above it."""
    found, comment = [], ""
    for line in text.splitlines():
        if line.startswith("#"):
            comment += line
        else:
            found.append((comment, line))
            comment = ""
    return found


def _guide_block(beginning: str) -> str:
    """The lines of the guide from this beginning to the end of its block."""
    guide = (ROOT / "docs" / "write-a-scenario.md").read_text("utf-8")
    return beginning + guide.partition(beginning)[2].partition("```")[0]


def _with_the_example(text: str, way: str) -> str:
    """The template with the point and the way that the guide shows, put where the guide says."""
    head, mark, rest = text.partition("# ★ 学员问到时")
    text = head + _guide_block("  told_wrong:\n") + mark + rest
    before, telling, after = text.partition("  telling:\n")
    first, guard, last = after.partition("      - when: {has: [admits_missed]}")
    return before + telling + first + way + guard + last


@pytest.mark.parametrize("is_right", [True, False])
def test_the_example_of_the_guide_does_what_the_guide_says(is_right: bool, huashu: Call, own: Path) -> None:
    huashu("new", "first")
    path, way = own / "first.yaml", _guide_block("      - when: {has: [told_wrong]}\n")
    wrong = way.replace("贺先生，让您白跑了两趟，是我们不对，对不起。", "是我们的问题。")
    path.write_text(_with_the_example(path.read_text("utf-8"), way if is_right else wrong), "utf-8")
    checked = huashu("check", path)
    assert (checked.code, len(checked.lines)) == ((0, 0) if is_right else (ExitCode.FOUND, 1))
    assert is_right or " error E502 示范话术“是我们的问题。”应走“认下没讲全”→proposing" in checked.out
