"""A fictional year of bookings and visits: evenings and weekends are full, mornings are quiet, as in real houses of this
kind. Every person of it is marked as fictional in their name.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from smarthub.bookings.models import BookedSpace, Booking, Slot, Visit
from smarthub.bookings.rules.kept import buffer_minutes, kept_terms
from smarthub.bookings.rules.price import price
from smarthub.bookings.rules.quarters import QUARTER, quarters
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Agreement, HouseRules, Hub, Space
from smarthub.places.rules.conduct import version_of
from smarthub.places.rules.rulebook import Rulebook

MARK = "(สมมุติ)"
NAMES = (
    "ยายแก้ว ลุงสมาน ครูอ้อย น้องเมย์ ป้าจันทร์ หมอต้น ช่างเอก พี่ฝน น้องปอนด์ อาจารย์ดา พ่อใหญ่คำ แม่สาย น้องใบเตย พี่โอ๊ต "
    "Anna Tom น้องข้าวหอม พี่นก ลุงบุญ น้องภูมิ ป้าแดง พี่กานต์ น้องพลอย ครูเดช"
).split()
PAST, AHEAD = 365, 14
SLOTS_KEPT = timedelta(days=30)
PARTIES = 24  # a day, at scale 1
LIVELY = (
    8  # days around today of which people look at the plan and the desk: these are as full as a house that is liked
)
LIVELY_PARTIES = 240
# How full the house is at an hour, against its fullest, from counts of co-working houses in use.
BY_HOUR = {9: 3, 10: 4, 11: 5, 12: 6, 13: 6, 14: 6, 15: 6, 16: 7, 17: 8, 18: 8, 19: 8, 20: 6, 21: 5}
BY_WEEKDAY = (0.8, 0.8, 0.85, 0.9, 1.0, 1.3, 1.35)
KINDS = (
    (Space.Kind.DESK,) * 16 + (Space.Kind.ROOM,) * 3 + (Space.Kind.BOOTH,) * 2 + (Space.Kind.WORKSHOP, Space.Kind.HALL)
)
BATCH = 2000


def make(scale: int, now: datetime) -> str:
    """`scale` times a year of the first hub; the same house and scale give the same year."""
    hub = places.hubs().first()
    if hub is None:
        return "there is no hub yet"
    people = _people(40 * scale)
    year = _Year(hub, places.rulebook(hub), now, random.Random(f"{hub.slug} {scale}"), people)  # noqa: S311
    with transaction.atomic():
        year.fill(scale)
        _agree(hub, people, now)
    return f"{year.bookings:,} fictional bookings and {year.visits:,} visits of {len(year.people):,} people"


def _people(count: int) -> list[Person]:
    nobody = make_password(None)
    return Person.objects.bulk_create(
        [Person(name=f"{NAMES[n % len(NAMES)]} {MARK}", password=nobody) for n in range(count)], batch_size=BATCH
    )


def _agree(hub: Hub, people: Sequence[Person], now: datetime) -> None:
    """They have agreed to the house rules, as everybody does who books."""
    if version := version_of(hub):
        words = {"text_th": hub.house_rules_th, "text_en": hub.house_rules_en, "made_at": now}
        rules, _is_new = HouseRules.objects.get_or_create(hub=hub, version=version, defaults=words)
        Agreement.objects.bulk_create(
            [Agreement(rules=rules, person=each, language="th", agreed_at=now, agreed_by=each) for each in people],
            batch_size=BATCH,
        )


@dataclass
class _Year:
    hub: Hub
    book: Rulebook
    now: datetime
    chance: random.Random
    people: Sequence[Person]
    taken: set[tuple[int, datetime]] = field(default_factory=set)
    bookings: int = 0
    visits: int = 0

    def fill(self, scale: int) -> None:
        self.taken = set(Slot.objects.filter(hub=self.hub).values_list("space_id", "starts_at"))
        today = self.book.day_of(self.now)
        for n in range(-PAST, AHEAD):
            day = today + timedelta(days=n)
            if opening := self.book.open_on(day):
                self._write(list(self._parties(day, opening[0][0], opening[-1][1], scale)))
                if n <= 0:
                    self._walk_ins(opening[0][0], opening[-1][1], scale)

    def _parties(
        self, day: date, opens: datetime, closes: datetime, scale: int
    ) -> Iterator[tuple[Booking, list[Space]]]:
        near = abs((day - self.book.day_of(self.now)).days) < LIVELY
        wanted = round(
            (LIVELY_PARTIES if near else PARTIES) * scale * BY_WEEKDAY[day.weekday()] * self.chance.uniform(0.8, 1.2)
        )
        if day > self.book.day_of(self.now):
            wanted //= 2  # not everybody has booked yet
        for _n in range(wanted):
            starts_at = self._start(opens, closes)
            ends_at = min(starts_at + self.chance.choice((2, 4, 4, 6, 8, 8, 12)) * QUARTER, closes)
            people = self.chance.choice((1, 1, 1, 1, 2, 3, 4))
            spaces = self._free(self.chance.choice(KINDS), people, starts_at, ends_at)
            if spaces and ends_at - starts_at >= 2 * QUARTER:
                yield self._booking(spaces, people, starts_at, ends_at), spaces

    def _start(self, opens: datetime, closes: datetime) -> datetime:
        quarters_open = quarters(opens, closes - QUARTER)
        weights = [BY_HOUR.get(moment.astimezone(self.book.zone).hour, 2) for moment in quarters_open]
        return self.chance.choices(quarters_open, weights)[0]

    def _free(self, kind: str, people: int, starts_at: datetime, ends_at: datetime) -> list[Space]:
        """Some free spaces of this kind for so many; a group gets desks of one table."""
        groups: list[list[Space]] = []
        if kind == Space.Kind.DESK and people > 1:
            for whole in self.book.spaces:
                if whole.kind == Space.Kind.TABLE and len(parts := self.book.parts.get(whole.pk, [])) >= people:
                    groups.append(parts[:people])
        else:
            groups = [
                [space]
                for space in self.book.spaces
                if space.kind == kind and space.seats >= people and not space.is_walk_in_only
            ]
        self.chance.shuffle(groups)
        return next((group for group in groups if self._is_free(group, starts_at, ends_at)), [])

    def _slots(self, spaces: Iterable[Space], starts_at: datetime, ends_at: datetime) -> list[tuple[int, datetime]]:
        end = ends_at + timedelta(minutes=buffer_minutes(self.book, list(spaces)))
        return [(leaf.pk, moment) for leaf in self.book.leaves_of(spaces) for moment in quarters(starts_at, end)]

    def _is_free(self, spaces: list[Space], starts_at: datetime, ends_at: datetime) -> bool:
        return self.taken.isdisjoint(self._slots(spaces, starts_at, ends_at))

    def _booking(self, spaces: list[Space], people: int, starts_at: datetime, ends_at: datetime) -> Booking:
        person = self.chance.choice(self.people)
        booked_at = min(starts_at, self.now) - timedelta(minutes=self.chance.choice((20, 90, 600, 1500, 3000, 9000)))
        booking = Booking(
            hub=self.hub,
            person=person,
            booked_by=person,
            people=people,
            starts_at=starts_at.astimezone(UTC),
            ends_at=ends_at.astimezone(UTC),
            booked_at=booked_at,
            price_satang=price(self.book, spaces, starts_at, ends_at),
            terms=kept_terms(self.book, spaces),
            buffer_minutes=buffer_minutes(self.book, spaces),
        )
        fate = self.chance.random()
        if fate < 0.08:
            booking.cancelled_at = booked_at + (min(starts_at, self.now) - booked_at) * self.chance.random()
            booking.cancelled_by, booking.changes = person, 1
        elif fate < 0.12 and starts_at + QUARTER < self.now:
            booking.no_show_at = starts_at + QUARTER
        else:
            self.taken.update(self._slots(spaces, starts_at, ends_at))
        return booking

    def _write(self, made: list[tuple[Booking, list[Space]]]) -> None:
        Booking.objects.bulk_create([booking for booking, _spaces in made], batch_size=BATCH)
        BookedSpace.objects.bulk_create(
            [BookedSpace(booking=booking, space=space) for booking, spaces in made for space in spaces],
            batch_size=BATCH,
        )
        stand = [(b, spaces) for b, spaces in made if b.cancelled_at is None and b.no_show_at is None]
        Slot.objects.bulk_create(
            [
                Slot(hub=self.hub, space_id=space, starts_at=moment, booking=booking)
                for booking, spaces in stand
                if booking.starts_at > self.now - SLOTS_KEPT
                for space, moment in self._slots(spaces, booking.starts_at, booking.ends_at)
            ],
            batch_size=BATCH,
        )
        came = [self._visit(booking) for booking, _spaces in stand if booking.starts_at <= self.now]
        Visit.objects.bulk_create(came, batch_size=BATCH)
        self.bookings += len(made)
        self.visits += len(came)

    def _visit(self, booking: Booking) -> Visit:
        came_at = min(booking.starts_at + timedelta(minutes=self.chance.randint(-10, 14)), self.now)
        is_over = booking.ends_at <= self.now
        return Visit(
            hub=self.hub,
            booking=booking,
            person=booking.person,
            people=booking.people,
            came_at=came_at,
            left_at=booking.ends_at if is_over else None,
            left_how=self.chance.choice((Visit.LeftHow.SAID, Visit.LeftHow.SAID, Visit.LeftHow.CLOSING))
            if is_over
            else "",
        )

    def _walk_ins(self, opens: datetime, closes: datetime, scale: int) -> None:
        came = []
        for _n in range(6 * scale):
            came_at = self._start(opens, closes)
            left_at = min(came_at + timedelta(minutes=self.chance.randint(20, 200)), closes)
            people = self.chance.choice((1, 1, 2, 3))
            if came_at > self.now:
                continue
            visit = Visit(hub=self.hub, people=people, came_at=came_at)
            if left_at <= self.now:
                visit.left_at, visit.left_how = left_at, Visit.LeftHow.HOST
            came.append(visit)
        Visit.objects.bulk_create(came, batch_size=BATCH)
        self.visits += len(came)
