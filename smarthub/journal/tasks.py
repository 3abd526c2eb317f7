from django_tasks import task

from smarthub.journal import actions


@task()
def seal() -> None:
    """Seal what was written since the last time."""
    while actions.seal() == 1000:
        pass
