"""What instructors ask of a database in Datasette: canned queries over the views, and what tables are. Runs none."""

from typing import Any, Final

VIEWS: Final = {
    "practised": "每次练习：谁、哪个场景、结果、得分、有没有点评",
    "conversation": "对话原文，按 turn、part、place 排",
    "replies": "每一句回复和它的分",
    "findings": "每一条判定和它所在的回复",
    "instructors_said": "讲师的点评，机器的分在旁边",
}
"""The views by name, each with what it shows."""

QUERIES: Final[dict[str, tuple[str, str]]] = {
    "conversation_of": (
        "一次练习的对话（填会话编号）",
        "SELECT turn, who, words FROM conversation WHERE session = :session ORDER BY turn, part, place",
    ),
    "sessions_of": (
        "一个人的全部练习（填姓名或工号）",
        "SELECT * FROM practised WHERE :who IN (name, staff_number) ORDER BY started DESC",
    ),
    "class_standing": (
        "一个班每个人：次数、合格的场景数、最好的总评、最后一次（填班级）",
        """SELECT name, staff_number, count(*) AS sessions,
    count(DISTINCT CASE WHEN passed THEN scenario END) AS passed, max(overall) AS best, max(started) AS last
    FROM practised WHERE team = :team AND turns > 0
    GROUP BY staff_number, name ORDER BY passed DESC, best DESC""",
    ),
    "not_reviewed": (
        "练完还没点评的，分低的在前",
        "SELECT * FROM practised WHERE ended IS NOT NULL AND reviewed IS NULL ORDER BY overall LIMIT 200",
    ),
    "disputed": ("有异议还没答复的", "SELECT * FROM practised WHERE disputes > 0 ORDER BY started"),
    "gates_failed": ("红线没守住的", "SELECT * FROM practised WHERE gates_failed > 0 ORDER BY started DESC LIMIT 200"),
    "said_so": (
        "谁说过这个词（两个字也行）",
        "SELECT session, turn, name, team, scenario, reply FROM replies WHERE instr(reply, :word) > 0 LIMIT 200",
    ),
    "label_examples": (
        "一个标签的例子（填 rude、yes_but 等）",
        """SELECT session, turn, name, words, why, reply FROM findings WHERE label = :label
    ORDER BY started DESC LIMIT 200""",
    ),
    "label_counts": (
        "各标签出现的次数",
        "SELECT label, count(*) AS times FROM finding GROUP BY label ORDER BY times DESC",
    ),
    "scenario_results": (
        "各场景：次数、人数、合格比例、平均总评",
        """SELECT scenario, count(*) AS sessions, count(DISTINCT staff_number) AS trainees,
    round(100.0 * avg(passed)) AS passed_percent, round(avg(overall), 2) AS overall
    FROM practised WHERE ended IS NOT NULL GROUP BY scenario ORDER BY passed_percent""",
    ),
    "where_talks_end": (
        "谈崩的地方：没合格的练习停在哪个状态",
        """SELECT scenario, left_at AS state, count(*) AS sessions FROM summary
    WHERE ended IS NOT NULL AND NOT passed GROUP BY scenario, left_at ORDER BY sessions DESC LIMIT 100""",
    ),
    "marks_changed": (
        "讲师改过的分，差得多的在前",
        """SELECT instructor, trainee, dimension, machine, mark, words, reply, session, turn FROM instructors_said
    WHERE kind = 'mark' ORDER BY abs(mark - machine) DESC LIMIT 200""",
    ),
    "rules_refuted": (
        "最常被否定的规则",
        """SELECT rule, label, count(*) AS refuted FROM review WHERE kind = 'refuted'
    GROUP BY rule, label ORDER BY refuted DESC""",
    ),
    "weekly": (
        "每周的变化",
        """SELECT date(started, 'weekday 0', '-6 days') AS monday, count(*) AS sessions,
    round(100.0 * avg(passed)) AS passed_percent, round(avg(overall), 2) AS overall
    FROM practised WHERE ended IS NOT NULL GROUP BY monday ORDER BY monday""",
    ),
}
"""Canned queries by name: a title, and the SQL; what stands behind a colon is asked for on the page."""


def metadata(name: str) -> dict[str, Any]:
    """Datasette's metadata for a database of this name (its file's stem)."""
    queries = {key: {"title": title, "sql": sql} for key, (title, sql) in QUERIES.items()}
    tables = {view: {"title": about, "size": 50} for view, about in VIEWS.items()}
    return {
        "title": "话术 Huashu",
        "description": "投诉处理对练的记录。先看 practised 和下面的常问问题；表和列的含义见 docs/database.md。",
        "databases": {name: {"tables": tables, "queries": queries}},
    }
