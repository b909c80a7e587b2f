"""Say plainly when the interpreter is too old for the book."""

import sys

if sys.version_info < (3, 11):
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(f"Python 3.11 or newer is needed, this is {found}; run: make PYTHON=python3.12")
