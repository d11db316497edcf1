"""Starts the command line, or, with ``--worker``, one of the child processes."""

from __future__ import annotations

import sys

from ttedesktop.left_out import NEVER_USED, leave_out
from ttedesktop.loading import without_tidying
from ttedesktop.workers import become_worker


def main() -> None:
    """Be what the arguments ask for."""
    leave_out(*NEVER_USED)
    if become_worker(sys.argv[1:]):
        return
    # The command line is imported only where it is needed: a child starts sooner.
    with without_tidying():
        from ttedesktop import cli

    cli.main()


if __name__ == "__main__":
    main()
