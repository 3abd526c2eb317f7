"""The day of a hub: what is free when, for every room and desk. Names only for those who run it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from smarthub.bookings import queries
from smarthub.bookings.forms import first_day
from smarthub.bookings.http import runs
from smarthub.bookings.models import Booking
from smarthub.bookings.queries import Taken
from smarthub.bookings.rules import words
from smarthub.bookings.rules.quarters import QUARTER, quarter_begun
from smarthub.bookings.views import plan
from smarthub.kit import clock
from smarthub.kit.thai import dates
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook


@require_safe
def day(request: HttpRequest, hub: str) -> HttpResponse:
    place, now = hub_or_404(hub), clock.now()
    book = places.rulebook(place)
    is_host = runs(request, place, now=now)
    wanted = _day(request.GET.get("date", "")) or first_day(book, now)
    today = book.day_of(now)
    shown_day = wanted if is_host else max(wanted, today)
    scale = Scale.of(book, shown_day)
    busy = plan.busy_on(place, book, scale.first, scale.last, now=now)
    by_space: dict[int, list[Taken]] = {}
    for each in busy:
        by_space.setdefault(each.space_id, []).append(each)
    here = f"{reverse('bookings:day', args=[hub])}?date="
    shown: dict[str, Any] = {
        "hub": place,
        "day": shown_day,
        "title": dates.day(shown_day, weekday=True),
        "is_today": shown_day == today,
        "hours": [dates.span(*stretch) for stretch in scale.open],
        "why_closed": book.why_closed_on(shown_day),
        "groups": _groups(book, scale, by_space, now=now) if scale.open else [],
        "axis": format_html(
            '<div class="axis" aria-hidden="true">{}</div>',
            format_html_join("", "<span>{}</span>", ((each,) for each in scale.axis())),
        ),
        "previous": f"{here}{shown_day - timedelta(days=1)}" if is_host or shown_day > today else "",
        "next": f"{here}{shown_day + timedelta(days=1)}",
        "today": here + today.isoformat(),
        "book": f"{reverse('bookings:book', args=[hub])}?date={shown_day}",
        "is_host": is_host,
        "bookings": _names(place, book, scale) if is_host else [],
        "legend": _legend(is_today=shown_day == today),
    }
    return render(request, "bookings/day.html", shown)


def _day(text: str) -> date | None:
    try:
        return dates.read_day(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Scale:
    """The strip's measure: one unit is a quarter of an hour, from the first opening to the last closing of the day."""

    first: datetime
    last: datetime
    open: Sequence[tuple[datetime, datetime]]
    clocks: Sequence[str]

    @classmethod
    def of(cls, book: Rulebook, day: date) -> "Scale":
        stretches = book.open_on(day)
        first = stretches[0][0] if stretches else book.moment(day, 9 * 60)
        last = stretches[-1][1] if stretches else book.moment(day, 18 * 60)
        local = first.astimezone(book.zone)
        minutes = [local.hour * 60 + local.minute + n * 15 for n in range((last - first) // QUARTER + 1)]
        return cls(first, last, stretches, [f"{m // 60 % 24 if m != 1440 else 24}:{m % 60:02d}" for m in minutes])

    @property
    def width(self) -> int:
        return len(self.clocks) - 1

    def at(self, moment: datetime) -> int:
        return min(max((moment - self.first) // QUARTER, 0), self.width)

    def axis(self) -> list[str]:
        """Clock times under the strips: evenly spread, at most nine."""
        step = next(s for s in (4, 8, 12, 16, 24, 96) if self.width // s <= 8)
        return list(self.clocks[::step]) if self.width % step == 0 else [self.clocks[0], self.clocks[-1]]


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    more: str
    free: str
    strip: SafeString


def _groups(
    book: Rulebook, scale: Scale, busy: dict[int, list[Taken]], *, now: datetime
) -> list[tuple[str, list[Row]]]:
    """Rooms first, then seats by their table or zone."""
    found: dict[tuple[int, str], list[Row]] = {}
    kinds = ("room", "hall", "workshop", "booth", "desk", "table")
    order = {kind: n for n, kind in enumerate(kinds)}
    gaps = [(scale.at(a[1]), scale.at(b[0])) for a, b in zip(scale.open, scale.open[1:], strict=False)]
    is_thai = (get_language() or "th").startswith("th")
    begun = scale.at(quarter_begun(now)) if now > scale.first else 0
    zones = {zone.pk: zone.name for zone in book.zones}
    grid = _grid(scale)
    # Every text is looked up once: a house has many rows.
    seats, seats_title, said = gettext("{n} seats"), gettext("Seats"), _Said(is_thai=is_thai)
    for space in book.spaces:
        if space.kind == Space.Kind.TABLE and space.pk in book.parts:
            continue
        leaves = book.leaves(space)
        taken = [
            (scale.at(t.starts_at), scale.at(t.ends_at), _how(t)) for leaf in leaves for t in busy.get(leaf.pk, ())
        ]
        if book.long_closure(space, scale.first, scale.last):
            taken.append((0, scale.width, "closed"))
        taken += [(first, last, "closed") for first, last in gaps]
        free = _free(taken, begun, scale.width)
        is_desk = space.kind == Space.Kind.DESK
        table = book.by_pk.get(space.part_of_id or 0)
        title = (table.name if table else zones.get(space.zone_id or 0, seats_title)) if is_desk else ""
        found.setdefault((order[space.kind], title), []).append(
            Row(
                space.name,
                "" if is_desk else seats.format(n=space.seats),
                said.free(free, scale, begun, is_walk_in=space.is_walk_in_only),
                _strip(taken, scale.width, begun, grid),
            )
        )
    return [
        (title or words.heading(kinds[place], len(rows)), rows)
        for (place, title), rows in sorted(found.items(), key=lambda item: item[0][0])
    ]


def _how(taken: Taken) -> str:
    return "closed" if taken.closure_id else "held" if taken.is_hold else "taken"


def _free(taken: Sequence[tuple[int, int, str]], begun: int, width: int) -> list[tuple[int, int]]:
    reached, found = begun, []
    for first, last, _ in sorted(taken):
        if first > reached:
            found.append((reached, first))
        reached = max(reached, last)
    if reached < width:
        found.append((reached, width))
    return found


class _Said:
    """The same in words: 'free 9:00–10:00, 11:30–13:00'."""

    def __init__(self, *, is_thai: bool) -> None:
        self.over = gettext("The day is over")
        self.taken = gettext("Taken all day"), gettext("Taken until closing")
        self.all = gettext("Free all day"), gettext("Free until closing")
        self.some = gettext("Free {times}").replace("{times}", "{times}\N{NO-BREAK SPACE}น." if is_thai else "{times}")
        self.walk_in = gettext("{text}, for walk-ins")

    def free(self, free: Sequence[tuple[int, int]], scale: Scale, begun: int, *, is_walk_in: bool) -> str:
        if begun >= scale.width:
            return self.over
        if not free:
            return self.taken[begun > 0]
        if free == [(begun, scale.width)]:
            text = self.all[begun > 0]
        else:
            text = self.some.format(times=", ".join(f"{scale.clocks[a]}–{scale.clocks[b]}" for a, b in free))
        return self.walk_in.format(text=text) if is_walk_in else text


def _grid(scale: Scale) -> str:
    """Hour lines of every strip."""
    minute = int(scale.clocks[0].split(":")[1])
    first = (60 - minute) % 60 // 15
    return "".join(f"M{x} 0V1" for x in range(first or 4, scale.width, 4))


def _strip(taken: Sequence[tuple[int, int, str]], width: int, begun: int, grid: str) -> SafeString:
    """A picture of the row for eyes; its words stand beside it."""
    paths: dict[str, str] = {}
    for first, last, how in taken:
        if last > first:
            # Colour is never alone: what is held is lower, what is closed is struck through.
            top, struck = 0.3 if how == "held" else 0, f"M{first} 1L{last} 0" if how == "closed" else ""
            paths[how] = paths.get(how, "") + f"M{first} {top}h{last - first}v{1 - 2 * top}H{first}z{struck}"
    drawn = "".join(f'<path class="is-{how}" d="{data}"/>' for how, data in sorted(paths.items()))
    over = f'<path class="day__over" d="M0 0H{begun}V1H0z"/>' if begun else ""
    return mark_safe(  # noqa: S308 - numbers and our own words
        f'<svg class="day__strip" viewBox="0 0 {width} 1" preserveAspectRatio="none" aria-hidden="true">'
        f'{drawn}{over}<path class="day__hour" d="{grid}"/></svg>'
    )


def _legend(*, is_today: bool) -> list[tuple[SafeString, str]]:
    """What the strips' marks mean: each as it is drawn, and its word."""
    marks = [
        ("", gettext("Free")),
        ("taken", gettext("Taken")),
        ("held", gettext("Held")),
        ("closed", gettext("Closed")),
    ]
    shown = [(_strip([(0, 2, how)] if how else [], 2, 0, ""), word) for how, word in marks]
    return [*shown, (_strip([], 2, 2, ""), gettext("Past"))] if is_today else shown


@dataclass(frozen=True, slots=True)
class Named:
    span: str
    who: str
    place: str
    people: str
    address: str


def _names(hub: Hub, book: Rulebook, scale: Scale) -> list[Named]:
    """For the host: who comes. The public never sees these."""
    midnight = book.moment(book.day_of(scale.first), 0)
    found: list[Booking] = list(queries.bookings_at(hub, midnight, midnight + timedelta(days=1)))
    return [
        Named(
            dates.span(each.starts_at, each.ends_at),
            each.person.name if each.person else "",
            words.names_of(each.spaces.all()),
            words.people(each.people),
            reverse("bookings:booking", args=[each.ref]),
        )
        for each in found
        if each.cancelled_at is None
    ]
