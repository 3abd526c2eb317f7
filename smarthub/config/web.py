"""One web process: uvicorn on the socket that the parent opened."""

import json
import socket
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import uvicorn
from django.db import connections

from smarthub.config.asgi import application
from smarthub.config.door import Server
from smarthub.config.leash import GRACE, on_leash
from smarthub.config.wsgi import application as pages
from smarthub.kit import clock


def server(door: socket.socket) -> Server:
    return Server(
        uvicorn.Config(
            application,
            loop="uvloop",
            http="httptools",
            ws="none",
            lifespan="on",
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=True,  # believed from 127.0.0.1 only, where the HTTPS proxy is
            timeout_keep_alive=30,
            timeout_graceful_shutdown=GRACE,
        ),
        door,
    )


def warm_up() -> None:
    """Ask a few open pages once, so that the first visitors do not wait for what each process makes once: addresses,
    templates, catalogues, the rule book.
    """
    now = clock.now()
    wish = urlencode({"from": now.isoformat(), "until": (now + timedelta(hours=1)).isoformat(), "people": 400})
    found = json.loads(ask("/api/v1/hubs", "limit=1") or b'{"items": []}')
    for hub in found.get("items", ()):
        ask(f"/api/v1/hubs/{hub['hub']}/availability", wish)  # nothing holds 400: the alternatives are asked too
    ask("/api/v1/bookings", method="POST")
    ask("/")
    connections.close_all()


def ask(path: str, query: str = "", *, method: str = "GET") -> bytes:
    """One request to the pages, without the network."""
    asked: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
    setup_testing_defaults(asked)
    answer = pages(asked | {"HTTP_HOST": "127.0.0.1", "CONTENT_TYPE": "application/json"}, unheard)
    body = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    return body


def unheard(status: str, headers: list[tuple[str, str]], fault: Any = None, /) -> Callable[[bytes], object]:
    return lambda data: None


if __name__ == "__main__":
    on_leash()
    warm_up()
    server(socket.socket(fileno=int(sys.argv[1]))).run()
