"""One web process: uvicorn on the socket that the parent opened."""

import socket
import sys

import uvicorn

from smarthub.config.asgi import application
from smarthub.config.leash import GRACE, on_leash


def server() -> uvicorn.Server:
    return uvicorn.Server(
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
        )
    )


if __name__ == "__main__":
    on_leash()
    # Not `fd=`: uvicorn would take the socket for a Unix one and leave TCP_NODELAY off, which costs 40 times the speed.
    server().run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
