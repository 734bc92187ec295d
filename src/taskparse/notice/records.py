"""Flat records: each task of a Notice with the key fields of its document, for tables and databases.

A record says less than the Notice: units by their names alone, places by page and offsets. `id` and `sha256` lead back to it.
(No postponed annotations in this file either, see models.)
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from taskparse.notice.models import IsoDate, Model, Notice, Target, Task, Unit
from taskparse.notice.versions import RECORD_VERSION


class TaskRecord(Model):
    """A task with the key fields of its document (任务记录)."""

    schema_version: Literal["task-1.0"] = Field(description="Name and version of this format (格式版本).")
    file: str = Field(description="Name of the file, or - for standard input (文件名).")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of its bytes (文件摘要).")
    title: str | None = Field(None, description="Title of the document (标题).")
    document_number: str | None = Field(None, description="Document number as printed (发文字号).")
    issuer: str | None = Field(None, description="Issuing agency (发文机关).")
    issued_on: IsoDate | None = Field(None, description="Date of issue (成文日期).")
    plan_title: str | None = Field(None, description="Title of the plan that the notice sends out (方案标题).")
    plan_year: int | None = Field(None, description="Year whose work the plan divides (方案年度).")
    sections: list[str] = Field(
        default_factory=list, description="Titles of the headings above the task, the highest first (各级章节标题)."
    )
    id: str = Field(description="Id of the task in its document (任务编号).")
    number: int | None = Field(None, description="The number that is printed (序号).")
    part: int | None = Field(None, ge=1, description="Which of several responsibilities of one item (分项).")
    text: str = Field(description="Its text without marker and clause (任务内容).")
    lead_units: list[str] = Field(default_factory=list, description="Names of the lead units (牵头单位).")
    responsible_units: list[str] = Field(default_factory=list, description="Names of the responsible units (责任单位).")
    supporting_units: list[str] = Field(default_factory=list, description="Names of the supporting units (配合单位).")
    lead_unit_ids: list[str] = Field(
        default_factory=list,
        description="Ids of the lead units in the unit registry, collectives as their members (牵头单位编号).",
    )
    responsible_unit_ids: list[str] = Field(
        default_factory=list,
        description="Ids of the responsible units in the unit registry, collectives as their members (责任单位编号).",
    )
    supporting_unit_ids: list[str] = Field(
        default_factory=list,
        description="Ids of the supporting units in the unit registry, collectives as their members (配合单位编号).",
    )
    leaders: list[str] = Field(default_factory=list, description="Names of the persons (责任领导).")
    due: str | None = Field(None, description="When it is to be done, as printed (完成时限).")
    due_on: IsoDate | None = Field(None, description="The last day, where the text fixes one (截止日期).")
    targets: list[Target] = Field(default_factory=list, description="Numbers it commits to (量化指标).")
    clause: str | None = Field(None, description="The responsibility clause as printed (责任条款).")
    page: int | None = Field(None, ge=1, description="Page on which it begins, where the input has pages (页码).")
    start: int = Field(ge=0, description="First code point of the item in the canonical text (起).")
    end: int = Field(ge=0, description="One past its last code point (止).")


def records(notice: Notice) -> Iterator[TaskRecord]:
    """The tasks of a Notice as flat records, in its order.

    for record in records(extract("notice.pdf")):
        print(record.issuer, record.id, record.lead_units)
    """
    document = notice.document
    above = _titles(notice)
    for task in notice.tasks:
        yield TaskRecord(
            schema_version=RECORD_VERSION,
            file=notice.source.file,
            sha256=notice.source.sha256,
            title=document.title,
            document_number=document.document_number.text if document.document_number else None,
            issuer=document.issuer,
            issued_on=document.issued_on,
            plan_title=document.plan_title,
            plan_year=document.plan_year,
            sections=above.get(task.section or "", []),
            **_of_task(task),
        )


def _of_task(task: Task) -> dict[str, object]:
    return {
        "id": task.id,
        "number": task.number,
        "part": task.part,
        "text": task.text,
        "lead_units": [unit.name for unit in task.lead_units],
        "responsible_units": [unit.name for unit in task.responsible_units],
        "supporting_units": [unit.name for unit in task.supporting_units],
        "lead_unit_ids": _ids(task.lead_units),
        "responsible_unit_ids": _ids(task.responsible_units),
        "supporting_unit_ids": _ids(task.supporting_units),
        "leaders": [leader.name for leader in task.leaders],
        "due": task.due.text if task.due else None,
        "due_on": task.due.on if task.due else None,
        "targets": task.targets,
        "clause": task.clause,
        "page": task.span.page,
        "start": task.span.start,
        "end": task.span.end,
    }


def _ids(units: list[Unit]) -> list[str]:
    """Each id once, in the order of the units; a collective without known members stands for itself."""
    return list(dict.fromkeys(id for unit in units for id in unit.members or ([unit.id] if unit.id else [])))


def _titles(notice: Notice) -> dict[str, list[str]]:
    """Id of each section → the titles down to its own. A parent stands before its child."""
    above: dict[str, list[str]] = {}
    for section in notice.sections:
        above[section.id] = [*above.get(section.parent or "", []), section.title]
    return above
