"""All addresses: Thai without a prefix, English under /en/; the API and what machines ask have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from smarthub.frontdoor import views as frontdoor

urlpatterns = [
    path("", include("smarthub.look.urls")),
    path("healthz", frontdoor.healthz, name="healthz"),
    path("readyz", frontdoor.readyz, name="readyz"),
]
urlpatterns += i18n_patterns(
    path("", include("smarthub.frontdoor.urls")),
    prefix_default_language=False,
)
