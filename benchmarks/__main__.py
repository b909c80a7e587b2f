"""Run every benchmark: ``python -m benchmarks``."""

from benchmarks.build import main

if __name__ == "__main__":
    main()
