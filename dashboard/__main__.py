"""``python -m dashboard`` is the same door as ``instroom``."""

import sys

from dashboard import cli


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
