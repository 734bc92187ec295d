// Written by schemas/build.py from the JSON Schemas beside this file; do not edit.

/** A government notice that splits work into tasks, as data (任务分解通知). */
export interface Notice {
  /** Version of this format (格式版本). */
  schema_version: "1.0";
  /** The file (来源文件). */
  source: Source;
  /** The program that wrote this (提取程序). */
  extractor: Extractor;
  /** The document (公文要素). */
  document: Document;
  /** Headings in reading order (章节). */
  sections?: Section[];
  /** Tasks in reading order (任务). */
  tasks?: Task[];
  /** Where every character went (覆盖情况). */
  coverage: Coverage;
  /** What a careful clerk would ask about (提示). */
  diagnostics?: Diagnostic[];
}

/** An attachment (附件): a blank form or list that goes with the notice; it gives no tasks. */
export interface Attachment {
  /** Number of the attachment (附件序号). */
  number?: number | null;
  /** Title, as the list of attachments or its own heading prints it (附件名称). */
  title: string;
  /** Column names of the form it holds (表头). */
  columns?: string[];
  /** Where the title is printed (位置). */
  span: Span;
  /** Where the attachment itself stands, where it is in the file (附件正文位置). */
  extent?: Span | null;
}

/** Where every character went: claimed + ignored + unclaimed = characters (覆盖情况). */
export interface Coverage {
  /** Code points of the canonical text (总字符数). */
  characters: number;
  /** Part of a section, task, clause, marker, document field or attachment (已归属). */
  claimed: number;
  /** Page furniture and white space (版面元素). */
  ignored: number;
  /** The ignored ones by reason (按原因). */
  furniture?: Ignored[];
  /** Stretches that nothing claims (未归属). */
  unclaimed?: Span[];
}

/** A date by which units report, asked for in the covering notice (报送时限). */
export interface Deadline {
  /** The last day (截止日期). */
  on: string;
  /** What is to be reported (报送内容). */
  what?: string | null;
  /** The attachment to fill in (填写的附件). */
  form?: string | null;
  /** To whom (报送对象). */
  to?: string | null;
  /** Where the date is printed (位置). */
  span: Span;
}

/** Something that a careful clerk would ask about (提示). */
export interface Diagnostic {
  /** Stable code (代码). */
  code: string;
  /** How much it matters (级别). */
  severity: "error" | "warning" | "info";
  /** What was seen (说明). */
  message: string;
  /** Id of the task (任务编号). */
  task?: string | null;
  /** Where (位置). */
  span?: Span | null;
  /** What to do (建议). */
  hint?: string | null;
}

/** The notice as a document (公文要素). */
export interface Document {
  /** Title of the document (标题). */
  title?: string | null;
  /** Document number (发文字号). */
  document_number?: DocumentNumber | null;
  /** Issuing agency: the signature's where header and signature differ (发文机关). */
  issuer?: string | null;
  /** Date of issue (成文日期). */
  issued_on?: string | null;
  /** To whom it is sent, each as printed (主送机关). */
  addressees?: string[];
  /** Title of the plan that the notice sends out (方案标题). */
  plan_title?: string | null;
  /** Year whose work the plan divides (方案年度). */
  plan_year?: number | null;
  /** Attachments (附件). */
  attachments?: Attachment[];
  /** Reporting deadlines of the covering notice (报送时限). */
  deadlines?: Deadline[];
  /** Reports due again and again (定期报送). */
  recurring_deadlines?: RecurringDeadline[];
  /** Standing rules on units, such as 列第一位的为牵头单位 (通用规则). */
  rules?: Rule[];
  /** Paragraphs that give no task, in reading order (非任务段落). */
  passages?: Passage[];
  /** Where the fields above are printed (各字段位置). */
  spans: DocumentSpans;
}

/** The document number (发文字号), such as 岭政办〔2026〕1号. */
export interface DocumentNumber {
  /** As printed, without the spaces of typesetting (发文字号). */
  text: string;
  /** The issuing agency's code (机关代字). */
  agency: string;
  /** Year in the brackets (年份). */
  year: number;
  /** Serial number (发文顺序号). */
  number: number;
  /** Where it is printed (位置). */
  span: Span;
}

/** Where the fields of the document are printed (各字段位置). */
export interface DocumentSpans {
  /** The title (标题位置). */
  title?: Span | null;
  /** The issuer (发文机关位置). */
  issuer?: Span | null;
  /** The date of issue (成文日期位置). */
  issued_on?: Span | null;
  /** The line of addressees (主送机关位置). */
  addressees?: Span | null;
  /** The title of the plan (方案标题位置). */
  plan_title?: Span | null;
}

/** When a task is to be done (完成时限). */
export interface Due {
  /** As printed (原文). */
  text: string;
  /** The last day, where the text fixes one (截止日期). */
  on?: string | null;
  /** Where it is printed (位置). */
  span: Span;
}

/** The program that wrote this (提取程序): the same one makes the same bytes of the same file, with the same unit registry. */
export interface Extractor {
  /** Version of taskparse (版本). */
  version: string;
  /** BLAKE2b of the rules and the code that read the file (规则摘要). */
  rules: string;
  /** SHA-256 of the unit registry that gave units their ids, where one did (单位名录摘要). */
  registry?: string | null;
}

/** Characters that are no part of what the document says (版面元素). */
export interface Ignored {
  /** page-number, running-head, markdown, white-space … (原因). */
  reason: string;
  /** How many (字符数). */
  characters: number;
}

/** A person named for a task: 牵头领导, 分管领导, 责任人 (领导). */
export interface Leader {
  /** Name, without inner spaces (姓名). */
  name: string;
  /** The label it stands under, as printed (职责). */
  role: string;
  /** Where it is printed (位置). */
  span: Span;
}

/** A paragraph that gives no task: a requirement of the covering notice, background, a closing (非任务段落). */
export interface Passage {
  /** What it does in the document (段落性质). */
  role: "letterhead" | "preamble" | "requirement" | "background" | "table-header" | "closing" | "imprint";
  /** Its text, line breaks removed (原文). */
  text: string;
  /** Where it is printed (位置). */
  span: Span;
}

/** A report that is due again and again, asked for in the covering notice (定期报送). */
export interface RecurringDeadline {
  /** How often (周期). */
  every: "week" | "ten-days" | "month" | "two-months" | "quarter" | "half-year" | "year";
  /** The time as printed (原文). */
  text: string;
  /** What is to be reported (报送内容). */
  what?: string | null;
  /** The attachment to fill in (填写的附件). */
  form?: string | null;
  /** To whom (报送对象). */
  to?: string | null;
  /** Where the time is printed (位置). */
  span: Span;
}

/** A standing rule (通用规则): a statement that adds or moves units of many tasks. */
export interface Rule {
  /** Stable id of the rule, such as first-listed-leads (规则代码). */
  code: string;
  /** As printed (原文). */
  text: string;
  /** Where it is printed (位置). */
  span: Span;
}

/** A heading of the plan (章节). */
export interface Section {
  /** Ordinals of the headings above it and its own, such as 2.1.3 (章节编号). */
  id: string;
  /** Depth, from 1 (层级). */
  level: number;
  /** Marker as printed, such as （一） (序号). */
  marker?: string | null;
  /** The number that the marker prints (序数). */
  number?: number | null;
  /** Title without its marker (标题). */
  title: string;
  /** Id of the section that holds it (上级章节). */
  parent?: string | null;
  /** Where marker and title are printed (位置). */
  span: Span;
}

/** The file that was read (来源文件). */
export interface Source {
  /** Name of the file, or - for standard input (文件名). */
  file: string;
  /** Media type found by looking at the bytes (媒体类型). */
  media_type: string;
  /** SHA-256 of the bytes (文件摘要). */
  sha256: string;
  /** Number of pages, where the input has pages (页数). */
  pages?: number | null;
  /** SHA-256 of the canonical text in UTF-8, which all spans index (正文摘要). */
  text_sha256: string;
}

/** A place in the source (位置). */
export interface Span {
  /** First code point of the canonical text (起). */
  start: number;
  /** One past the last code point (止). */
  end: number;
  /** Page of the first character, where the input has pages (页码). */
  page?: number | null;
  /** One box for each printed line, where the input has pages (坐标框). */
  boxes?: [number, number, number, number, number][];
}

/** A number that the task commits to deliver, reach or cover (量化指标). */
export interface Target {
  /** What is counted or measured, as printed (指标). */
  metric?: string | null;
  /** The verb: 新增, 增长, 完成 … (动作). */
  action?: string | null;
  /** strive for 力争, ensure for 确保 (语气). */
  modality?: "strive" | "ensure" | null;
  /** The number, multiplied out: 2.3万 is 23000 (数值). */
  value: number;
  /** Upper end of a range (上限). */
  upper?: number | null;
  /** The value it starts from: 由52%提高到58% (基数). */
  baseline?: number | null;
  /** Measure word without its multiplier (计量单位). */
  unit?: string | null;
  /** Kind of quantity (量的类型). */
  kind: "count" | "percentage" | "money" | "length" | "area" | "volume" | "mass" | "power" | "energy" | "duration" | "ratio";
  /** How the value is to be compared: >= for 以上, ~ for 左右 … (比较关系). */
  comparator: "=" | ">=" | ">" | "<=" | "<" | "~" | "between";
  /** Number, measure word and comparator as printed (原文). */
  text: string;
  /** Id of the rule that read it (规则). */
  rule: string;
  /** Where it is printed (位置). */
  span: Span;
}

/** One stretch of text with its own responsibility (任务). */
export interface Task {
  /** Ordinal of the level-1 section, a hyphen, the number as printed, a part where there are several (任务编号). */
  id: string;
  /** The number that is printed (序号). */
  number?: number | null;
  /** Which of several responsibilities of one item (分项). */
  part?: number | null;
  /** Marker as printed, such as 7. (序号原文). */
  marker?: string | null;
  /** Id of the section that holds it (所属章节). */
  section?: string | null;
  /** Its text without marker and clause, line breaks removed (任务内容). */
  text: string;
  /** Lead units (牵头单位). */
  lead_units?: Unit[];
  /** Responsible units (责任单位). */
  responsible_units?: Unit[];
  /** Supporting units (配合单位). */
  supporting_units?: Unit[];
  /** Persons named (责任领导). */
  leaders?: Leader[];
  /** When it is to be done (完成时限). */
  due?: Due | null;
  /** Numbers it commits to (量化指标). */
  targets?: Target[];
  /** The responsibility clause as printed (责任条款). */
  clause?: string | null;
  /** Where the whole item is printed (位置). */
  span: Span;
}

/** A unit (单位) that a task names. */
export interface Unit {
  /** The unit as meant: shared suffixes and prefixes given back, closing 等 and notes taken off (单位名称). */
  name: string;
  /** As printed (原文). */
  text: string;
  /** Kind of unit: the registry's, or from the form of its name (单位类型). */
  kind: "government" | "party" | "department" | "vertical" | "township" | "zone" | "mass" | "judicial" | "institution" | "enterprise" | "office" | "group" | "other";
  /** A collective such as 各街道 or 区直各相关单位 (统称). */
  collective?: boolean;
  /** The list is left open by 等 after this unit (等). */
  open_ended?: boolean;
  /** Bracketed note after the name, such as 含…，下同 (注). */
  note?: string | null;
  /** Id in the unit registry, where one was given and knows the name (单位编号). */
  id?: string | null;
  /** Ids of the units that a collective stands for at the document's date, by the unit registry (成员单位). */
  members?: string[];
  /** Where it is printed (位置). */
  span: Span;
}

/** A task with the key fields of its document (任务记录). */
export interface TaskRecord {
  /** Name and version of this format (格式版本). */
  schema_version: "task-1.0";
  /** Name of the file, or - for standard input (文件名). */
  file: string;
  /** SHA-256 of its bytes (文件摘要). */
  sha256: string;
  /** Title of the document (标题). */
  title?: string | null;
  /** Document number as printed (发文字号). */
  document_number?: string | null;
  /** Issuing agency (发文机关). */
  issuer?: string | null;
  /** Date of issue (成文日期). */
  issued_on?: string | null;
  /** Title of the plan that the notice sends out (方案标题). */
  plan_title?: string | null;
  /** Year whose work the plan divides (方案年度). */
  plan_year?: number | null;
  /** Titles of the headings above the task, the highest first (各级章节标题). */
  sections?: string[];
  /** Id of the task in its document (任务编号). */
  id: string;
  /** The number that is printed (序号). */
  number?: number | null;
  /** Which of several responsibilities of one item (分项). */
  part?: number | null;
  /** Its text without marker and clause (任务内容). */
  text: string;
  /** Names of the lead units (牵头单位). */
  lead_units?: string[];
  /** Names of the responsible units (责任单位). */
  responsible_units?: string[];
  /** Names of the supporting units (配合单位). */
  supporting_units?: string[];
  /** Ids of the lead units in the unit registry, collectives as their members (牵头单位编号). */
  lead_unit_ids?: string[];
  /** Ids of the responsible units in the unit registry, collectives as their members (责任单位编号). */
  responsible_unit_ids?: string[];
  /** Ids of the supporting units in the unit registry, collectives as their members (配合单位编号). */
  supporting_unit_ids?: string[];
  /** Names of the persons (责任领导). */
  leaders?: string[];
  /** When it is to be done, as printed (完成时限). */
  due?: string | null;
  /** The last day, where the text fixes one (截止日期). */
  due_on?: string | null;
  /** Numbers it commits to (量化指标). */
  targets?: Target[];
  /** The responsibility clause as printed (责任条款). */
  clause?: string | null;
  /** Page on which it begins, where the input has pages (页码). */
  page?: number | null;
  /** First code point of the item in the canonical text (起). */
  start: number;
  /** One past its last code point (止). */
  end: number;
}

/** The units of a place through the years (单位名录): what names in notices stand for. */
export interface Registry {
  /** Name and version of this format (格式版本). */
  schema_version: "registry-1.0";
  /** What this registry holds, for people (名录名称). */
  title?: string | null;
  /** The place with which canonical names begin, such as 青榆县: its units also resolve by their names with its last character alone (县发展和改革局) or without it, where no two units would share that name (地区). */
  area?: string | null;
  /** The units, in any order (单位). */
  units?: RegisteredUnit[];
}

/** A unit of the registry (名录单位), or a collective that stands for several (统称). */
export interface RegisteredUnit {
  /** Id that data refers to; it stays when a name is corrected, and is never given to another unit (单位编号). */
  id: string;
  /** Canonical name, such as 青榆县发展和改革局 (规范名称). */
  name: string;
  /** Other names that documents give it, such as 县发改局 (简称、别称). */
  abbreviations?: string[];
  /** Names that are probably its own. Nothing resolves by them: a person moves what is right to abbreviations and gives the others a unit of their own (待确认的简称). */
  proposals?: string[];
  /** Kind of unit (单位类型). */
  kind: "government" | "party" | "department" | "vertical" | "township" | "zone" | "mass" | "judicial" | "institution" | "enterprise" | "office" | "group" | "other";
  /** Unified social credit code, with its check digit (统一社会信用代码). */
  code?: string | null;
  /** First day on which it existed, where that is known (设立日期). */
  valid_from?: string | null;
  /** Last day on which it existed, where it is over (撤销日期). */
  valid_to?: string | null;
  /** Ids of the units that took over its work when it ended (承接单位). */
  successors?: string[];
  /** Of a collective such as 各乡镇: the ids of its units, an empty list while nobody has filled it in; null of a single unit (成员单位). */
  members?: string[] | null;
  /** A remark for people, such as the document of the reform (备注). */
  note?: string | null;
}
