"""The report of a class or a trainee: who practised what, how the marks lie, what is weak, where talks end badly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.i18n import _
from trainer.reports.charts import bars, columns, lines
from trainer.reports.html import Html, joined, page, table, tag
from trainer.wording import label_name, mark_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transcripts.cohort import Cohort, Shown, Standing
    from transcripts.roster import Assigned


def cohort_page(
    found: Cohort, *, title: str, titles: Mapping[str, str], tasks: Sequence[Assigned] = (), today: str = ""
) -> str:
    """The whole file; `titles` are those of scenarios by id, `today` is an ISO day by which work is late."""
    return page(title, *_body(found, title, titles, tasks, today))


def _body(
    found: Cohort, title: str, titles: Mapping[str, str], tasks: Sequence[Assigned], today: str
) -> Iterator[object]:
    yield tag("h1", title)
    yield _sums(found)
    yield from _weeks(found)
    yield tag("h2", _("分数的分布（按次数）"))
    yield _spreads(found)
    yield tag("h2", _("最常见的毛病（每百句）"))
    yield _labels(found.faults)
    yield tag("h2", _("最少用到的招（每百句）"))
    yield _labels(found.missing)
    yield from _scenarios(found, titles)
    yield from _dropped(found, titles)
    yield from _tasks(tasks, titles, today)
    yield tag("h2", _("每个人"))
    yield _people(found.trainees)


def _weeks(found: Cohort) -> Iterator[Html]:
    if found.weeks:
        yield tag("h2", _("每周的变化"))
        series = [
            (_("平均总评"), [week.overall for week in found.weeks]),
            (_("合格比例 ×5"), [5 * week.passed for week in found.weeks]),
        ]
        yield lines(series, 5, [week.monday[5:] for week in found.weeks])


def _scenarios(found: Cohort, titles: Mapping[str, str]) -> Iterator[Html]:
    yield tag("h2", _("各场景"))
    rows: list[list[object]] = []
    for one in found.scenarios:
        figures = (one.sessions, one.trainees, _share(one.passed), f"{one.overall:.1f}")
        rows.append([titles.get(one.scenario, one.scenario), *figures])
    yield table([_("场景"), _("次数"), _("人数"), _("合格"), _("平均总评")], rows)


def _dropped(found: Cohort, titles: Mapping[str, str]) -> Iterator[Html]:
    yield tag("h2", _("谈崩的地方"))
    rows: list[list[object]] = [
        [titles.get(one.scenario, one.scenario), one.title or one.state, one.sessions, _share(one.share)]
        for one in found.dropped
    ]
    yield table([_("场景"), _("客户所处的状态"), _("次数"), _("占该场景")], rows, numbers=2)


def _sums(found: Cohort) -> Html:
    cards = [
        (_("人"), len(found.trainees)),
        (_("次练习"), found.sessions),
        (_("次练完"), found.ended),
        (_("合格"), _share(found.passed / found.ended) if found.ended else "–"),
    ]
    return tag("div", *(tag("div", tag("b", value), name) for name, value in cards), class_="cards")


def _spreads(found: Cohort) -> Html:
    names = mark_names()
    shown = (tag("div", tag("p", names[key]), columns(found.marks[key], range(1, 6))) for key in names)
    return tag("div", *shown, class_="cards")


def _labels(shown: Sequence[Shown]) -> Html:
    rows = [(label_name(one.label), 100 * one.share, f"{100 * one.share:.1f}") for one in shown[:10]]
    return bars(rows, max([value for _name, value, _said in rows] + [1]))


def _share(part: float) -> str:
    return f"{100 * part:.0f}%"


def _tasks(tasks: Sequence[Assigned], titles: Mapping[str, str], today: str) -> Iterator[Html]:
    if not tasks:
        return
    yield tag("h2", _("布置的练习"))
    rows: list[list[object]] = []
    for task in tasks:
        late = task.is_late(today)
        done = task.passed[:10] if task.passed else _("还没合格")
        state = tag(
            "span", done + (_("（逾期）") if late else ""), class_="bad" if late else "good" if task.passed else None
        )
        scenario = titles.get(task.scenario, task.scenario)
        rows.append([task.name, task.team, scenario, task.due or "–", task.tries, state])
    heads = [_("姓名"), _("班级"), _("场景"), _("截止日期"), _("次数"), _("完成")]
    yield table(heads, rows, numbers=9)


def _people(trainees: Sequence[Standing]) -> Html:
    heads = [
        _("姓名"),
        _("工号"),
        _("班级"),
        _("次数"),
        _("练过"),
        _("合格"),
        _("首次"),
        _("最好"),
        _("最近"),
        _("最后一次"),
    ]
    rows: list[list[object]] = [
        [
            *(one.name, one.staff_number, one.team, one.sessions, one.tried, one.passed),
            *(_mark(one.first), _mark(one.best), _mark(one.latest), one.last[:10]),
        ]
        for one in trainees
    ]
    return joined(table(heads, rows, numbers=3))


def _mark(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
