"""How a child of `serve.py` ends with its parent."""

import os
import signal
import threading
import time

GRACE = 3  # seconds that open answers get when the house closes


def on_leash() -> None:
    """End when the parent ends: it alone holds the other end of our standard input, and never writes to it."""

    def wait() -> None:
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE + 0.5)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, name="leash", daemon=True).start()
