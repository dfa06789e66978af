"""Meetings taken out of the graph: one module a format, each a pure function of meetings."""
