"""How a child of `serve.py` ends with its parent."""

import os
import signal
import threading
import time

GO = b"g"
GRACE = 3  # seconds that open answers get when the house closes


def word_to_go() -> bool:
    """Wait for the parent's word that the database is ready; False when the parent has gone instead."""
    return os.read(0, 1) == GO


def on_leash() -> None:
    """End when the parent ends: it alone holds the other end of our standard input, and writes no more than `GO` to it."""

    def wait() -> None:
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE + 0.5)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, name="leash", daemon=True).start()
