"""Reporting deadlines of the covering notice: with and without a year, and those that come again."""

import pytest

from taskparse.source import Block, Reading, SourceText
from taskparse.structure.deadlines import find_deadlines, find_recurring
from taskparse.structure.fields import Range

ISSUED = "2031-02-17"

DEADLINES = [
    ("请于2031年3月5日前将实施方案报县政府督查室。", ["2031-03-05"]),
    ("请于3月5日前将实施方案报县政府督查室。", ["2031-03-05"]),
    (
        "分别于4月8日、7月8日、10月9日和12月25日前报送进展情况。",
        ["2031-04-08", "2031-07-08", "2031-10-09", "2031-12-25"],
    ),
    ("1月10日前报送全年总结。", ["2032-01-10"]),
    ("6月25日、12月5日前报送小结，2032年1月5日前报送总结。", ["2031-06-25", "2031-12-05", "2032-01-05"]),
    (
        "于4月15日、7月15日、10月15日及次年1月15日前报送进展情况。",
        ["2031-04-15", "2031-07-15", "2031-10-15", "2032-01-15"],
    ),
    (
        "于2030年4月15日、10月15日和翌年1月15日前报送进展情况。",
        ["2030-04-15", "2030-10-15", "2031-01-15"],
    ),
    ("分别于6月27日、9月30日、2032年1月5日前报送进展情况。", ["2031-06-27", "2031-09-30", "2032-01-05"]),
    ("于4月20日（星期五）前将方案上报区督查组。", ["2031-04-20"]),
    ("于20313月20日前报送方案，20314月8日、7月8日前报送情况。", ["2031-03-20", "2031-04-08", "2031-07-08"]),
    ("各单位要在3月底前完成整改。", []),
    ("每季度末月25日前报送进展情况。", []),
    ("每年6月底、12月底前报送总结。", []),
]


def reading(text: str) -> tuple[Reading, Range]:
    whole = SourceText.join([Block(text)]).reading
    return whole, Range(0, len(whole.text))


@pytest.mark.parametrize(("text", "days"), DEADLINES, ids=[text for text, _ in DEADLINES])
def test_deadlines(text: str, days: list[str]) -> None:
    assert [deadline.on for deadline in find_deadlines(*reading(text), ISSUED)] == days


def test_without_a_date_of_issue_only_printed_years_count() -> None:
    text = "2031年3月5日前报送方案。6月5日前报送小结。"
    assert [deadline.on for deadline in find_deadlines(*reading(text))] == ["2031-03-05"]


RECURRING = [
    ("每季度末月25日前将进展情况（附件2）报区政府督查室。", "quarter", "每季度末月25日前"),
    ("每月5日前将进展情况（附件2）报区政府督查室。", "month", "每月5日前"),
    ("每个季度终了后5个工作日内将进展情况（附件2）报区政府督查室。", "quarter", "每个季度终了后5个工作日内"),
    ("每年6月底、12月底前将进展情况（附件2）报区政府督查室。", "year", "每年6月底、12月底前"),
    ("每周五前将进展情况（附件2）报区政府督查室。", "week", "每周五前"),
    ("每半年末将进展情况（附件2）报区政府督查室。", "half-year", "每半年末"),
    ("每旬末前将进展情况（附件2）报区政府督查室。", "ten-days", "每旬末前"),
    ("每双月底前将进展情况（附件2）报区政府督查室。", "two-months", "每双月底前"),
]


@pytest.mark.parametrize(("text", "every", "printed"), RECURRING, ids=[printed for *_, printed in RECURRING])
def test_recurring(text: str, every: str, printed: str) -> None:
    whole, where = reading(text)
    (found,) = find_recurring(whole, where)
    assert (found.every, text[slice(*found.where)], found.what, found.form, found.to) == (
        every, printed, "进展情况", "附件2", "区政府督查室",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["每季度召开一次会议，研究进展情况报告。", "每月调度，每年通报。", "每年均有提升，情况报告。"]
)
def test_what_has_no_end_does_not_recur(text: str) -> None:
    assert list(find_recurring(*reading(text))) == []
