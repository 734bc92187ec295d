"""All rules, by code: in this order an extraction asks them."""

from typing import Final

from taskparse.checks import aliases, cover, dates, numbering, reading, readings, registered, responsibility, targets
from taskparse.checks.rules import Rule

_FAMILIES: Final = (
    numbering.RULES,
    responsibility.RULES,
    aliases.RULES,
    registered.RULES,
    (*reading.RECORDED, reading.NO_TASK),
    targets.RULES,
    dates.RULES,
    cover.RULES,
    readings.RULES,
)
RULES: Final[tuple[Rule, ...]] = tuple(sorted((r for rules in _FAMILIES for r in rules), key=lambda rule: rule.code))
BY_CODE: Final[dict[str, Rule]] = {rule.code: rule for rule in RULES}
