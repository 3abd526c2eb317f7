"""One web process of the floor: the same server, the same bridge, the same number of threads as the house."""

import os
import socket
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"

import uvicorn
from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

if __name__ == "__main__":
    config = uvicorn.Config(
        WSGIMiddleware(get_wsgi_application(), workers=3),
        loop="uvloop",
        http="httptools",
        lifespan="off",
        timeout_keep_alive=60,
        access_log=False,
        log_level="warning",
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
