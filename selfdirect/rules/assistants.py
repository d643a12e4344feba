"""The register of personal assistants: who fits what is looked for, and what is reported of places and retention.

Next:   selfdirect/actions/assistants.py
Tests:  tests/rules/test_assistants.py
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

COVERS: Final = {
    "no": "No",
    "planned": "Yes, for holidays and other days that are known",
    "emergency": "Yes, in an emergency too",
}
TRAINING: Final = {"offered": "It was offered", "taken": "It was taken", "not_wanted": "It was not wanted"}
YEAR_DAYS: Final = 365


@dataclass(frozen=True)
class Offer:
    """What one personal assistant offers. `key` tells them apart."""

    key: int
    areas: frozenset[str]
    tasks: frozenset[str]
    languages: frozenset[str]
    hours_hundredths: int
    covers: str

    @classmethod
    def of(cls, entry: Any) -> "Offer":
        """An entry of the register, as the rules see it."""
        languages = frozenset(one.strip().casefold() for one in entry.languages)
        key, hours = entry.assistant_id, entry.hours_hundredths
        return cls(key, frozenset(entry.areas), frozenset(entry.tasks), languages, hours, entry.covers)


@dataclass(frozen=True)
class Wanted:
    """What is looked for. Nothing given means that it does not matter; `cover` is planned, emergency or nothing."""

    areas: Sequence[str] = ()
    tasks: Sequence[str] = ()
    languages: Sequence[str] = ()
    hours_hundredths: int = 0
    cover: str = ""


def fits(offer: Offer, wanted: Wanted) -> bool:
    """Whether somebody fits: an area, every task, a language, enough hours, and standing in where that is wanted."""
    if wanted.areas and not offer.areas & set(wanted.areas):
        return False
    if not set(wanted.tasks) <= offer.tasks:
        return False
    spoken = {one.strip().casefold() for one in wanted.languages if one.strip()}
    if spoken and not offer.languages & spoken:
        return False
    if wanted.cover == "emergency" and offer.covers != "emergency":
        return False
    if wanted.cover == "planned" and offer.covers == "no":
        return False
    return offer.hours_hundredths >= wanted.hours_hundredths


def fitting(offers: Iterable[Offer], wanted: Wanted) -> list[Offer]:
    """Everybody who fits, in the order given (R-EMP-04)."""
    return [offer for offer in offers if fits(offer, wanted)]


@dataclass(frozen=True)
class Stay:
    """One employment as the report sees it: where, from when, and until when if it ended."""

    area: str
    starts_on: date
    last_on: date | None


@dataclass(frozen=True)
class AreaRow:
    """One area of the report (R-EMP-13). `kept` of `began_before` were still there a year after they began."""

    area: str
    label: str
    is_rural: bool
    vacancies: int
    longest_days: int
    searches: int
    failed: int
    working: int
    began_before: int
    kept: int

    @property
    def kept_percent(self) -> int | None:
        """The share that stayed a year, in whole percent; None when nobody began long enough ago."""
        return self.kept * 100 // self.began_before if self.began_before else None


def area_row(
    area: str,
    label: str,
    is_rural: bool,
    *,
    opened: Sequence[date],
    found: Sequence[int],
    stays: Iterable[Stay],
    on: date,
) -> AreaRow:
    """Count one area: places not filled, searches that found nobody, who works there, and who stayed a year."""
    here = [stay for stay in stays if stay.area == area]
    before = [stay for stay in here if (on - stay.starts_on).days >= YEAR_DAYS]
    kept = [stay for stay in before if stay.last_on is None or (stay.last_on - stay.starts_on).days >= YEAR_DAYS]
    working = [stay for stay in here if stay.starts_on <= on and (stay.last_on is None or stay.last_on >= on)]
    return AreaRow(
        area,
        label,
        is_rural,
        vacancies=len(opened),
        longest_days=max(((on - day).days for day in opened), default=0),
        searches=len(found),
        failed=sum(1 for number in found if number == 0),
        working=len(working),
        began_before=len(before),
        kept=len(kept),
    )
