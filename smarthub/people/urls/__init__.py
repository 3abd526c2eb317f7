from django.urls import path

from smarthub.people.views import card, children, erase, export, keys, me, privacy, safety, sign_in, ways

app_name = "people"
urlpatterns = [
    path("me/profile/", me.profile, name="profile"),
    path("me/consents/", me.consents, name="consents"),
    path("me/consents/<slug:purpose>/", me.consent, name="consent"),
    path("me/tokens/", keys.tokens, name="tokens"),
    path("me/tokens/<slug:mark>/revocation/", keys.revocation, name="token-revocation"),
    path("me/children/", children.children, name="children"),
    path("me/children/<slug:child>/end/", children.child_end, name="child-end"),
    path("me/children/<slug:child>/<slug:purpose>/", children.child_consent, name="child-consent"),
    path("me/ways/", ways.ways, name="ways"),
    path("me/ways/pin/end/", ways.pin_end, name="pin-end"),
    path("me/ways/card/", ways.new_card, name="new-card"),
    path("me/ways/card/end/", ways.card_end, name="card-end"),
    path("me/ways/passkeys/", ways.new_passkey, name="new-passkey"),
    path("me/ways/passkeys/<slug:mark>/end/", ways.passkey_end, name="passkey-end"),
    path("me/safety/", safety.safety, name="safety"),
    path("me/safety/blocks/<slug:other>/", safety.new_block, name="new-block"),
    path("me/safety/blocks/<slug:other>/end/", safety.block_end, name="block-end"),
    path("me/data/", erase.data, name="data"),
    path("me/data/export/", export.export, name="export"),
    path("me/erase/", erase.erase, name="erase"),
    path("me/welcome/", sign_in.welcome, name="welcome"),
    path("me/link/<str:secret>/", sign_in.one_time_link, name="link"),
    path("c/<str:secret>/", card.card, name="card"),
    path("privacy/", privacy.privacy, name="privacy"),
]
