"""``python -m dashboard`` is the same door as ``instroom``."""

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read once by numpy; on small matrices threads wait for each other

from dashboard import cli


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
