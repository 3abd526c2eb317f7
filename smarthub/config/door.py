"""The listening socket that all web processes share, with turns taken: who has fewer visitors opens the door first.

Without turns, the process that happens to be awake takes every connection that arrives in a burst, and the others stay
idle: eight browsers then get the speed of one process.
"""

import asyncio
import socket

import uvicorn

WAIT = 0.0005  # seconds before the door is opened, for each visitor who is already inside
LONGEST = 0.005


class Server(uvicorn.Server):
    """uvicorn's server, but for the accepting of connections."""

    def __init__(self, config: uvicorn.Config, door: socket.socket) -> None:
        super().__init__(config)
        self.door = door
        self.door.settimeout(0)
        self.arriving: set[asyncio.Task[object]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=[])
        self.loop = asyncio.get_running_loop()
        self.loop.add_reader(self.door, self.knocked)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.loop.remove_reader(self.door)
        self.door.close()
        await super().shutdown(sockets=[])

    def knocked(self) -> None:
        """Somebody is at the door: give another process the time to open it that has fewer visitors than we."""
        self.loop.remove_reader(self.door)
        self.loop.call_later(min(WAIT * len(self.server_state.connections), LONGEST), self.open)

    def open(self) -> None:
        if self.should_exit or self.door.fileno() < 0:
            return
        self.loop.add_reader(self.door, self.knocked)
        try:
            visitor, _address = self.door.accept()
        except OSError:
            return  # another process was faster, the visitor left, or there are too many open files: the next may come
        # uvicorn's own loop sets this itself; without it an answer in two parts takes 40 ms.
        visitor.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        visitor.settimeout(0)
        task = self.loop.create_task(self.loop.connect_accepted_socket(self.protocol, visitor))
        self.arriving.add(task)
        task.add_done_callback(self.arriving.discard)

    def protocol(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made
