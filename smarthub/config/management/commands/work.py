"""The worker: runs the tasks that pages have enqueued, and enqueues each second what the table of due things says."""

import logging
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from smarthub.config.leash import on_leash
from smarthub.kit import clock, heartbeat
from smarthub.kit.due import run_due

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run the background worker (`./hub run` starts one by itself)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--leash", action="store_true", help="end when standard input closes")

    def handle(self, *args: Any, leash: bool, **options: Any) -> None:
        if leash:
            on_leash()
        # Its start and stop are no news; a task that failed is.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        logging.getLogger("django_tasks").setLevel(logging.ERROR)
        stopping = threading.Event()
        threading.Thread(target=look_at_the_clock, args=[stopping], name="due", daemon=True).start()
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        try:
            worker.run()
        finally:
            stopping.set()
            heartbeat.stop()


def look_at_the_clock(stopping: threading.Event) -> None:
    """Each second: a fault of one round (a lost database, say) is written down and the next round tries again."""
    while not stopping.wait(1):
        close_old_connections()
        try:
            run_due(clock.now())
            if not stopping.is_set():
                heartbeat.beat()
        except Exception:
            log.exception("what is due could not be enqueued")
