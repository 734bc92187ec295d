"""The published format: what an extraction looks like to everyone else.

The JSON Schemas under schemas/ are generated from these classes, so each field says what it is, in English, with its Chinese term.
Nothing is parsed here. (No postponed annotations in this file: pydantic would evaluate each string anew, a third of the cold start.)
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Number: TypeAlias = int | float
PageBox: TypeAlias = Annotated[
    tuple[int, float, float, float, float],
    Field(description="Page (from 1), x0, top, x1, bottom, in points from the top left corner of the page."),
]
IsoDate: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]

UnitKind: TypeAlias = Literal[
    "government",
    "party",
    "department",
    "vertical",
    "township",
    "zone",
    "mass",
    "judicial",
    "institution",
    "enterprise",
    "office",
    "group",
    "other",
]
TargetKind: TypeAlias = Literal[
    "count", "percentage", "money", "length", "area", "volume", "mass", "power", "energy", "duration", "ratio"
]
Comparator: TypeAlias = Literal["=", ">=", ">", "<=", "<", "~", "between"]
Every: TypeAlias = Literal["week", "ten-days", "month", "two-months", "quarter", "half-year", "year"]


class Model(BaseModel):
    """What all published models share: immutable, nothing unknown; validators are built when first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Span(Model):
    """A place in the source (位置)."""

    start: int = Field(ge=0, description="First code point of the canonical text (起).")
    end: int = Field(ge=0, description="One past the last code point (止).")
    page: int | None = Field(None, ge=1, description="Page of the first character, where the input has pages (页码).")
    boxes: list[PageBox] = Field(
        default_factory=list, description="One box for each printed line, where the input has pages (坐标框)."
    )


class Source(Model):
    """The file that was read (来源文件)."""

    file: str = Field(description="Name of the file, or - for standard input (文件名).")
    media_type: str = Field(description="Media type found by looking at the bytes (媒体类型).")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the bytes (文件摘要).")
    pages: int | None = Field(None, ge=1, description="Number of pages, where the input has pages (页数).")
    text_sha256: str = Field(
        pattern="^[0-9a-f]{64}$",
        description="SHA-256 of the canonical text in UTF-8, which all spans index (正文摘要).",
    )


class Extractor(Model):
    """The program that wrote this (提取程序): the same one makes the same bytes of the same file, with the same unit registry."""

    version: str = Field(description="Version of taskparse (版本).")
    rules: str = Field(
        pattern="^[0-9a-f]{32}$", description="BLAKE2b of the rules and the code that read the file (规则摘要)."
    )
    registry: str | None = Field(
        None,
        pattern="^[0-9a-f]{64}$",
        description="SHA-256 of the unit registry that gave units their ids, where one did (单位名录摘要).",
    )


class DocumentNumber(Model):
    """The document number (发文字号), such as 岭政办〔2026〕1号."""

    text: str = Field(description="As printed, without the spaces of typesetting (发文字号).")
    agency: str = Field(description="The issuing agency's code (机关代字).")
    year: int = Field(description="Year in the brackets (年份).")
    number: int = Field(ge=0, description="Serial number (发文顺序号).")
    span: Span = Field(description="Where it is printed (位置).")


class Attachment(Model):
    """An attachment (附件): a blank form or list that goes with the notice; it gives no tasks."""

    number: int | None = Field(None, description="Number of the attachment (附件序号).")
    title: str = Field(description="Title, as the list of attachments or its own heading prints it (附件名称).")
    columns: list[str] = Field(default_factory=list, description="Column names of the form it holds (表头).")
    span: Span = Field(description="Where the title is printed (位置).")
    extent: Span | None = Field(
        None, description="Where the attachment itself stands, where it is in the file (附件正文位置)."
    )


class Deadline(Model):
    """A date by which units report, asked for in the covering notice (报送时限)."""

    on: IsoDate = Field(description="The last day (截止日期).")
    what: str | None = Field(None, description="What is to be reported (报送内容).")
    form: str | None = Field(None, description="The attachment to fill in (填写的附件).")
    to: str | None = Field(None, description="To whom (报送对象).")
    span: Span = Field(description="Where the date is printed (位置).")


class RecurringDeadline(Model):
    """A report that is due again and again, asked for in the covering notice (定期报送)."""

    every: Every = Field(description="How often (周期).")
    text: str = Field(description="The time as printed (原文).")
    what: str | None = Field(None, description="What is to be reported (报送内容).")
    form: str | None = Field(None, description="The attachment to fill in (填写的附件).")
    to: str | None = Field(None, description="To whom (报送对象).")
    span: Span = Field(description="Where the time is printed (位置).")


class Rule(Model):
    """A standing rule (通用规则): a statement that adds or moves units of many tasks."""

    code: str = Field(description="Stable id of the rule, such as first-listed-leads (规则代码).")
    text: str = Field(description="As printed (原文).")
    span: Span = Field(description="Where it is printed (位置).")


class Passage(Model):
    """A paragraph that gives no task: a requirement of the covering notice, background, a closing (非任务段落)."""

    role: Literal["letterhead", "preamble", "requirement", "background", "table-header", "closing", "imprint"] = Field(
        description="What it does in the document (段落性质)."
    )
    text: str = Field(description="Its text, line breaks removed (原文).")
    span: Span = Field(description="Where it is printed (位置).")


class DocumentSpans(Model):
    """Where the fields of the document are printed (各字段位置)."""

    title: Span | None = Field(None, description="The title (标题位置).")
    issuer: Span | None = Field(None, description="The issuer (发文机关位置).")
    issued_on: Span | None = Field(None, description="The date of issue (成文日期位置).")
    addressees: Span | None = Field(None, description="The line of addressees (主送机关位置).")
    plan_title: Span | None = Field(None, description="The title of the plan (方案标题位置).")


class Document(Model):
    """The notice as a document (公文要素)."""

    title: str | None = Field(None, description="Title of the document (标题).")
    document_number: DocumentNumber | None = Field(None, description="Document number (发文字号).")
    issuer: str | None = Field(
        None, description="Issuing agency: the signature's where header and signature differ (发文机关)."
    )
    issued_on: IsoDate | None = Field(None, description="Date of issue (成文日期).")
    addressees: list[str] = Field(default_factory=list, description="To whom it is sent, each as printed (主送机关).")
    plan_title: str | None = Field(None, description="Title of the plan that the notice sends out (方案标题).")
    plan_year: int | None = Field(None, description="Year whose work the plan divides (方案年度).")
    attachments: list[Attachment] = Field(default_factory=list, description="Attachments (附件).")
    deadlines: list[Deadline] = Field(
        default_factory=list, description="Reporting deadlines of the covering notice (报送时限)."
    )
    recurring_deadlines: list[RecurringDeadline] = Field(
        default_factory=list, description="Reports due again and again (定期报送)."
    )
    rules: list[Rule] = Field(
        default_factory=list, description="Standing rules on units, such as 列第一位的为牵头单位 (通用规则)."
    )
    passages: list[Passage] = Field(
        default_factory=list, description="Paragraphs that give no task, in reading order (非任务段落)."
    )
    spans: DocumentSpans = Field(description="Where the fields above are printed (各字段位置).")


class Section(Model):
    """A heading of the plan (章节)."""

    id: str = Field(description="Ordinals of the headings above it and its own, such as 2.1.3 (章节编号).")
    level: int = Field(ge=1, description="Depth, from 1 (层级).")
    marker: str | None = Field(None, description="Marker as printed, such as （一） (序号).")
    number: int | None = Field(None, description="The number that the marker prints (序数).")
    title: str = Field(description="Title without its marker (标题).")
    parent: str | None = Field(None, description="Id of the section that holds it (上级章节).")
    span: Span = Field(description="Where marker and title are printed (位置).")


class Unit(Model):
    """A unit (单位) that a task names."""

    name: str = Field(
        description="The unit as meant: shared suffixes and prefixes given back, closing 等 and notes taken off (单位名称)."
    )
    text: str = Field(description="As printed (原文).")
    kind: UnitKind = Field(description="Kind of unit: the registry's, or from the form of its name (单位类型).")
    collective: bool = Field(False, description="A collective such as 各街道 or 区直各相关单位 (统称).")
    open_ended: bool = Field(False, description="The list is left open by 等 after this unit (等).")
    note: str | None = Field(None, description="Bracketed note after the name, such as 含…，下同 (注).")
    id: str | None = Field(
        None, description="Id in the unit registry, where one was given and knows the name (单位编号)."
    )
    members: list[str] = Field(
        default_factory=list,
        description="Ids of the units that a collective stands for at the document's date, by the unit registry (成员单位).",
    )
    span: Span = Field(description="Where it is printed (位置).")


class Leader(Model):
    """A person named for a task: 牵头领导, 分管领导, 责任人 (领导)."""

    name: str = Field(description="Name, without inner spaces (姓名).")
    role: str = Field(description="The label it stands under, as printed (职责).")
    span: Span = Field(description="Where it is printed (位置).")


class Due(Model):
    """When a task is to be done (完成时限)."""

    text: str = Field(description="As printed (原文).")
    on: IsoDate | None = Field(None, description="The last day, where the text fixes one (截止日期).")
    span: Span = Field(description="Where it is printed (位置).")


class Target(Model):
    """A number that the task commits to deliver, reach or cover (量化指标)."""

    metric: str | None = Field(None, description="What is counted or measured, as printed (指标).")
    action: str | None = Field(None, description="The verb: 新增, 增长, 完成 … (动作).")
    modality: Literal["strive", "ensure"] | None = Field(None, description="strive for 力争, ensure for 确保 (语气).")
    value: Number = Field(description="The number, multiplied out: 2.3万 is 23000 (数值).")
    upper: Number | None = Field(None, description="Upper end of a range (上限).")
    baseline: Number | None = Field(None, description="The value it starts from: 由52%提高到58% (基数).")
    unit: str | None = Field(None, description="Measure word without its multiplier (计量单位).")
    kind: TargetKind = Field(description="Kind of quantity (量的类型).")
    comparator: Comparator = Field(description="How the value is to be compared: >= for 以上, ~ for 左右 … (比较关系).")
    text: str = Field(description="Number, measure word and comparator as printed (原文).")
    rule: str = Field(description="Id of the rule that read it (规则).")
    span: Span = Field(description="Where it is printed (位置).")


class Task(Model):
    """One stretch of text with its own responsibility (任务)."""

    id: str = Field(
        description="Ordinal of the level-1 section, a hyphen, the number as printed, a part where there are several (任务编号)."
    )
    number: int | None = Field(None, description="The number that is printed (序号).")
    part: int | None = Field(None, ge=1, description="Which of several responsibilities of one item (分项).")
    marker: str | None = Field(None, description="Marker as printed, such as 7. (序号原文).")
    section: str | None = Field(None, description="Id of the section that holds it (所属章节).")
    text: str = Field(description="Its text without marker and clause, line breaks removed (任务内容).")
    lead_units: list[Unit] = Field(default_factory=list, description="Lead units (牵头单位).")
    responsible_units: list[Unit] = Field(default_factory=list, description="Responsible units (责任单位).")
    supporting_units: list[Unit] = Field(default_factory=list, description="Supporting units (配合单位).")
    leaders: list[Leader] = Field(default_factory=list, description="Persons named (责任领导).")
    due: Due | None = Field(None, description="When it is to be done (完成时限).")
    targets: list[Target] = Field(default_factory=list, description="Numbers it commits to (量化指标).")
    clause: str | None = Field(None, description="The responsibility clause as printed (责任条款).")
    span: Span = Field(description="Where the whole item is printed (位置).")


class Ignored(Model):
    """Characters that are no part of what the document says (版面元素)."""

    reason: str = Field(description="page-number, running-head, markdown, white-space … (原因).")
    characters: int = Field(ge=0, description="How many (字符数).")


class Coverage(Model):
    """Where every character went: claimed + ignored + unclaimed = characters (覆盖情况)."""

    characters: int = Field(ge=0, description="Code points of the canonical text (总字符数).")
    claimed: int = Field(
        ge=0, description="Part of a section, task, clause, marker, document field or attachment (已归属)."
    )
    ignored: int = Field(ge=0, description="Page furniture and white space (版面元素).")
    furniture: list[Ignored] = Field(default_factory=list, description="The ignored ones by reason (按原因).")
    unclaimed: list[Span] = Field(default_factory=list, description="Stretches that nothing claims (未归属).")


class Diagnostic(Model):
    """Something that a careful clerk would ask about (提示)."""

    code: str = Field(pattern=r"^TP\d{3}$", description="Stable code (代码).")
    severity: Literal["error", "warning", "info"] = Field(description="How much it matters (级别).")
    message: str = Field(description="What was seen (说明).")
    task: str | None = Field(None, description="Id of the task (任务编号).")
    span: Span | None = Field(None, description="Where (位置).")
    hint: str | None = Field(None, description="What to do (建议).")


class Notice(Model):
    """A government notice that splits work into tasks, as data (任务分解通知)."""

    schema_version: Literal["1.0"] = Field(description="Version of this format (格式版本).")
    source: Source = Field(description="The file (来源文件).")
    extractor: Extractor = Field(description="The program that wrote this (提取程序).")
    document: Document = Field(description="The document (公文要素).")
    sections: list[Section] = Field(default_factory=list, description="Headings in reading order (章节).")
    tasks: list[Task] = Field(default_factory=list, description="Tasks in reading order (任务).")
    coverage: Coverage = Field(description="Where every character went (覆盖情况).")
    diagnostics: list[Diagnostic] = Field(
        default_factory=list, description="What a careful clerk would ask about (提示)."
    )
