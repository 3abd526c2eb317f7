"""Phones that cost little: each is one raw socket on which a room's stream arrives, all of them in one process."""

import asyncio
import re
import time
from array import array

NUMBER = re.compile(rb"^id: (\d+)$", re.MULTILINE)


class Phone(asyncio.Protocol):
    """Listens to a room. It keeps the number of every event in the order of arrival, and when each batch arrived."""

    def __init__(self, port: int, code: str, key: str, after: int) -> None:
        self.port, self.code, self.key = port, code, key
        self.after = after  # the last event that was applied: here it goes on when it was cut off
        self.numbers = array("L")
        self.arrivals: list[tuple[float, int]] = []  # (moment, how many numbers had arrived by then)
        self.lines = 0  # how often it was connected
        self.back_at = 0.0
        self._transport: asyncio.Transport | None = None
        self._raw = b""
        self._text = b""
        self._in_head = True
        self._coming_back: asyncio.Future[None] | None = None

    async def connect(self) -> None:
        self._raw, self._text, self._in_head = b"", b"", True
        loop = asyncio.get_running_loop()
        while True:
            try:
                await loop.create_connection(lambda: self, "127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.2)
            else:
                return

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.lines += 1
        marked = f"Last-Event-ID: {self.after}\r\n" if self.lines > 1 else ""
        path = f"/api/v1/brainstorms/{self.code}/stream?after={self.after}"
        transport.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{marked}\r\n".encode())
        self.back_at = time.perf_counter()

    def data_received(self, data: bytes) -> None:
        self._raw += data
        if self._in_head:
            head, blank, rest = self._raw.partition(b"\r\n\r\n")
            if not blank:
                return
            if not head.startswith(b"HTTP/1.1 200"):
                raise ConnectionError(head.decode())
            self._raw, self._in_head = rest, False
        while True:
            size, line_end, rest = self._raw.partition(b"\r\n")
            if not line_end or len(rest) < (length := int(size, 16)) + 2:
                break
            self._text += rest[:length]
            self._raw = rest[length + 2 :]
        whole, end, self._text = self._text.rpartition(b"\n\n")
        if end and (found := NUMBER.findall(whole)):
            self.numbers.extend(map(int, found))
            self.after = int(found[-1])
            self.arrivals.append((time.perf_counter(), len(self.numbers)))

    def connection_lost(self, error: Exception | None) -> None:
        """The server is gone: like a browser, ask again until one answers."""
        if self._transport is not None:
            self._transport = None
            self._coming_back = asyncio.ensure_future(self.connect())

    def cut(self) -> None:
        """As when a phone leaves the network: what was on its way is gone."""
        if (transport := self._transport) is not None:
            self._transport = None
            transport.abort()


class Sender:
    """One kept-alive connection on which commands are sent, one after the other."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def post(self, path: str, key: str, body: bytes) -> tuple[int, bytes]:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", answer)[1])  # type: ignore[index]
        return int(answer[9:12]), await self._reader.readexactly(length)

    def close(self) -> None:
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None
