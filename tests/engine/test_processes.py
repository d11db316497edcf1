"""Children answer one after another, and whatever they do the parent goes on."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from ttedesktop.channel import Channel, Message
from ttedesktop.errors.document_errors import NotAPdf
from ttedesktop.processes import Child, ChildFailed, ChildStopped, ChildTimedOut, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def child() -> Iterator[Child]:
    started = Child("renderer")
    yield started
    started.end()


def open_letter(child: Child, *, deadline: float | None = 20) -> Message:
    return child.ask(
        "open", papers.letter(), deadline=deadline, name="a.pdf", key="a", password=""
    )


def through_a_pipe(raw: bytes) -> Channel:
    return Channel(io.BytesIO(raw), io.BytesIO())


def test_message_arrives_as_it_was_sent() -> None:
    out = io.BytesIO()
    sent = Message({"verb": "uji", "nama": "Wikrama Ādi"}, (b"", b"\x00isi", b"x" * 99))

    Channel(io.BytesIO(), out).send(sent)

    assert through_a_pipe(out.getvalue()).receive() == sent


@pytest.mark.parametrize(
    "raw",
    [
        struct.pack(">I", 0xFFFFFFFF),
        struct.pack(">I", 2) + b"[]",
        struct.pack(">I", 3) + b"{,}",
        struct.pack(">I", 14) + json.dumps({"parts": [-1]}).encode(),
    ],
    ids=["too long", "no object", "no JSON", "negative part"],
)
def test_nonsense_is_no_message(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        through_a_pipe(raw).receive()


@pytest.mark.parametrize("raw", [b"", b"\x00\x00", struct.pack(">I", 10) + b"{"])
def test_end_in_the_middle_is_told(raw: bytes) -> None:
    with pytest.raises(EOFError):
        through_a_pipe(raw).receive()


def test_fact_told_by_the_child_is_raised_in_the_parent(child: Child) -> None:
    with pytest.raises(NotAPdf) as told:
        child.ask("open", b"surat", deadline=20, name="surat.pdf", key="a", password="")

    assert told.value.name == "surat.pdf"
    assert child.is_alive


def test_defect_of_one_request_does_not_end_the_child(child: Child) -> None:
    with pytest.raises(ChildFailed):
        child.ask("no such verb", deadline=20)

    assert len(open_letter(child).header["pages"]) == 2


def test_child_that_does_not_answer_in_time_is_ended(child: Child) -> None:
    content = papers.without_end()
    child.ask("open", content, deadline=20, name="a.pdf", key="b", password="")

    with pytest.raises(ChildTimedOut):
        child.ask("drawing", deadline=0.3, key="b", name="a.pdf", page=0, scale=1)

    assert not child.is_alive


def test_child_that_dies_while_it_is_asked_is_told(child: Child) -> None:
    content = papers.without_end()
    child.ask("open", content, deadline=20, name="a.pdf", key="b", password="")

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(
            child.ask, "drawing", deadline=None, key="b", name="a.pdf", page=0, scale=1
        )
        os.kill(child.pid, signal.SIGTERM)

        with pytest.raises(ChildStopped):
            asked.result()


def test_child_may_be_ended_from_another_thread_and_asked_afterwards(
    child: Child,
) -> None:
    ending = threading.Thread(target=child.end)
    ending.start()
    ending.join()

    with pytest.raises(ChildStopped):
        open_letter(child)


def test_several_threads_may_end_a_child_that_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ttedesktop.processes.command_line", lambda *_: ["true"])
    with ThreadPoolExecutor(4) as pool:
        for _ in range(100):
            child = Child("renderer")
            asked = [
                pool.submit(child.ask, "forget", deadline=20, key="") for _ in range(2)
            ]
            ended = [pool.submit(child.end) for _ in range(2)]

            assert [type(one.exception()) for one in asked] == [ChildStopped] * 2
            assert [one.result() for one in ended] == [None] * 2


def test_worker_begins_anew_until_it_is_closed() -> None:
    worker = Worker("renderer")
    first = worker.child()
    assert worker.child() is first

    worker.end()
    second = worker.child()
    open_letter(second)
    worker.close()

    assert (first.is_alive, second.is_alive) == (False, False)
    with pytest.raises(ChildStopped):
        worker.child()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing can be stopped there")
def test_child_that_was_killed_is_not_asked_again_while_it_dies() -> None:
    worker = Worker("renderer")
    first = worker.child()

    first.kill()
    second = worker.child()

    assert second is not first
    assert open_letter(second).header["pages"]
    worker.close()


def test_closing_does_not_wait_for_what_is_under_way() -> None:
    worker = Worker("renderer")
    child = worker.child()
    # Stopped by the system, it would never answer.
    os.kill(child.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(open_letter, child, deadline=None)

        worker.close()

        with pytest.raises(ChildStopped):
            asked.result()


def test_answers_go_to_those_who_asked(child: Child) -> None:
    open_letter(child)

    def first_words(page: int) -> str:
        answer = child.ask("text", deadline=20, key="a", name="a.pdf", page=page)
        return str(answer.header["characters"]).splitlines()[0]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(first_words, [0, 1] * 20))

    assert answers == ["Halaman 1", "Halaman 2"] * 20


PARENT = """
from ttedesktop.processes import Child
child = Child("renderer")
child.ask("forget", deadline=60, key="")
print(child.pid, flush=True)
input()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="waits as only Linux can")
def test_child_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))

        parent.kill()

        ended, _, _ = select.select([child], [], [], 30)
        os.close(child)
    assert ended == [child]
