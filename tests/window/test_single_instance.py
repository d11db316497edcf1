"""What one start of the program hands to another, and what is not taken."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent

from ui.program.file_requests import FileRequests
from ui.program.instance_server import InstanceServer
from ui.program.single_instance import (
    LARGEST_MESSAGE,
    MOST_FILES,
    RECEIVED,
    Begin,
    Handover,
    Place,
    begin,
    claim,
    pack,
    unpack,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A meeting place of these tests alone."""
    folder = tmp_path_factory.mktemp("r")
    folder.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        yield Place()


@pytest.fixture
def server(qapp: QApplication, place: Place) -> Iterator[InstanceServer]:
    mine = claim(place)
    assert mine is not None
    with mine:
        made = InstanceServer(qapp)
        assert made.listen(place)
        yield made
        made.close()
        made.deleteLater()


def calls(place: Place, sent: bytes) -> socket.socket:
    """Send bytes to the meeting place, as anything on this machine may."""
    made = socket.socket(socket.AF_UNIX)
    made.connect(place.server)
    made.settimeout(0)
    made.sendall(sent)
    return made


def answer_to(caller: socket.socket, qtbot: QtBot) -> bytes:
    """Return what came back before the line was cut."""
    came: list[bytes] = []

    def is_over() -> bool:
        try:
            came.append(caller.recv(100))
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        return not came[-1]

    qtbot.waitUntil(is_over, timeout=20_000)
    caller.close()
    return b"".join(came)


def ended(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is not None


def framed(message: bytes) -> bytes:
    return len(message).to_bytes(4, "big") + message


def test_a_second_start_hands_its_files_over_and_ends(
    server: InstanceServer, qtbot: QtBot
) -> None:
    taken: list[Handover] = []
    server.handed_over.connect(taken.append)
    many = [b"/surat/Keputusan & lampiran.pdf", b"nisbi.pdf", b"/b\xff.pdf"]
    expected = ["/surat/Keputusan & lampiran.pdf", "/nisbi.pdf", "/b\udcff.pdf"]
    none: tuple[list[bytes], list[str]] = ([], [])
    for files, meant in ((many, expected), none):
        second = subprocess.Popen(
            [os.fsencode(sys.executable), b"-P", b"-m", b"ui", *files],
            cwd="/",
            env={**os.environ, "XDG_ACTIVATION_TOKEN": "token-7"},
        )
        wait = partial(ended, second)
        qtbot.waitUntil(wait, timeout=30_000)

        assert second.returncode == 0
        assert taken.pop() == Handover(tuple(map(Path, meant)), "token-7")


def test_more_files_than_a_message_holds_come_in_several() -> None:
    files = tuple(Path(f"/surat/{number}.pdf") for number in range(45))
    long = tuple(Path(f"/{'é' * 3000}/{number}.pdf") for number in range(9))

    for given in (files, long):
        messages = pack(Handover(given))
        assert all(len(one) <= LARGEST_MESSAGE for one in messages)
        told = [unpack(one).files for one in messages]
        assert tuple(one for part in told for one in part) == given


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"[",
        b"\xff\xfe",
        b"[" * 30_000,
        b"[]",
        b'"/a.pdf"',
        b'{"files": "/a.pdf", "token": ""}',
        b'{"files": ["/a.pdf"]}',
        b'{"files": ["/a.pdf"], "token": 7}',
        b'{"files": ["/a.pdf", 3], "token": ""}',
        b'{"files": [["/a.pdf"]], "token": ""}',
        b'{"files": ["a.pdf"], "token": ""}',
        b'{"files": ["/a\\u0000.pdf"], "token": ""}',
        b'{"files": ["/a.pdf"], "token": "a\\nb"}',
        json.dumps({"files": ["/a.pdf"], "token": "x" * 600}).encode(),
        json.dumps({"files": ["/a"] * (MOST_FILES + 1), "token": ""}).encode(),
    ],
)
def test_what_is_no_message_is_refused(message: bytes) -> None:
    with pytest.raises(ValueError, match="no "):
        unpack(message)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        (LARGEST_MESSAGE + 1).to_bytes(4, "big"),
        framed(b"[1,2]"),
        b"\x00",
    ],
)
def test_a_stranger_at_the_socket_is_cut_off_and_the_next_one_is_heard(
    server: InstanceServer,
    place: Place,
    qtbot: QtBot,
    sent: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("CRITICAL")
    taken: list[Handover] = []
    server.handed_over.connect(taken.append)
    wished = Handover((Path("/a.pdf"),))

    stranger = calls(place, sent)
    caller = calls(place, framed(pack(wished)[0]))

    assert answer_to(caller, qtbot) == RECEIVED
    assert answer_to(stranger, qtbot) == b""
    assert taken == [wished]


def test_a_socket_that_a_killed_program_left_is_no_hindrance(
    qapp: QApplication, place: Place
) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(place.server)
    assert Path(place.server).is_socket()

    begun = begin([Path("/a.pdf")])

    assert begun.claim is not None
    with begun.claim:
        server = InstanceServer(qapp)
        assert server.listen(place)
        assert Path(place.server).stat().st_mode & 0o077 == 0
        server.close()
        server.deleteLater()


def test_where_nobody_answers_a_window_is_opened_all_the_same(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.program.single_instance._PATIENCE", 0.3)
    mine = claim(place)
    assert mine is not None
    with mine, socket.socket(socket.AF_UNIX) as hung:
        hung.bind(place.server)
        hung.listen()

        assert begin([Path("/a.pdf")]) == Begin()


def test_a_folder_that_others_can_write_to_is_no_meeting_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    tmp_path.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / f"ttedesktop-{os.getuid()}").mkdir(mode=0o755)

    assert begin([]) == Begin()


def test_two_displays_are_two_sessions(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    assert Place().server != place.server


def test_a_file_that_the_desktop_asks_for_is_told(qapp: QApplication) -> None:
    requests = FileRequests()
    asked: list[str] = []
    requests.asked_for.connect(asked.append)
    qapp.installEventFilter(requests)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent("/surat/a.pdf"))
    qapp.removeEventFilter(requests)

    assert asked == ["/surat/a.pdf"]
