"""Care of the whole file: checking it, wiping traces, naming its copies. Reads no session."""

from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcripts import errors

if TYPE_CHECKING:
    from transcripts.connection import Connection

_GAPS = """
    SELECT session, count(*) AS kept, max(number) AS last FROM turn GROUP BY session HAVING count(*) <> max(number)"""
_STRAYS = """
    SELECT session, turn FROM spoken WHERE turn > 0
    AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.session = spoken.session AND number = spoken.turn)"""


def check(connection: "Connection") -> list[str]:
    """Everything wrong with the file, a sentence each; empty when it is sound."""
    problems: list[str] = []
    try:
        with connection.alone() as raw:
            answers = [row[0] for row in raw.execute("PRAGMA quick_check")]
            problems += [f"文件结构：{answer}" for answer in answers if answer != "ok"]
            loose = raw.execute("PRAGMA foreign_key_check")
            problems += [f"{row[0]} 表第 {row[1]} 行引用的 {row[2]} 不存在" for row in loose]
        for row in connection.rows(_GAPS):
            problems.append(f"练习 {row['session']} 缺句：存了 {row['kept']} 句，最后一句是第 {row['last']} 句")
        for row in connection.rows("SELECT hash, body FROM text"):
            if not is_whole(row["hash"], row["body"]):
                problems.append(f"原文 {row['hash']} 和它的 SHA-256 对不上")
        for row in connection.rows(_STRAYS):
            problems.append(f"练习 {row['session']} 第 {row['turn']} 句只有客户的话，没有学员的回复")
    except errors.Corrupt as error:
        problems.append(str(error))
    return problems


def hash_of(body: str) -> str:
    """What a text is kept under."""
    from hashlib import sha256

    return sha256(body.encode()).hexdigest()


def is_whole(name: str, body: Any) -> bool:
    """Whether a text is the one that was kept under this name."""
    return isinstance(body, str) and hash_of(body) == name


def scrub(connection: "Connection") -> None:
    """Rebuild the file and empty its log, so that nothing deleted can be found in either."""
    try:
        _empty_log(connection)
        with connection.alone() as raw:
            # Overwriting freed rows misses copies that an earlier page split left in the gaps of pages still in use.
            raw.execute("VACUUM")
        _empty_log(connection)
    except (errors.Locked, errors.Full) as error:
        raise errors.NotWiped(
            connection.path, "磁盘满了" if isinstance(error, errors.Full) else "别的程序还开着它"
        ) from error


def copies(path: Path) -> list[Path]:
    """The copies left beside a file by migrations."""
    return sorted(path.parent.glob(f"{escape(path.stem)}.v*-backup*{path.suffix}"))


def _empty_log(connection: "Connection") -> None:
    with connection.alone() as raw:
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise errors.Locked(connection.path)
