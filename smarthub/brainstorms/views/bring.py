"""Bringing a Polis conversation in by hand: two files, how far it is, and the line that is wrong where one is."""

from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.brainstorms.actions.bring import bring
from smarthub.brainstorms.http.report import to_lead_or_404
from smarthub.brainstorms.models import Event, Session, Weighing
from smarthub.brainstorms.rules.polis_export import MOST_BYTES, NotAnExport, read_export
from smarthub.kit import clock
from smarthub.kit.refusals import Refused

FILES = ("comments", "votes")


class BringForm(forms.Form):
    comments = forms.FileField(
        label=gettext_lazy("The statements (comments.csv)"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )
    votes = forms.FileField(
        label=gettext_lazy("Who said what to them (votes.csv)"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        sent: dict[str, Any] = super().clean() or self.cleaned_data
        if sum(sent[name].size for name in FILES if sent.get(name)) > MOST_BYTES:
            raise forms.ValidationError(_("The two files may have 50 MB together."))
        return sent

    def texts(self) -> tuple[str, str]:
        """Both files, in UTF-8 or what Excel makes of it; a letter that cannot be read is one sign."""
        comments, votes = (self.cleaned_data[name] for name in FILES)
        return _read(comments), _read(votes)


def _read(file: UploadedFile[Any]) -> str:
    data: bytes = file.read()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, code: str) -> HttpResponse:
    session, by = to_lead_or_404(request, code)
    form = BringForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                comments, votes = form.texts()
                mark = uuid5(
                    NAMESPACE_OID, sha256(f"{comments}\x1f{votes}".encode()).hexdigest()
                )  # the same files once
                event = bring(session, read_export(comments, votes), mark=mark, by=by, now=clock.now())
            except NotAnExport as error:
                form.add_error("votes" if error.refusal.values.get("line") else None, error.refusal.in_full)
            except Refused as refused:
                form.add_error(None, refused.refusal.sentence)
            else:
                people = event.payload["participants"]
                said = ngettext("{n} person was brought in.", "{n} people were brought in.", people)
                messages.success(request, said.format(n=people))
                return redirect("brainstorms:import", code=code)
    shown = {"session": session, "form": form, "brought": _brought(session)}
    return render(request, "brainstorms/bring.html", shown, status=status)


def _brought(session: Session) -> dict[str, Any] | None:
    """The last import, and whether the mathematics of it is done."""
    event = Event.objects.filter(session=session, type="imported").order_by("-number").first()
    if event is None:
        return None
    return {
        **event.payload,
        "at": event.at,
        "is_weighed": Weighing.objects.filter(session=session, number__gte=event.number).exists(),
    }
