"""Log lines of the service: one record a line for machines, or plain words, and never a secret in them."""

from __future__ import annotations

import json
import logging
from typing import Any, Literal

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from app import request_ids, tracing

LogFormat = Literal["text", "json"]
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
HIDDEN = "***"
SHORTEST_SECRET = 6  # a shorter one would take words out of every line

_secrets: set[str] = set()


def hide(secret: str) -> None:
    """From here on it is in no line, whoever writes it."""
    if len(secret) >= SHORTEST_SECRET:
        _secrets.update((secret, json.dumps(secret)[1:-1]))


def _without_secrets(line: str) -> str:
    for secret in _secrets:
        line = line.replace(secret, HIDDEN)
    return line


class TextLines(logging.Formatter):
    """For people; a trace takes several lines."""

    def __init__(self) -> None:
        super().__init__(TEXT)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        request_id = request_ids.current.get()
        return _without_secrets(f"{line} [{request_id}]" if request_id else line)


class JsonLines(JsonFormatter):
    """One object a line: `time`, `level`, `logger`, `message`, and what else is known."""

    def __init__(self) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "exception"},
            rename_fields_keep_missing=False,
            reserved_attrs=[*RESERVED_ATTRS, "color_message"],  # uvicorn's, for terminals
            timestamp="time",
            json_ensure_ascii=False,
        )

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """With the request that the record belongs to."""
        super().add_fields(log_data, record, message_dict)
        for name, value in (("request_id", request_ids.current.get()), ("trace_id", tracing.trace_id())):
            if value:
                log_data[name] = value

    def format(self, record: logging.LogRecord) -> str:
        return _without_secrets(super().format(record))


def set_up(level: str, log_format: LogFormat) -> None:
    """Log to standard error in place of what was set before; a worker process calls this too."""
    use(level, JsonLines() if log_format == "json" else TextLines())


def use(level: str, formatter: logging.Formatter) -> None:
    """Log to standard error with that formatter."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Each of the driver's retries is a warning; what comes of them is told by us.
    logging.getLogger("neo4j").setLevel(logging.ERROR)
    # They name whole addresses, and a feed's address may hold a key.
    for chatty in ("httpx", "httpcore"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
