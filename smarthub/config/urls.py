"""All addresses: Thai without a prefix, English under /en/; the API and what machines ask have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from smarthub.config.api import api
from smarthub.config.docs import docs
from smarthub.frontdoor import views as frontdoor

urlpatterns = [
    path("", include("smarthub.look.urls")),
    path("healthz", frontdoor.healthz, name="healthz"),
    path("readyz", frontdoor.readyz, name="readyz"),
    path("api/v1/docs", docs, name="api-docs"),
    path("api/v1/", api.urls),
]
urlpatterns += i18n_patterns(
    path("", include("smarthub.frontdoor.urls")),  # first, because everybody's first page stands there
    path("", include("smarthub.people.urls.sign_in")),
    path("", include("smarthub.people.urls")),
    path("", include("smarthub.notices.urls")),
    path("", include("smarthub.places.urls")),
    path("", include("smarthub.bookings.urls")),
    path("", include("smarthub.brainstorms.urls")),
    prefix_default_language=False,
)
