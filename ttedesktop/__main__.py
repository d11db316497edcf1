"""Starts the command line, or, with ``--worker``, one of the child processes."""

from __future__ import annotations

import sys

from ttedesktop.no_other_client import keep_out_other_client
from ttedesktop.workers import become_worker


def main() -> None:
    """Be what the arguments ask for."""
    keep_out_other_client()
    if become_worker(sys.argv[1:]):
        return
    # The command line is imported only where it is needed: a child starts sooner.
    from ttedesktop import cli

    cli.main()


if __name__ == "__main__":
    main()
