"""Lists that a host brings into a hub: tried first, then taken in whole, and taken back whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from smarthub.frontdoor.models import Intake
from smarthub.frontdoor.rules import Given, Kind
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.sheets import Report
from smarthub.people.models import Person
from smarthub.places.models import Hub

KEPT = timedelta(days=1)  # how long a list that was tried waits
MOST = 5_000_000  # bytes in a page; the command line takes more

TOO_LARGE = Refusal(
    "too-large",
    _("The list is larger than 5 MB."),
    would_pass=_("Divide it, or take it in on the machine itself with ./hub import."),
)
GONE = Refusal("gone", _("This list is no longer kept."), would_pass=_("Choose the file again."))
CHANGED = Refusal(
    "changed",
    _("The list can no longer be taken in as it was tried."),
    would_pass=_("Choose the file again and see what has changed."),
)


def kinds() -> Mapping[str, Kind]:
    """What comes in, by the table of config/imports.py."""
    table: Mapping[str, Kind] = import_string(f"{settings.LISTS}.KINDS")
    return table


def given() -> Mapping[str, Given]:
    table: Mapping[str, Given] = import_string(f"{settings.LISTS}.GIVEN")
    return table


def groups() -> Sequence[tuple[Promise, Mapping[str, Given]]]:
    """What goes out, as the page shows it: (title, {name: list})."""
    table: Sequence[tuple[Promise, Mapping[str, Given]]] = import_string(f"{settings.LISTS}.GROUPS")
    return table


def hand_out(
    hub: Hub, name: str, *, form: str, by: Person, now: datetime
) -> tuple[Sequence[str], list[Sequence[object]]] | None:
    """The columns and rows of a list for this host, and that they took it, in the journal; None for a list that is none.

    Whole before the first line leaves: what fails halfway leaves no half a file behind.
    """
    chosen = given().get(name)
    if chosen is None:
        return None
    rows = list(chosen.rows(hub, by=by, now=now))
    journal.record("list-taken-out", f"{name}.{form}", hub=hub.slug, by=by, now=now)
    return chosen.columns, rows


def try_list(
    hub: Hub, kind: str, data: bytes, *, file_name: str, by: Person, now: datetime
) -> tuple[Report, Intake | None]:
    """What the list would do, and where it waits; None where a row stands against it. Nothing else is changed."""
    if len(data) > MOST:
        raise Refused(TOO_LARGE)
    report = kinds()[kind].take(data, dry_run=True, now=now, by=by, hub=hub)
    Intake.objects.filter(tried_at__lte=now - KEPT, taken_at=None).delete()
    if report.faults:
        return report, None
    intake = Intake.objects.create(
        hub=hub,
        kind=kind,
        file_name=file_name[:200],
        file=data,
        rows=report.rows,
        added=report.added,
        changed=report.changed,
        tried_at=now,
        tried_by=by,
    )
    return report, intake


@transaction.atomic
def take_in(intake: Intake, *, by: Person, now: datetime) -> Intake:
    """Take in a list that was tried. Asked again, it stands. What no longer fits is refused, and nothing is changed."""
    intake = Intake.objects.select_for_update(of=("self",)).select_related("hub").get(pk=intake.pk)
    if intake.taken_at:
        return intake
    if not intake.file or intake.tried_at <= now - KEPT:
        raise Refused(GONE)
    data = bytes(intake.file)
    report = kinds()[intake.kind].take(data, dry_run=False, now=now, by=by, hub=intake.hub)
    if report.faults:
        raise Refused(CHANGED)
    intake.added, intake.changed = report.added, report.changed
    intake.made, intake.before, intake.file = list(report.made), report.before, b""
    intake.taken_at, intake.taken_by = now, by
    intake.save()
    journal.record("list-taken-in", intake.ref, hub=intake.hub.slug, by=by, now=now)
    return intake


@transaction.atomic
def take_back(intake: Intake, *, by: Person, now: datetime) -> tuple[int, int]:
    """Undo a list as a whole: (how many went, how many stayed because they are in use by now)."""
    intake = Intake.objects.select_for_update(of=("self",)).select_related("hub").get(pk=intake.pk)
    if intake.taken_at is None or intake.back_at:
        return 0, 0
    back = kinds()[intake.kind].back
    gone, stayed = back(intake.hub, intake.made, intake.before, by=by, now=now)
    intake.back_at, intake.back_by = now, by
    intake.save(update_fields=["back_at", "back_by"])
    journal.record("list-taken-back", intake.ref, hub=intake.hub.slug, by=by, now=now)
    return gone, stayed
