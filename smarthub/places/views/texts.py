from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from smarthub.kit import clock
from smarthub.people.http import person_of
from smarthub.places.actions.hub import describe_hub
from smarthub.places.forms import TextsForm
from smarthub.places.http import hub_run_by_404
from smarthub.places.views.answer import did, saved, show, status_of

STILL_TH = _("The Thai text is still as it was; read it, too:")
STILL_EN = _("The English text is still as it was; read it, too:")


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, hub: str) -> HttpResponse:
    found, by = hub_run_by_404(request, hub), person_of(request)
    form = TextsForm(request.POST or None, instance=found)
    if request.POST and did(form, lambda: describe_hub(found, form.cleaned_data, by=by, now=clock.now())):
        answer = saved(request, "about", found)
        for each in form.left_behind():
            told = STILL_EN if each.name.endswith("_en") else STILL_TH
            messages.warning(request, format_html('{} <a href="#{}">{}</a>', told, each.id_for_label, each.label))
        return answer
    if request.POST:  # the form has written into the hub what was not accepted
        found = hub_run_by_404(request, hub)
    return show(request, "about", found, {"form": form}, status=status_of(form))
