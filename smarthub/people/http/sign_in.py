"""Where allauth and this house meet: sign-in by a code in an e-mail, with one door for all.

allauth has two doors, one for those it knows and one for newcomers, and writes to a stranger at the first that they
should use the second. Here everybody gets a code, and whoever brings it back has an account. So nobody has to remember
whether they came before, and nothing tells an outsider who has an account: page, mail and time are the same.

Everything after the code (its stages: later a passkey or LINE; the session) is allauth's.
"""

import secrets
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Self

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.constants import LoginStageKey
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from smarthub.kit import clock
from smarthub.people import queries
from smarthub.people.actions.codes import count_request, count_try
from smarthub.people.actions.join import join


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth asks the house. There is no sign-up page: the first code is the sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **more: Any) -> None:
        """The pages say what there is to say, in our own words."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return network_address(request)


class CodeForAnybody(LoginCodeVerificationProcess):  # type: ignore[misc]
    """A code that is on its way to an e-mail address, whoever reads there. It waits in the session."""

    def send_by_email(self, email: str, **more: object) -> None:
        context = {"code": self.generate_code(), "minutes": self.timeout // 60}
        get_adapter().send_mail("people/email/sign_in_code", email, context)

    def is_valid(self) -> bool:
        return bool(clock.now().timestamp() - self.state["at"] <= self.timeout)

    @classmethod
    def begin(cls, request: HttpRequest, email: str, *, now: datetime) -> Self:
        """Send a code. Raises Refused when too many were asked for, OSError when the mail cannot be sent."""
        count_request(email, place=network_address(request), now=now)
        person = queries.person_with(email)
        login = Login(user=person, email=email)
        login.state["stages"] = {"current": LoginStageKey.LOGIN_BY_CODE.value}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=person, email=email))
        stage.state.update({"initiated_by_user": True, "at": now.timestamp(), "mark": secrets.token_hex(16)})
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def waiting(cls, request: HttpRequest) -> Self | None:
        """The code that this visitor asked for, while it still counts."""
        stage = LoginStageController.enter(request, LoginStageKey.LOGIN_BY_CODE.value)
        return cls(stage=stage).abort_if_invalid() if stage else None

    @property
    def email(self) -> str:
        return str(self.state["email"])

    def is_code(self, typed: str, *, now: datetime) -> bool:
        """Whether this is the code. Raises Refused when it was guessed at too often; then it counts no more."""
        count_try(self.state["mark"], now=now)
        return secrets.compare_digest(typed.encode(), self.code.encode())

    def enter(self, next_url: str, *, now: datetime) -> HttpResponse:
        """Sign in whoever brought the code; who comes for the first time has an account from now on."""
        self._user = self.stage.login.user = join(self.email, language=get_language() or "th", now=now)
        return self.finish(next_url)  # type: ignore[no-any-return]


def network_address(request: HttpRequest) -> str:
    """Where the call comes from, for limits. Who has one address of version 6 has the 2^64 beside it: they are one."""
    said = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(said)
    except ValueError:
        return said
    if isinstance(address, IPv4Address) or address.ipv4_mapped:
        return said
    return f"{IPv6Address(address.packed[:8] + bytes(8))}/64"
