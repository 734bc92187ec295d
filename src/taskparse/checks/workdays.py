"""Days on which nobody works: by the official calendar of China where it is installed and knows the year, else Saturday and Sunday."""

from datetime import date
from typing import Final

from taskparse.checks.rules import Said

_WEEKEND: Final = {5: Said("Saturday", "星期六"), 6: Said("Sunday", "星期日")}


def day_off(day: date) -> Said | None:
    """The name of a day off, None on a working day.

    >>> day_off(date(2030, 7, 13)).zh
    '星期六'
    >>> day_off(date(2030, 7, 12)) is None
    True
    """
    weekend = _WEEKEND.get(day.weekday())
    try:
        from chinese_calendar import Holiday, get_holiday_detail

        is_off, name = get_holiday_detail(day)
    except (ImportError, NotImplementedError):
        return weekend
    if not is_off:
        return None  # also a Saturday that is worked in exchange for a holiday
    return Said(Holiday(name).value, Holiday(name).chinese) if name else weekend
