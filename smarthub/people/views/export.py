"""My data to take with me, at once (PDPA ss. 30, 31)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from smarthub.journal import actions as journal
from smarthub.kit import clock
from smarthub.kit.mine import zipped
from smarthub.kit.thai import dates
from smarthub.people.http import person_of


@never_cache
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """A ZIP with a file of each part of the house, made while one waits."""
    person, now = person_of(request), clock.now()
    readme = "\n\n".join(
        (
            _("What Smart Hub keeps about {name}, on {day}.").format(name=person.name, day=dates.day(dates.local(now))),
            _("Each file is JSON, which any program can read. Moments are in UTC, prices in satang."),
            _("PINs, card secrets and keys are not in it: the house keeps only traces of them that open nothing."),
            _("What others wrote about you is not in it: it is theirs. Ask the host if you need to know more."),
        )
    )
    answer = HttpResponse(zipped(person, readme=readme), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="smarthub-{person.code}.zip"'
    journal.record("data-exported", person.code, by=person, now=now)
    return answer
