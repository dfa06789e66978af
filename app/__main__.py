"""The way into the program: `chancery` and `python -m app`.

Every worker process imports this again, so it is light until it is called.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from app.cli import main as run

    run()


if __name__ == "__main__":
    main()
