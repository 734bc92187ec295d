"""The published format of a unit registry.

As for the Notice, the JSON Schema is made from these classes, and nothing is parsed here.
(No postponed annotations in this file either, see notice.models.)
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from taskparse.notice.models import IsoDate, Model, UnitKind
from taskparse.registry.credit_code import PATTERN

UnitId: TypeAlias = Annotated[str, Field(pattern=r"^\S+$")]
UnitName: TypeAlias = Annotated[str, Field(pattern=r"\S")]


class RegisteredUnit(Model):
    """A unit of the registry (名录单位), or a collective that stands for several (统称)."""

    id: UnitId = Field(
        description="Id that data refers to; it stays when a name is corrected, and is never given to another unit (单位编号)."
    )
    name: UnitName = Field(description="Canonical name, such as 青榆县发展和改革局 (规范名称).")
    abbreviations: list[UnitName] = Field(
        default_factory=list, description="Other names that documents give it, such as 县发改局 (简称、别称)."
    )
    proposals: list[UnitName] = Field(
        default_factory=list,
        description="Names that are probably its own. Nothing resolves by them: a person moves what is right to abbreviations "
        "and gives the others a unit of their own (待确认的简称).",
    )
    kind: UnitKind = Field(description="Kind of unit (单位类型).")
    code: str | None = Field(
        None, pattern=PATTERN, description="Unified social credit code, with its check digit (统一社会信用代码)."
    )
    valid_from: IsoDate | None = Field(
        None, description="First day on which it existed, where that is known (设立日期)."
    )
    valid_to: IsoDate | None = Field(None, description="Last day on which it existed, where it is over (撤销日期).")
    successors: list[UnitId] = Field(
        default_factory=list, description="Ids of the units that took over its work when it ended (承接单位)."
    )
    members: list[UnitId] | None = Field(
        None,
        description="Of a collective such as 各乡镇: the ids of its units, an empty list while nobody has filled it in; "
        "null of a single unit (成员单位).",
    )
    note: str | None = Field(None, description="A remark for people, such as the document of the reform (备注).")


class Registry(Model):
    """The units of a place through the years (单位名录): what names in notices stand for."""

    schema_version: Literal["registry-1.0"] = Field(description="Name and version of this format (格式版本).")
    title: str | None = Field(None, description="What this registry holds, for people (名录名称).")
    area: UnitName | None = Field(
        None,
        description="The place with which canonical names begin, such as 青榆县: its units also resolve by their names with its last "
        "character alone (县发展和改革局) or without it, where no two units would share that name (地区).",
    )
    units: list[RegisteredUnit] = Field(default_factory=list, description="The units, in any order (单位).")
