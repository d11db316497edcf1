"""A real Secret Service on a bus of its own, with a keyring that nobody else sees."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import secretstorage
from keyring.backends.SecretService import Keyring as SecretServiceKeyring

if TYPE_CHECKING:
    from collections.abc import Generator

    from ttedesktop.settings.entries import Keyring

ROOT = Path(__file__).parents[2]
BUS_NAME = "org.freedesktop.secrets"
PASSWORD = b"pengujian"
"""Of the throw-away keyring. An empty one would make no collection."""

# Without service folders: a daemon that is ended is not started again by the bus.
_BUS = """<busconfig><type>session</type><listen>unix:path={socket}</listen>
<auth>EXTERNAL</auth><policy context="default"><allow send_destination="*"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@dataclass
class SecretService:
    """The daemon, a child of this process, and what its clients must know."""

    environment: dict[str, str]
    daemon: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return self.environment["DBUS_SESSION_BUS_ADDRESS"]

    @property
    def secrets(self) -> bytes:
        """What lies on the disk."""
        folder = Path(self.environment["XDG_DATA_HOME"]) / "keyrings"
        return b"".join(path.read_bytes() for path in folder.iterdir())

    def run(self, *arguments: str, **environment: str) -> str:
        """Run this Python with the service around it; return what it prints."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env={**self.environment, **environment},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextmanager
    def start(self, *arguments: str) -> Generator[subprocess.Popen[str]]:
        """Start this Python with the service around it; yield it, then kill it."""
        child = subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with child:
            try:
                yield child
            finally:
                child.kill()

    @contextmanager
    def collection(self) -> Generator[Any]:
        """Yield the keyring as another program sees it."""
        with closing(secretstorage.dbus_init()) as connection:
            yield secretstorage.get_default_collection(connection)

    def backend(self) -> Keyring:
        return SecretServiceKeyring()

    def lock(self) -> None:
        with self.collection() as collection:
            collection.lock()

    def clear(self) -> None:
        with self.collection() as collection:
            for item in collection.get_all_items():
                item.delete()

    def names(self) -> list[str]:
        """Return the names of all entries of all programs."""
        with self.collection() as collection:
            items = list(collection.get_all_items())
            return sorted(item.get_attributes()["service"] for item in items)

    def kill(self) -> None:
        self.daemon.kill()
        self.daemon.wait()

    @property
    def is_alive(self) -> bool:
        return self.daemon.poll() is None

    def restart(self) -> None:
        self.daemon = _started_daemon(self.environment)

    def stop_answering(self) -> None:
        self.daemon.send_signal(signal.SIGSTOP)


@contextmanager
def running_bus(folder: Path) -> Generator[dict[str, str]]:
    """Start a bus with ``folder`` as its home, and end it again.

    Yields the environment of those who use it, with the address.
    """
    environment = _environment(folder)
    configuration = folder / "bus.xml"
    configuration.write_text(_BUS.format(socket=folder / "bus"))
    bus = subprocess.Popen(
        [_program("dbus-daemon"), f"--config-file={configuration}", "--nofork",
         "--print-address"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with bus:
        try:
            assert bus.stdout is not None
            address = bus.stdout.readline().decode().strip()
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            yield environment
        finally:
            bus.kill()


@contextmanager
def running_secret_service(folder: Path) -> Generator[SecretService]:
    """Start bus and daemon with ``folder`` as their home, and end them again.

    The program must use ``environment``; this process must have its address.
    """
    with running_bus(folder) as environment:
        service = SecretService(environment, _started_daemon(environment))
        try:
            yield service
        finally:
            service.kill()


def _started_daemon(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    daemon = subprocess.Popen(
        [_program("gnome-keyring-daemon"), "--foreground", "--unlock",
         "--components=secrets"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert daemon.stdin is not None
    daemon.stdin.write(PASSWORD)
    # The password ends where the input ends; a newline would belong to it.
    daemon.stdin.close()
    subprocess.run(
        [_program("gdbus"), "wait", "--session", "--timeout=30", BUS_NAME],
        env=environment,
        check=True,
    )
    return daemon


def _environment(folder: Path) -> dict[str, str]:
    homes = {
        "HOME": folder / "home",
        "XDG_RUNTIME_DIR": folder / "runtime",
        "XDG_DATA_HOME": folder / "data",
        "XDG_CONFIG_HOME": folder / "configuration",
        "XDG_CACHE_HOME": folder / "cache",
    }
    for home in homes.values():
        home.mkdir(mode=0o700)
    foreign = {"DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return {**kept, **{name: str(home) for name, home in homes.items()}}


def _program(name: str) -> str:
    path = shutil.which(name)
    assert path is not None, f"{name} is not installed"
    return path
