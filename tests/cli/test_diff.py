"""`huashu diff`: what an edited file would change in golden replies and kept sessions, and that nothing is written."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scoring.rules import SHIPPED
from tests.cli.conftest import BEST, Call, Called
from trainer.cli.exits import ExitCode
from transcripts.store import Store

FEELING_WAY = "when: {has: [names_feeling], lacks: [yes_but]}"
TIRED = (
    "大哥，我们也是受害者，光缆断了我们损失比您还大呢。",
    "录吧。反正费用是系统自动扣的，我们前台也改不了，您有意见可以去网上提。",
    "章是盖了，可合同里也写了故障免责。您要不服，走投诉流程，十五个工作日内会有专人联系您。",
    "瞪我也没用，认错要走流程的。我一个月就拿那点钱，线不是我挖的，短信也不是我发的。",
    "我没说关门。你们一人一句我也答不过来，要不派个代表，明天上班时间再来谈。",
)
"""Replies in which hardly a fault is plain."""
RULE = """
label: validates
why: 试一试
source: 第六章
phrases: [{phrase}]
flagged: [您【{phrase}】不好受。]
near_misses: [好的。]
"""


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(autouse=True)
def _database(db: Path) -> None:
    """A database that is named has to be there."""
    with Store.open(db):
        pass


@pytest.fixture
def copy(own: Path, tmp_path: Path) -> Path:
    """A copy of the small scenario outside every scenario folder."""
    folder = tmp_path / "draft"
    folder.mkdir()
    return Path(shutil.copytree(own, folder / "mine")) / "small.yaml"


def _rule(tmp_path: Path, phrase: str) -> Path:
    """A folder with one rule of one's own."""
    file = tmp_path / "rules" / "empathy" / "validates" / "mine.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(RULE.format(phrase=phrase), "utf-8")
    return tmp_path / "rules"


def _rows(called: Called, kind: str) -> list[dict[str, Any]]:
    return [row for row in json.loads(called.out) if row["kind"] == kind]


def test_a_file_that_is_the_same_changes_nothing(copy: Path, talk: Call, huashu: Call) -> None:
    talk(*BEST)
    called = huashu("diff", copy)
    assert (called.code, called.err) == (0, "")
    assert len(called.lines) == 2
    assert "1 场，0 场会变" in called.lines[1]


def test_a_session_led_on_by_what_was_only_suspected_is_no_change(tmp_path: Path, huashu: Call) -> None:
    shipped = next((Path(__file__).parents[2] / "scenarios" / "chapter8").glob("26-*.yaml"))
    copy = Path(shutil.copy(shipped, tmp_path))
    title = next(line for line in copy.read_text("utf-8").splitlines() if line.startswith("title: "))
    _edit(copy, f"{title}\n", f"{title}啊\n")
    played = huashu("play", "26-crowd-at-door", "--plain", "--seed", "288", given="\n".join(TIRED))
    assert played.code == 0
    [summary] = _rows(huashu("diff", copy, "--json"), "summary")
    assert (summary["sessions"], summary["session_changed"]) == (1, 0)


def test_an_edited_guard_turns_golden_replies_and_sessions_aside(copy: Path, talk: Call, huashu: Call) -> None:
    session = talk(*BEST).session
    _edit(copy, FEELING_WAY, "when: {has: [threatens], lacks: [yes_but]}")
    called = huashu("diff", copy)
    assert called.code == ExitCode.FOUND
    assert "  走法：telling“接住情绪”→checking ⇒ telling“没听进去”→telling" in called.lines
    assert any(line.startswith(session) for line in called.lines)
    assert any("settled（解决" in line and "⇒ 没有结束" in line for line in called.lines)


def test_as_json_each_change_has_both_sides(copy: Path, talk: Call, huashu: Call) -> None:
    session = talk(*BEST).session
    _edit(copy, FEELING_WAY, "when: {has: [threatens], lacks: [yes_but]}")
    called = huashu("diff", copy, "--json")
    [summary], [row] = _rows(called, "summary"), _rows(called, "session")
    assert (summary["sessions"], summary["session_changed"], summary["endings"]) == (1, 1, 1)
    assert (row["id"], row["before"]["ending"], row["after"]["ending"]) == (session, "settled", None)
    [golden] = _rows(called, "golden")
    assert [look["ways"][0]["to"] for look in (golden["before"], golden["after"])] == ["checking", "telling"]


def test_what_a_golden_reply_still_depends_on_is_compared(copy: Path, huashu: Call) -> None:
    _edit(copy, 'mood: {anger: "<=9"}', 'mood: {anger: "<=4"}')
    called = huashu("diff", copy)
    assert any("（anger <=9）" in line and "（anger <=4）" in line for line in called.lines)


def test_a_way_by_another_name_is_the_same_way(copy: Path, talk: Call, huashu: Call) -> None:
    talk(*BEST)
    _edit(copy, "title: 接住情绪", "title: 先接住情绪")
    assert huashu("diff", copy).code == 0


def test_golden_replies_come_and_go(copy: Path, huashu: Call) -> None:
    _edit(copy, "golden: [嗯。]", "golden: [哦哦。, 行。]")
    [summary] = _rows(huashu("diff", copy, "--json"), "summary")
    assert (summary["golden_added"], summary["golden_removed"], summary["golden_changed"]) == (2, 1, 0)


def test_a_file_edited_in_place_is_held_against_what_was_played(own: Path, talk: Call, huashu: Call) -> None:
    talk(*BEST)
    _edit(own / "small.yaml", "golden: [嗯。]", "golden: [哦哦。]")
    [summary] = _rows(huashu("diff", own, "--json"), "summary")
    assert (summary["golden_added"], summary["golden_removed"], summary["new"]) == (1, 1, [])


def test_a_file_that_nobody_played_has_no_earlier_version(own: Path, huashu: Call, db: Path, talk: Call) -> None:
    huashu("play", "08-agitated", "--plain")
    called = huashu("diff", own / "small.yaml")
    assert called.code == 0
    assert "没有旧版可比" in called.out


def test_an_edited_persona_concerns_every_scenario_with_it(copy: Path, talk: Call, huashu: Call) -> None:
    session = talk(*BEST, options=("--mood", "anger=9")).session
    _edit(copy.parent / "personas" / "steady.yaml", "names_feeling: {anger: -1, trust: 1}", "courtesy: {patience: -4}")
    called = huashu("diff", copy.parent / "personas" / "steady.yaml", "--json")
    [summary] = _rows(called, "summary")
    assert (summary["goldens"] > 0, summary["sessions"]) == (True, 1)
    assert session not in [row["id"] for row in _rows(called, "golden")]


def test_a_copy_by_another_name_needs_to_be_told(copy: Path, huashu: Call) -> None:
    draft = copy.rename(copy.with_name("smal.yaml"))
    called = huashu("diff", draft)
    assert (called.code, "是不是：small" in called.err) == (ExitCode.USAGE, True)
    assert huashu("diff", draft, "--of", "small").code == 0


@pytest.mark.parametrize("arguments", [("nowhere.yaml",), (), ("--of", "small", SHIPPED), (SHIPPED, "--of", "nobody")])
def test_what_is_not_there_is_a_usage_error(arguments: tuple[Any, ...], huashu: Call) -> None:
    called = huashu("diff", *arguments)
    assert (called.code, called.out) == (ExitCode.USAGE, "")


def test_an_invalid_file_is_told_like_check_does(copy: Path, huashu: Call) -> None:
    _edit(copy, "start: opening", "start: nowhere")
    called = huashu("diff", copy)
    assert (called.code, called.out) == (ExitCode.INVALID, "")
    assert f"{copy}:" in called.err
    assert "E203" in called.err


def test_a_new_rule_is_laid_over_the_installed_ones(tmp_path: Path, talk: Call, huashu: Call) -> None:
    session = talk("您好，请问有什么可以帮您？", "西红柿炒鸡蛋。").session
    called = huashu("diff", _rule(tmp_path, "西红柿炒鸡蛋"), "--json")
    assert called.code == ExitCode.FOUND
    [row] = _rows(called, "session")
    [turn] = row["turns"]
    assert (row["id"], turn["turn"]) == (session, 2)
    assert set(turn["after"]["labels"]) - set(turn["before"]["labels"]) == {"validates"}


def test_a_rule_that_nothing_meets_marks_nothing_again(tmp_path: Path, talk: Call, huashu: Call) -> None:
    talk(*BEST)
    called = huashu("diff", _rule(tmp_path, "西红柿炒鸡蛋"))
    assert called.code == 0
    assert "比了 1 场，0 场会变" in called.out


def test_rules_as_installed_leave_nothing_to_compare(tmp_path: Path, huashu: Call) -> None:
    whole = Path(shutil.copytree(SHIPPED, tmp_path / "zh"))
    called = huashu("diff", whole)
    assert (called.code, "没有可比的" in called.err) == (0, True)


def test_a_rule_gone_from_a_whole_folder_is_gone(tmp_path: Path, talk: Call, huashu: Call) -> None:
    whole = Path(shutil.copytree(SHIPPED, tmp_path / "zh"))
    shutil.rmtree(whole / "questions" / "when")
    [summary] = _rows(huashu("diff", whole, "--json"), "summary")
    assert summary["golden_changed"] > 0


def test_a_rule_with_a_mistake_is_named_where_it_lies(tmp_path: Path, huashu: Call) -> None:
    folder = _rule(tmp_path, "a{99}b")
    called = huashu("diff", folder)
    assert (called.code, called.out) == (ExitCode.INVALID, "")
    assert str(folder / "empathy" / "validates" / "mine.yaml") + ":" in called.err


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM text WHERE kind = 'scenario'",
        "UPDATE session SET start = 'x'",
        """UPDATE session SET start = '{"mood": {"joy": 1}}'""",
        "UPDATE turn SET standing = '{}'",
    ],
)
def test_a_damaged_session_is_counted_and_the_rest_compared(
    damage: str, *, tmp_path: Path, talk: Call, huashu: Call, db: Path, own: Path
) -> None:
    talk("西红柿炒鸡蛋。", "您好。")
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute(damage)
    _edit(own / "small.yaml", "退费拖了二十天", "退费拖了三十天")
    good = talk("西红柿炒鸡蛋。").session
    called = huashu("diff", _rule(tmp_path, "西红柿炒鸡蛋"), "--json")
    [summary] = _rows(called, "summary")
    assert (called.code, summary["damaged"]) == (ExitCode.FOUND, 1)
    assert good in [row["id"] for row in _rows(called, "session")]


def test_sessions_of_a_scenario_that_is_gone_are_compared_by_what_was_kept(
    tmp_path: Path, talk: Call, huashu: Call, own: Path
) -> None:
    session = talk("西红柿炒鸡蛋。").session
    (own / "small.yaml").unlink()
    called = huashu("diff", _rule(tmp_path, "西红柿炒鸡蛋"), "--json")
    assert [row["id"] for row in _rows(called, "session")] == [session]


def test_a_session_whose_start_is_gone_is_said_to_be_so(copy: Path, talk: Call, huashu: Call) -> None:
    talk("对不起。", options=("--from", "angry"))
    text = copy.read_text("utf-8")
    copy.write_text(
        text.replace("to: angry", "to: furious")
        .replace("  angry:\n", "  furious:\n")
        .replace("otherwise: angry", "otherwise: furious"),
        "utf-8",
    )
    called = huashu("diff", copy)
    assert called.code == ExitCode.FOUND
    assert "  开始的状态“angry”没有了，不能重走" in called.lines


def test_sessions_of_another_scorer_version_are_marked_today_on_both_sides(
    copy: Path, talk: Call, huashu: Call, db: Path
) -> None:
    talk(*BEST)
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute("UPDATE session SET scorer_version = '1:old:old'")
        raw.execute("UPDATE turn SET overall = 1")
    _edit(copy, "debrief: 接住了情绪。", "debrief: 先接住了情绪。")
    called = huashu("diff", copy)
    assert (called.code, "另一版评分器" in called.out) == (0, True)


def _files(folder: Path) -> dict[Path, bytes]:
    """Every file but those that SQLite keeps beside a database that is open."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".db-wal", ".db-shm"))
    return {path: path.read_bytes() for path in files}


def test_nothing_is_written(copy: Path, talk: Call, huashu: Call, tmp_path: Path) -> None:
    talk(*BEST)
    _edit(copy, FEELING_WAY, "when: {has: [threatens], lacks: [yes_but]}")
    before = _files(tmp_path)
    huashu("diff", copy)
    assert _files(tmp_path) == before


def test_without_a_database_golden_replies_are_compared_alone(
    copy: Path, huashu: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUASHU_DB")
    _edit(copy, "golden: [嗯。]", "golden: [哦哦。]")
    called = huashu("diff", copy)
    assert (called.code, "比了 0 场" in called.out) == (ExitCode.FOUND, True)


SAYING = ("您好，请问有什么可以帮您？", "西红柿炒鸡蛋。")


def _labels(row: dict[str, Any]) -> list[bool]:
    """Whether the rule of one's own was met in the last reply, before and after."""
    return ["validates" in row["turns"][-1][side]["labels"] for side in ("before", "after")]


def test_an_edit_starts_from_the_rules_of_ones_own_too(own: Path, tmp_path: Path, talk: Call, huashu: Call) -> None:
    _rule(own, "西红柿炒鸡蛋")
    talk(*SAYING)
    other = _rule(tmp_path, "土豆烧牛肉")
    (other / "empathy" / "validates" / "mine.yaml").rename(other / "empathy" / "validates" / "other.yaml")
    called = huashu("diff", other, "--json")
    [summary] = _rows(called, "summary")
    assert (called.code, summary["remarked"], summary["session_changed"]) == (0, 0, 0)


def test_an_edited_copy_of_an_own_rule_takes_its_place(own: Path, tmp_path: Path, talk: Call, huashu: Call) -> None:
    _rule(own, "西红柿炒鸡蛋")
    session = talk(*SAYING).session
    [row] = _rows(huashu("diff", _rule(tmp_path, "土豆烧牛肉"), "--json"), "session")
    assert (row["id"], _labels(row)) == (session, [True, False])


def test_rules_in_an_edited_copy_of_a_folder_count(own: Path, copy: Path, talk: Call, huashu: Call) -> None:
    session = talk(*SAYING).session
    _rule(copy.parent, "西红柿炒鸡蛋")
    [row] = _rows(huashu("diff", copy.parent, "--json"), "session")
    assert (row["id"], _labels(row)) == (session, [False, True])
    assert (huashu("diff", own).code, huashu("diff", copy).code) == (0, 0)


def test_own_rules_in_use_are_held_against_those_last_played_with(own: Path, talk: Call, huashu: Call) -> None:
    rule = _rule(own, "<菜>") / "empathy" / "validates" / "mine.yaml"
    (own / "rules" / "words.yaml").write_text("菜: [西红柿炒鸡蛋]\n", "utf-8")
    session = talk(*SAYING).session
    rule.write_text(RULE.format(phrase="土豆烧牛肉"), "utf-8")
    [row] = _rows(huashu("diff", own / "rules", "--json"), "session")
    assert (row["id"], _labels(row)) == (session, [True, False])


def test_a_word_list_beside_own_rules_takes_no_shipped_rule_away(tmp_path: Path, talk: Call, huashu: Call) -> None:
    talk(*BEST)
    rules = _rule(tmp_path, "<菜>")
    (rules / "words.yaml").write_text("菜: [西红柿炒鸡蛋]\n", "utf-8")
    assert huashu("diff", rules).code == 0
