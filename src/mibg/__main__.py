"""``python -m mibg`` is ``mibg``."""

import sys

from mibg.cli import main

if __name__ == "__main__":
    sys.exit(main())
