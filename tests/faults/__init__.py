"""Processes killed while articles go in: `trial.run`, called by tests/test_faults.py and bench/faults.py."""
