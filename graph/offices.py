"""Titles of offices that are one office under several words."""

from __future__ import annotations

from graph.person_names import data


def usual_title(title: str) -> str:
    """The title under which an office is known here, whatever a country or a paper calls it."""
    titles: dict[str, str] = data()["office_titles"]
    return titles.get(title, title)
