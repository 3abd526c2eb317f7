"""Which pictures may lie under a plan. A file is what its first bytes say, not what it is called."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

MOST = 8_000_000  # bytes
_BEGINS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
TYPES = {"png": "image/png", "jpg": "image/jpeg"}

NOT_A_PICTURE = Refusal(
    "not-a-picture",
    _("This is not a picture that can be shown."),
    would_pass=_("Take a photograph, or save it as JPEG or PNG."),
)
TOO_LARGE = Refusal(
    "too-large", _("The picture is larger than 8 MB."), would_pass=_("Make it smaller, or photograph it again.")
)


def kind_of(data: bytes) -> str | None:
    return next((kind for begins, kind in _BEGINS.items() if data.startswith(begins)), None)


def why_not_picture(data: bytes) -> Refusal | None:
    if len(data) > MOST:
        return TOO_LARGE
    return None if kind_of(data) else NOT_A_PICTURE
