"""The PC/SC service with the virtual reader of vpcd, started for the tests."""

from __future__ import annotations

import fcntl
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.tokens.virtual_card import FIRST_SLOT

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

OPENSC: Final = next(
    (
        path
        for path in (
            "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
            "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
        )
        if Path(path).exists()
    ),
    "/usr/lib/opensc-pkcs11.so",
)
DRIVER: Final = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
CLIENTS_KNOCK_AT: Final = "/run/pcscd/pcscd.comm"
PATIENCE: Final = 20.0
"""Seconds; a bound, no measure."""


@dataclass(frozen=True, slots=True)
class CardReader:
    """The reader with its two slots, as the service sees it."""

    def wait_for_cards(self, count: int) -> None:
        """Return when the service has noticed that so many cards are inserted."""
        wait_until(lambda: _cards_seen() == count, f"{count} cards in the reader")


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Return when it is so; fail if it never is."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"waited in vain: {what}"
        threading.Event().wait(0.05)


@contextmanager
def card_reader(folder: Path) -> Generator[CardReader]:
    """Run the service until the block ends, or use the one that runs already."""
    with DRIVER.open("rb") as driver:
        # A computer has one such reader: other runs of the tests wait here for it.
        fcntl.flock(driver, fcntl.LOCK_EX)
        if _is_listening():
            yield CardReader()
            return
        log = folder / "pcscd.log"
        service = _start(log)
        try:
            wait_until(lambda: _is_ready(service, log), "the PC/SC service")
            yield CardReader()
        finally:
            _end(service)


def _start(log: Path) -> subprocess.Popen[bytes]:
    pcscd = shutil.which("pcscd", path="/usr/sbin:/sbin:/usr/local/sbin")
    assert pcscd is not None, "pcscd is not installed"
    with log.open("wb") as output:
        # It ends with these tests even if they are killed.
        return subprocess.Popen(
            ["/usr/bin/setpriv", "--pdeathsig", "TERM", pcscd, "--foreground"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )


def _is_ready(service: subprocess.Popen[bytes], log: Path) -> bool:
    assert service.poll() is None, f"pcscd ended: {log.read_text()}"
    return _is_listening() and _takes_clients()


def _end(service: subprocess.Popen[bytes]) -> None:
    service.terminate()
    try:
        service.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        service.kill()
        service.wait()


def _is_listening() -> bool:
    # To connect would put a card into the reader; to ask for its address does not.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", FIRST_SLOT))
        except OSError:
            return True
    return False


def _takes_clients() -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(CLIENTS_KNOCK_AT)
        except OSError:
            return False
    return True


def _cards_seen() -> int:
    table = subprocess.run(
        ["/usr/bin/opensc-tool", "--list-readers"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    # Number, whether there is a card, features and name of each reader.
    return sum(line.split()[1:2] == ["Yes"] for line in table.splitlines())
