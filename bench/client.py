"""A client that costs little: one kept-alive connection a thread, requests as bytes."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    head: bytes
    body: bytes
    seconds: float

    def json(self) -> Any:
        return json.loads(self.body)

    def cookie(self, name: str) -> str:
        for line in self.head.split(b"\r\n"):
            if line.lower().startswith(b"set-cookie: " + name.encode() + b"="):
                return line.split(b"=", 1)[1].split(b";")[0].decode()
        raise KeyError(name)


class Connection:
    def __init__(self, port: int, headers: dict[str, str] | None = None) -> None:
        self.port = port
        self.headers = {"Host": f"127.0.0.1:{port}", "User-Agent": "bench", "Accept-Language": "th"} | (headers or {})
        self.socket = self._open()

    def _open(self) -> socket.socket:
        sock = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        named = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
        whole = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
        begun = time.perf_counter()
        self.socket.sendall(whole)
        return self._read(begun)

    def get(self, path: str, **headers: str) -> Reply:
        return self.request("GET", path, **headers)

    def post_json(self, path: str, what: Any, **headers: str) -> Reply:
        return self.request("POST", path, json.dumps(what).encode(), Content_Type="application/json", **headers)

    def _read(self, begun: float) -> Reply:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._receive()
        head, _, body = got.partition(b"\r\n\r\n")
        lower = head.lower()
        if b"content-length: " in lower:
            length = int(lower.split(b"content-length: ")[1].split(b"\r\n")[0])
            while len(body) < length:
                body += self._receive()
        elif b"transfer-encoding: chunked" in lower:
            while not body.endswith(b"0\r\n\r\n"):
                body += self._receive()
            body = unchunked(body)
        return Reply(int(head[9:12]), head, body, time.perf_counter() - begun)

    def _receive(self) -> bytes:
        got = self.socket.recv(262_144)
        if not got:
            raise ConnectionError("the server hung up")
        return got

    def close(self) -> None:
        self.socket.close()


def unchunked(body: bytes) -> bytes:
    parts = []
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size, 16)
        parts.append(rest[:length])
        body = rest[length + 2 :]
    return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of clients got through."""

    replies: list[Reply]
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.replies) / self.seconds

    def ms(self, percent: int) -> float:
        return percentile([reply.seconds for reply in self.replies], percent) * 1000

    @property
    def longest_ms(self) -> float:
        return max(reply.seconds for reply in self.replies) * 1000

    def count(self, status: int) -> int:
        return sum(reply.status == status for reply in self.replies)


def percentile(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def at_once(jobs: Iterable[Callable[[], list[Reply]]]) -> Load:
    """Each job in a thread of its own, all begun together."""
    listed = list(jobs)
    found: list[list[Reply]] = [[] for _ in listed]
    faults: list[BaseException] = []
    gate = threading.Barrier(len(listed) + 1)

    def run(number: int) -> None:
        gate.wait()
        try:
            found[number] = listed[number]()
        except Exception as fault:  # noqa: BLE001 - told again by who waits
            faults.append(fault)

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(listed))]
    for thread in threads:
        thread.start()
    gate.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    if faults:
        raise faults[0]
    return Load([reply for replies in found for reply in replies], seconds)
