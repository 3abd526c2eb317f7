from django.urls import path

from smarthub.people.views import card, erase, keys, me, privacy, sign_in

app_name = "people"
urlpatterns = [
    path("me/profile/", me.profile, name="profile"),
    path("me/consents/", me.consents, name="consents"),
    path("me/consents/<slug:purpose>/", me.consent, name="consent"),
    path("me/tokens/", keys.tokens, name="tokens"),
    path("me/tokens/<slug:mark>/revocation/", keys.revocation, name="token-revocation"),
    path("me/erase/", erase.erase, name="erase"),
    path("me/welcome/", sign_in.welcome, name="welcome"),
    path("me/link/<str:secret>/", sign_in.one_time_link, name="link"),
    path("c/<str:secret>/", card.card, name="card"),
    path("privacy/", privacy.privacy, name="privacy"),
]
