"""The processes that the parent in `serve.py` starts: `prepare`, `web` and `worker`, each on its leash."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable

GRACE = 3  # seconds for open answers; then the process ends by itself


def on_leash() -> None:
    """End with the parent: it alone holds the other end of our standard input, and never writes to it."""

    def wait() -> None:
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE + 0.5)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, name="leash", daemon=True).start()


def prepare(listening: int) -> None:
    import django  # noqa: PLC0415 (each child loads only what it needs)

    django.setup()
    from smarthub.config import prepare  # noqa: PLC0415

    prepare.all_of_it()


def web(listening: int) -> None:
    import uvicorn  # noqa: PLC0415

    from smarthub.config.asgi import application  # noqa: PLC0415

    server = uvicorn.Server(
        uvicorn.Config(
            application,
            loop="uvloop",
            http="httptools",
            ws="none",
            lifespan="on",
            access_log=False,
            log_level="warning",
            server_header=False,
            date_header=True,
            proxy_headers=True,  # believed only from 127.0.0.1, where the HTTPS proxy is
            timeout_keep_alive=30,
            timeout_graceful_shutdown=GRACE,
        )
    )
    server.run(sockets=[socket.socket(fileno=listening)])


def worker(listening: int) -> None:
    os.close(listening)
    import django  # noqa: PLC0415

    django.setup()
    from smarthub.config.worker import work  # noqa: PLC0415

    work()


CHILDREN: dict[str, Callable[[int], None]] = {"prepare": prepare, "web": web, "worker": worker}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smarthub.config.settings")
    on_leash()
    CHILDREN[sys.argv[1]](int(sys.argv[2]))
