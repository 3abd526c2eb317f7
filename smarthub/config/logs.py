"""What is not worth an alarm in the log."""

import logging


class Quiet(logging.Filter):
    """Two things that are no faults of the program, so that a traceback in the log always means one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "django.security.DisallowedHost":
            # Strangers try names all day; somebody who forgot SMARTHUB_URL needs the sentence, not the stack.
            record.exc_info = record.exc_text = None
        # "Not ready yet" is the answer that whoever asked wanted; it is not an error.
        is_readyz = getattr(getattr(record, "request", None), "path", "") == "/readyz"
        return not (is_readyz and getattr(record, "status_code", 0) == 503)
