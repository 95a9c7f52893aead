"""Writes holidays.txt, which crates/calendar reads. Only run when the years run out or laws change.

    pip install holidays==0.109 pycountry==26.2.16
    python3 generate.py > holidays.txt

The dates are those of the Python package `holidays` (MIT); names of countries and regions are those
of ISO 3166 as `pycountry` has them. A holiday that follows a rule is written as that rule, and only
where the rule gives every date of every year; the others are written date by date.
"""

import calendar
import datetime
import sys

import holidays
import pycountry
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

FIRST, LAST = 2024, 2040
YEARS = range(FIRST, LAST + 1)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def rules_for(day):
    """Every rule that gives this day, as text; the plainest first."""
    yield f"{day:%m-%d}"
    for word, kind in (("easter", EASTER_WESTERN), ("orthodox", EASTER_ORTHODOX)):
        offset = (day - easter(day.year, kind)).days
        if abs(offset) <= 70:
            yield f"{word}{offset:+d}"
    weekday = DAYS[day.weekday()]
    yield f"{(day.day - 1) // 7 + 1}{weekday}{day.month:02d}"
    length = calendar.monthrange(day.year, day.month)[1]
    if day.day > length - 7:
        yield f"last{weekday}{day.month:02d}"


def written(dates):
    """The dates as one rule with its years, or one by one."""
    by_year = {}
    for day in dates:
        by_year.setdefault(day.year, []).append(day)
    years = sorted(by_year)
    is_run = years == list(range(years[0], years[-1] + 1))
    if is_run and len(years) > 3 and all(len(days) == 1 for days in by_year.values()):
        common = None
        for [day] in by_year.values():
            found = list(rules_for(day))
            common = found if common is None else [rule for rule in common if rule in found]
        if common:
            first = "" if years[0] == FIRST else years[0]
            last = "" if years[-1] == LAST else years[-1]
            span = f" {first}-{last}" if first or last else ""
            return common[0] + span
    return ",".join(f"{day:%Y%m%d}" for day in sorted(dates))


def named(country, region):
    """Each holiday's dates by its name."""
    kind = getattr(holidays, country, None) or holidays.country_holidays
    languages = getattr(kind, "supported_languages", ()) or ()
    english = next((l for l in ("en_AU", "en_GB", "en_US", "en") if l in languages), None)
    english = english or next((l for l in languages if l.startswith("en")), None)
    found = holidays.country_holidays(country, subdiv=region, years=YEARS, language=english)
    out = {}
    for day, names in found.items():
        for name in names.split("; "):
            out.setdefault(" ".join(name.split()), set()).add(day)
    return {name: frozenset(dates) for name, dates in out.items()}


def lines(of, but=None):
    """What one has and the other has not, and what the other has and this has not."""
    but = but or {}
    for name, dates in sorted(of.items(), key=lambda one: (min(one[1]).strftime("%m%d"), one[0])):
        more = dates - but.get(name, frozenset())
        if more:
            yield f"{written(more)}\t{name}"
    for name, dates in sorted(but.items()):
        less = dates - of.get(name, frozenset())
        if less:
            yield f"-{written(less)}\t{name}"


def main():
    print(f"# Public holidays {FIRST} to {LAST}. Made by generate.py from the Python package holidays")
    print(f"# {holidays.__version__} (MIT, https://pypi.org/project/holidays/); names of ISO 3166.")
    supported = holidays.list_supported_countries(include_aliases=False)
    for country, regions in sorted(supported.items()):
        known = pycountry.countries.get(alpha_2=country)
        if known is None:
            continue
        title = getattr(known, "common_name", known.name)
        whole = named(country, None)
        if not whole and not regions:
            continue
        print(f"= {country}\t{title}")
        for line in lines(whole):
            print(line)
        for region in sorted(regions):
            place = pycountry.subdivisions.get(code=f"{country}-{region}")
            print(f"+ {region}\t{place.name if place else region}")
            for line in lines(named(country, region), whole):
                print(line)
        print(country, file=sys.stderr, end=" ", flush=True)


main()
