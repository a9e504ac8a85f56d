"""Write what happened as lines; a request that was refused, whatever it held, is one of them."""

import copy
import logging


class Line(logging.Formatter):
    """Leave out where in the code a wrong request was refused: the fault is not there."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line for an answer from 400 to 499, otherwise what Python writes."""
        if not 400 <= getattr(record, "status_code", 0) < 500:
            return super().format(record)
        # Other handlers get the record too, and with all of it.
        record = copy.copy(record)
        record.exc_info = record.exc_text = record.stack_info = None
        return " ".join(super().format(record).split())
