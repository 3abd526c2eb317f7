"""Work that comes round again, without a scheduler: one small table, asked by the worker each second."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from smarthub.kit.models import Due


def run_due(now: datetime) -> int:
    """Enqueue what is due; how many. Any number of workers may ask at once: the guarded update lets one win each."""
    every: dict[str, timedelta] = settings.DUE
    known = {due.task: due for due in Due.objects.all()}
    for task in every.keys() - known.keys():
        known[task] = Due.objects.get_or_create(task=task, defaults={"next_at": now})[0]
    done = 0
    for task, interval in every.items():
        due = known[task]
        if due.next_at > now:
            continue
        if Due.objects.filter(pk=due.pk, next_at=due.next_at).update(next_at=now + interval):
            import_string(task).enqueue()
            done += 1
    return done
