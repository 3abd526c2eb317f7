"""The line between a phone and a house, which a story can cut."""

import socket
import threading
from contextlib import suppress

from tests.postgres import free_port


class Line:
    """Carries what comes to its port to the house's. When it is cut, whoever calls is refused: the browser's own "offline"
    lets through what was sent as a page was left.
    """

    def __init__(self, house: int) -> None:
        self.port, self.house = free_port(), house
        self.lock = threading.Lock()
        self.mend()

    def mend(self) -> None:
        self.ends = [door := socket.create_server(("127.0.0.1", self.port))]
        threading.Thread(target=self.carry, args=[door], daemon=True).start()

    def cut(self) -> None:
        with self.lock:
            for end in self.ends:
                hang_up(end)
            self.ends.clear()

    def carry(self, door: socket.socket) -> None:
        while True:
            try:
                phone = door.accept()[0]
                house = socket.create_connection(("127.0.0.1", self.house))
            except ConnectionError:  # the house is down
                hang_up(phone)
                continue
            except OSError:
                return
            with self.lock:
                if not self.ends:
                    hang_up(phone)
                    hang_up(house)
                    return
                self.ends += [phone, house]
            for ends in ((phone, house), (house, phone)):
                threading.Thread(target=pump, args=ends, daemon=True).start()


def pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65_536):
            sink.sendall(piece)
    hang_up(source)
    hang_up(sink)


def hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for it
    end.close()
