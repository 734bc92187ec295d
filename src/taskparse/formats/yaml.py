"""A Notice as YAML that people read, change and keep under version control.

The writer is our own, for one shape of data: mappings with text keys, lists, text, numbers, booleans, null. For a notice of
131 tasks (209 KB) PyYAML's C dumper needs 60 to 70 ms and spreads every span over many lines; its emitter, fed with events, needs 40 ms;
this one 10 to 13 ms, without an import of yaml (Python 3.11, 2 cores). Tests hold what it writes against PyYAML's loader.

Its rules: a mapping that is short, such as a unit or a span, stands on one line; text that a YAML 1.1 or 1.2 reader could take for
something else (`2026-01-20`, `1.`, `no`, the key `on`) stands in double quotes; lines never fold; what is null, empty or false by
default is left out, for the model gives it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Final, TypeAlias, Union

if TYPE_CHECKING:
    from taskparse.notice.models import Notice

Data: TypeAlias = Union[str, int, float, bool, "list[Data]", "tuple[Data, ...]", "dict[str, Data]", None]

_LONG: Final = 60
"""Longer text gets a line of its own, so its mapping is spread over lines."""

# Text that no reader of YAML 1.1 or 1.2 takes for anything but text: begins with a Chinese character or a Latin letter, or with a digit
# and holds a Chinese character; every other character is a letter, a digit or a sign without a meaning in YAML, in flow style either.
_PLAIN_RE: Final = re.compile(
    r"""(?: [A-Za-z\u4e00-\u9fff（《〈“‘〔【×] | [0-9][0-9.]*[\u4e00-\u9fff] )
        [A-Za-z0-9\u4e00-\u9fff（）《》〈〉“”‘’〔〕【】、，。；：？！…·—×％＋/%+._-]*""",
    re.VERBOSE,
)

# Latin words that some reader takes for a boolean, null or a number.
_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"})

# Characters that JSON writes as they are and YAML does not allow, or would take for a line break or a byte order mark.
_ESCAPED_RE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def dump(notice: Notice) -> str:
    """A Notice as one YAML document, keys in the order of the model."""
    return emit(notice.model_dump(exclude_defaults=True))


def dump_stream(notices: Iterable[Notice]) -> str:
    """Several Notices as a YAML stream; each document begins with a line `---`."""
    return "".join(["---\n" + dump(notice) for notice in notices])


def emit(data: Data) -> str:
    r"""Plain data as one YAML document.

    >>> print(emit({"id": "2-7", "on": "2026-01-20", "units": [{"name": "区数据局", "span": {"start": 4, "end": 8}}]}), end="")
    id: "2-7"
    "on": "2026-01-20"
    units:
    - {name: 区数据局, span: {start: 4, end: 8}}
    """
    return _Emitter().document(data)


def emit_spread(data: Data) -> str:
    """The same with each field on a line of its own, for files that people write on."""
    return _Spread().document(data)


class _Emitter:
    """One document. Texts already quoted are kept: names of units come again and again."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.quoted: dict[str, str] = {}

    def document(self, data: Data) -> str:
        if isinstance(data, dict) and data:
            self.mapping(data, "", "")
        elif isinstance(data, list | tuple) and data:
            self.sequence(data, "")
        else:
            self.lines.append(self.flow(data))
        self.lines.append("")
        return "\n".join(self.lines)

    def mapping(self, data: dict[str, Data], indent: str, lead: str) -> None:
        """Write a mapping over several lines; its first line begins with `lead`, the others with `indent`."""
        for key, value in data.items():
            head = f"{lead}{self.text(key)}:"
            lead = indent
            if isinstance(value, dict):
                if not value or self.is_short(value):
                    self.lines.append(f"{head} {self.flow(value)}")
                else:
                    self.lines.append(head)
                    self.mapping(value, indent + "  ", indent + "  ")
            elif isinstance(value, list | tuple) and value and not isinstance(value[0], int | float | list | tuple):
                self.lines.append(head)
                self.sequence(value, indent)
            else:
                self.lines.append(f"{head} {self.flow(value)}")

    def sequence(self, data: Sequence[Data], indent: str) -> None:
        """Write a list, one item a line or more."""
        for item in data:
            if isinstance(item, dict) and item and not self.is_short(item):
                self.mapping(item, indent + "  ", indent + "- ")
            else:
                self.lines.append(f"{indent}- {self.flow(item)}")

    def is_short(self, data: dict[str, Data]) -> bool:
        """Whether a mapping fits on one line: no list but of numbers, no long text, at most one mapping in it, itself flat."""
        inner = 0
        for value in data.values():
            if isinstance(value, str):
                if len(value) > _LONG:
                    return False
            elif isinstance(value, dict):
                inner += 1
                if inner > 1 or any(isinstance(v, dict) for v in value.values()) or not self.is_short(value):
                    return False
            elif isinstance(value, list | tuple) and value and not isinstance(value[0], int | float | list | tuple):
                return False
        return True

    def flow(self, data: Data) -> str:
        """A value on one line."""
        if isinstance(data, str):
            return self.quoted.get(data) or self.text(data)
        if isinstance(data, list | tuple):
            return "[" + ", ".join([self.flow(v) for v in data]) + "]"
        if isinstance(data, dict):
            return "{" + ", ".join([f"{self.text(k)}: {self.flow(v)}" for k, v in data.items()]) + "}"
        return _scalar(data)

    def text(self, text: str) -> str:
        """Text, quoted where plain text would not come back as it was."""
        found = self.quoted.get(text)
        if found is None:
            plain = _PLAIN_RE.fullmatch(text) and text.lower() not in _WORDS
            found = self.quoted[text] = text if plain else _quote(text)
        return found


class _Spread(_Emitter):
    def is_short(self, data: dict[str, Data]) -> bool:
        return False


def _quote(text: str) -> str:
    return _ESCAPED_RE.sub(lambda m: f"\\u{ord(m[0]):04x}", encode_basestring(text))


def _scalar(value: float | bool | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    written = repr(value)
    if written in ("nan", "inf", "-inf"):
        return written.replace("nan", ".nan").replace("inf", ".inf")
    # YAML 1.1 wants a point in every float: 1e+16 would be text.
    return written.replace("e", ".0e") if "e" in written and "." not in written else written
