"""Answers that took long, kept as long as the graph stays as it is, for whoever asks the same next."""

from __future__ import annotations

import time
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.types import Message, Send

from app import metrics

WORTH_S = 0.2
MOST_BYTES = 32 * 1024 * 1024
# Of one: a page of the longest lists has less, and a few exports would push out everything else.
LONGEST_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """As the routes gave it."""

    start: Message
    body: bytes


class KeptAnswers:
    """Of one process, what was asked for longest ago dropped first. For use in the event loop alone.

    A key says what was asked and in which state of the graph: what nobody asks for in a later state is
    pushed out in time.
    """

    def __init__(self) -> None:
        self._answers: LRUCache[str, Answer] = LRUCache(MOST_BYTES, getsizeof=lambda one: len(one.body))

    async def given(self, key: str, send: Send) -> bool:
        """Sends the answer and says so, where it is kept."""
        found = self._answers.get(key)
        if found is None:
            return False
        metrics.KEPT_ANSWERS.inc()
        await send({**found.start, "headers": list(found.start["headers"])})
        await send({"type": "http.response.body", "body": found.body})
        return True

    def keeping(self, key: str, send: Send) -> Send:
        """Sends on, and keeps what is sent where it was long in coming, a success and not too large."""
        asked = time.monotonic()
        start: Message | None = None
        body = bytearray()

        async def sent(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                worth = message["status"] == 200 and time.monotonic() - asked >= WORTH_S
                # As it is now: what lies further out adds to the headers of this one request.
                start = {**message, "headers": list(message["headers"])} if worth else None
            elif start is not None:
                body.extend(message.get("body", b""))
                if len(body) > LONGEST_BYTES:
                    start = None
                    body.clear()
                elif not message.get("more_body", False):
                    self._answers[key] = Answer(start, bytes(body))
            await send(message)

        return sent
