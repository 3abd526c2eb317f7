"""The API object: one door around every call, for the caller's language and for problems in one form."""

import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.urls import URLPattern, URLResolver, re_path
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from pydantic_core import from_json

from smarthub.kit.api.fields import wrong_fields
from smarthub.kit.api.problems import Invalid, Problem, answer, answer_problem, refused
from smarthub.kit.refusals import Refused

log = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


class OnceRead(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        return from_json(request.body, allow_inf_nan=False)


class Door(NinjaAPI):
    """Every answer is ours: what is unknown, not allowed or broken is a problem too."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(parser=OnceRead(), docs_url=None, **settings)
        self.add_exception_handler(Exception, _broken)
        self.add_exception_handler(Problem, _problem)
        self.add_exception_handler(Refused, _refused)
        self.add_exception_handler(ValidationError, _invalid)
        self.add_exception_handler(AuthenticationError, lambda _request, _error: answer_problem(who()))
        self.add_exception_handler(HttpError, _http_error)
        self.add_exception_handler(Http404, lambda _request, _error: answer_problem(Problem("not-found")))
        self.add_exception_handler(RequestDataTooBig, lambda _request, _error: answer_problem(Problem("too-large")))
        self.add_exception_handler(UnreadablePostError, lambda _request, _error: answer_problem(Problem("bad-request")))

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = [*super()._get_urls(), re_path(r"^.*$", unknown, name="unknown")]
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = in_callers_language(pattern.callback)
        return patterns

    @cached_property
    def description_of_calls(self) -> dict[str, Any]:
        """The OpenAPI document, with each problem under its own media type."""
        schema: dict[str, Any] = dict(super().get_openapi_schema())
        for call in (call for path in schema["paths"].values() for call in path.values()):
            for status, response in call["responses"].items():
                if int(status) >= 400 and "application/json" in response.get("content", {}):
                    response["content"] = {"application/problem+json": response["content"].pop("application/json")}
        return schema

    def get_openapi_schema(self, **_more: Any) -> Any:
        return self.description_of_calls


def in_callers_language(view: View) -> View:
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(translation.get_language_from_request(request)):
            try:
                response = _viewed(view, request, *args, **kwargs)
            except Http404:
                return answer_problem(Problem("not-found"))
            if response.status_code == 405:
                return answer_problem(Problem("method-not-allowed", headers={"Allow": response.headers["Allow"]}))
            response._has_been_logged = True  # type: ignore[attr-defined]  # Django would write each 409 to the log
            return response

    door.csrf_exempt = True  # type: ignore[attr-defined]  # a session's own proof is asked for where it is used
    return door


def _viewed(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """HEAD, by which calendar programs and link checkers ask, is a GET whose body the server leaves out."""
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"


def unknown(request: HttpRequest) -> HttpResponse:
    return answer_problem(Problem("not-found"))


def who() -> Problem:
    return Problem("sign-in", headers={"WWW-Authenticate": "Bearer"})


def _problem(request: HttpRequest, error: Any) -> HttpResponse:
    return answer_problem(error)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(*refused(error.refusal))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    if any(each["loc"][0] == "path" for each in error.errors):
        return answer_problem(Problem("not-found"))  # an address that cannot be written leads nowhere
    return answer_problem(Invalid(wrong_fields(error.errors)))


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    known = {400: "bad-request", 403: "forbidden", 404: "not-found", 413: "too-large", 429: "too-many"}
    return answer_problem(Problem(known.get(error.status_code, "bad-request")))


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer_problem(Problem("error"))
