"""The cover: a notice carries its number and its date, they agree, and what is to be reported has its form."""

from collections.abc import Iterator
from typing import Final

from taskparse.checks.rules import Hit, Rule, Words
from taskparse.notice.models import Document, Notice


def _is_notice(document: Document) -> bool:
    """It comes with its cover; a bare plan has neither number nor date."""
    return bool(document.addressees) or document.issuer is not None


def _no_number(notice: Notice) -> Iterator[Hit]:
    if _is_notice(notice.document) and notice.document.document_number is None:
        yield Hit(("document",))


def _no_date(notice: Notice) -> Iterator[Hit]:
    if _is_notice(notice.document) and notice.document.issued_on is None:
        yield Hit(("document",))


def _years_differ(notice: Notice) -> Iterator[Hit]:
    number, issued = notice.document.document_number, notice.document.issued_on
    if number is not None and issued is not None and number.year != int(issued[:4]):
        yield Hit(("document", "document_number"), {"number": number.text, "issued": issued})


def _no_form(notice: Notice) -> Iterator[Hit]:
    """Where the notice brings blank forms along."""
    document = notice.document
    if any(attachment.columns for attachment in document.attachments):
        for index, deadline in enumerate(document.deadlines):
            if deadline.form is None:
                yield Hit(("document", "deadlines", index), {"on": deadline.on})


RULES: Final = (
    Rule(
        "TP701",
        "no-number",
        "warning",
        Words("a notice without a document number", "the notice has no document number", "ask the issuer for it"),
        Words("缺少发文字号", "通知没有发文字号", "向发文机关核实发文字号"),
        _no_number,
    ),
    Rule(
        "TP702",
        "no-date",
        "warning",
        Words("a notice without a date of issue", "the notice has no date of issue", "ask the issuer for it"),
        Words("缺少成文日期", "通知没有成文日期", "向发文机关核实成文日期"),
        _no_date,
    ),
    Rule(
        "TP703",
        "years-differ",
        "warning",
        Words(
            "a document number of another year than the date of issue",
            "{number} is not of the year of the date of issue, {issued}",
            "check number and date",
        ),
        Words("发文字号与成文日期年份不一致", "发文字号{number}与成文日期{issued}年份不一致", "核对字号和日期"),
        _years_differ,
    ),
    Rule(
        "TP704",
        "no-form",
        "info",
        Words(
            "a reporting deadline without a form, in a notice that brings forms along",
            "no form is named for what is to be reported by {on}",
            "ask which form is to be filled in",
        ),
        Words("报送时限未指明表格", "{on}前的报送事项未指明所用表格", "核实使用哪个附件"),
        _no_form,
    ),
)
