"""`python -m app` is `chancery`."""

from app.cli import main

if __name__ == "__main__":  # workers import this module again
    main()
