"""``make keyrings``: a thousand faults, in stand-ins and in a real Secret Service.

Ends with status 1 if a setting was lost or a wrong one given, and says with which seed.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time

from tests.keyrings.hunt import hunt
from tests.keyrings.keeping import Tally
from tests.keyrings.real import hunt_in_real_service
from tests.keyrings.standins import MacKeychain, WindowsVault


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    # Every fault is logged by the program, as it should be.
    logging.disable()
    begun = time.perf_counter()
    real = options.faults // 10 if sys.platform == "linux" else 0
    windows = (options.faults - real) // 2
    whole = Tally()
    whole.add(hunt(WindowsVault, windows, seed=options.seed))
    whole.add(hunt(MacKeychain, options.faults - real - windows, seed=options.seed))
    if real:
        whole.add(hunt_in_real_service(real, seed=options.seed))
    for one in (*whole.broken, whole.told()):
        sys.stdout.write(f"{one}\n")
    sys.stdout.write(f"{time.perf_counter() - begun:.0f} s\n")
    sys.exit(bool(whole.broken))


if __name__ == "__main__":
    main()
