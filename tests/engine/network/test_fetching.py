"""Requests go where they may, for as long as they may, and take what they may."""

from __future__ import annotations

import logging
import ssl
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from typing_extensions import override

from tests.engine.validation.authorities import NOW, YEAR, Holder, certify, named
from tests.services import PATIENT, STAMPING, Services, running_services
from ttedesktop.errors.network_errors import (
    AddressForbidden,
    AnswerRefused,
    AnswerTooLarge,
    HostNotTrusted,
    HostUnreachable,
    ProxyRefused,
)
from ttedesktop.network.address import is_local, looks_local, parse
from ttedesktop.network.fetching import fetch
from ttedesktop.network.rules import Account, Proxy, ProxyKind, Question

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

LARGE = 1 << 20


@pytest.fixture(scope="module")
def services() -> Iterator[Services]:
    with running_services() as running:
        yield running


def question(address: str, **more: Any) -> Question:
    return Question(address, "certificate", more.pop("limit", LARGE), **more)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://contoh.go.id/daftar.crl", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("ldap://contoh.go.id/cn=CA", "scheme"),
        ("http://", "malformed"),
        ("http://a:b@contoh.go.id/", "malformed"),
        ("http://contoh.go.id:x/", "malformed"),
        ("http://contoh.go.id/a b\r\nX: y", "malformed"),
        ("http://127.0.0.1/", "local"),
        ("http://[::1]/", "local"),
        ("http://[::ffff:127.0.0.1]/", "local"),
        ("http://169.254.169.254/latest", "local"),
        ("http://10.0.0.8/tsa", "local"),
        ("http://0x7f000001/", "local"),
        ("http://localhost:631/", "local"),
    ],
)
def test_what_is_no_public_web_address_is_not_asked(address: str, reason: str) -> None:
    with pytest.raises(AddressForbidden) as told:
        fetch(question(address), replace(PATIENT, local_hosts=()))

    assert told.value.reason == reason


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "tsa", "kas.local", "::1"])
def test_names_that_tell_of_the_own_network_are_known(host: str) -> None:
    assert looks_local(host)


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("8.8.8.8", "public"),
        ("100.64.0.1", "local"),
        ("fe80::1%eth0", "local"),
        ("x", "local"),
    ],
)
def test_numbers_are_public_or_not(number: str, place: str) -> None:
    assert is_local(number) is (place == "local")


def test_redirection_stays_with_the_host(services: Services) -> None:
    services.ways["/pindah"] = "redirects_here"
    services.ways["/jauh"] = "redirects"

    found = fetch(question(f"{services.base}/pindah"), PATIENT)

    assert found == services.authorities.authority.der
    with pytest.raises(AddressForbidden) as told:
        fetch(question(f"{services.base}/jauh"), PATIENT)
    assert (told.value.host, told.value.reason) == ("169.254.169.254", "redirected")


def test_more_than_was_agreed_is_not_taken(services: Services) -> None:
    with pytest.raises(AnswerTooLarge):
        fetch(question(f"{services.base}/penerbit.crt", limit=10), PATIENT)


def test_nobody_there_is_told(services: Services) -> None:
    with pytest.raises(HostUnreachable) as told:
        fetch(question("http://127.0.0.1:9/"), PATIENT)
    assert told.value.reason == "refused"
    with pytest.raises(HostUnreachable) as told:
        fetch(question("http://tidak-ada.invalid/"), PATIENT)
    assert told.value.reason == "name"
    del services


def test_each_request_has_its_line_in_the_log(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "ttedesktop.network"):
        fetch(question(f"{services.base}/penerbit.crt"), PATIENT)
        with pytest.raises(HostUnreachable):
            fetch(question("http://127.0.0.1:9/x"), PATIENT)

    lines = [one.getMessage() for one in caplog.records]
    assert len(lines) == 2
    assert lines[0].startswith(f"certificate of {services.base}/penerbit.crt: answered")
    assert "host_unreachable" in lines[1]


def test_password_does_not_go_over_an_open_line() -> None:
    asked = question("http://tsa.contoh.example/", account=Account("dinas", "rahasia"))

    with pytest.raises(AddressForbidden) as told:
        fetch(asked, PATIENT)

    assert told.value.reason == "unprotected"
    assert "rahasia" not in repr(asked)


def test_account_is_told_to_the_service(services: Services) -> None:
    asked = question(f"{services.base}/penerbit.crt", account=Account("dinas", "r:h"))
    fetch(asked, PATIENT)

    assert services.asked[-1].headers["Authorization"] == "Basic ZGluYXM6cjpo"


class _ProxyHandler(BaseHTTPRequestHandler):
    """A proxy that wants a password and passes plain requests on to the services."""

    seen: list[str]
    wanted = "Basic a2FudG9yOnByb2tzaQ=="

    def do_GET(self) -> None:
        self.seen.append(self.path)
        if self.headers.get("Proxy-Authorization") != self.wanted:
            self.send_response(407)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def do_CONNECT(self) -> None:
        self.seen.append(self.path)
        self.send_response(407)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        del format, args


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    class Handler(_ProxyHandler):
        seen: list[str] = []  # noqa: RUF012 - of this very class

    with _serving(Handler) as port:
        yield f"127.0.0.1:{port}", Handler.seen


class _Server(ThreadingHTTPServer):
    """Closes the connection of whoever ends it before the greetings are done."""

    daemon_threads = True
    tls: ssl.SSLContext | None = None

    @override
    def get_request(self) -> tuple[socket.socket, Any]:
        plain, address = super().get_request()
        if self.tls is None:
            return plain, address
        try:
            return self.tls.wrap_socket(plain, server_side=True), address
        except OSError:
            plain.close()
            raise


class _serving:  # noqa: N801 - a context manager that reads as a verb
    def __init__(self, handler: type[BaseHTTPRequestHandler], tls: Any = None) -> None:
        self.server = _Server(("127.0.0.1", 0), handler)
        self.server.tls = tls
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> int:
        self.thread.start()
        return int(self.server.server_address[1])

    def __exit__(self, *told: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def test_requests_go_by_the_proxy_of_the_office(
    proxy: tuple[str, list[str]],
) -> None:
    address, seen = proxy
    account = Account("kantor", "proksi")
    rules = replace(PATIENT, proxy=Proxy(ProxyKind.MANUAL, address, account))

    assert fetch(question("http://crl.contoh.example/a.crl?b=1"), rules) == b"ok"
    assert seen == ["http://crl.contoh.example/a.crl?b=1"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_proxy_that_refuses_is_told(proxy: tuple[str, list[str]], scheme: str) -> None:
    rules = replace(PATIENT, proxy=Proxy(ProxyKind.MANUAL, proxy[0]))

    with pytest.raises(ProxyRefused) as told:
        fetch(question(f"{scheme}://tsa.contoh.example/"), rules)

    assert told.value.status == 407


def test_proxy_is_not_asked_for_what_lies_in_the_own_network(
    proxy: tuple[str, list[str]],
) -> None:
    rules = replace(PATIENT, proxy=Proxy(ProxyKind.MANUAL, proxy[0]), local_hosts=())

    with pytest.raises(AddressForbidden):
        fetch(question("http://localhost:631/"), rules)
    assert proxy[1] == []


def test_system_proxy_is_taken_from_the_environment(
    proxy: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://{proxy[0]}")
    rules = replace(PATIENT, proxy=Proxy(ProxyKind.SYSTEM))

    with pytest.raises(ProxyRefused):
        fetch(question("http://tsa.contoh.example/"), rules)


class _Secure(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"aman")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        del format, args


def _host_certificate(authority: Holder, folder: Path) -> ssl.SSLContext:
    holder = certify("tuan rumah", authority, purpose=STAMPING)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named("127.0.0.1"))
        .issuer_name(authority.certificate.subject)
        .public_key(holder.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - YEAR)
        .not_valid_after(NOW + YEAR)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(authority.key, hashes.SHA256())
    )
    path = folder / "tuan.pem"
    path.write_bytes(
        certificate.public_bytes(Encoding.PEM)
        + holder.key.private_bytes(
            Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_host_proves_itself_to_an_authority_of_the_office(tmp_path: Path) -> None:
    authority = certify("Otoritas Kantor")
    with _serving(_Secure, _host_certificate(authority, tmp_path)) as port:
        address = f"https://127.0.0.1:{port}/"
        with pytest.raises(HostNotTrusted):
            fetch(question(address), PATIENT)

        known = replace(PATIENT, authorities=(authority.der,))
        assert fetch(question(address), known) == b"aman"


def test_status_is_told(services: Services) -> None:
    services.ways["/rusak"] = "500"
    with pytest.raises(AnswerRefused) as told:
        fetch(question(f"{services.base}/rusak"), PATIENT)
    assert told.value.status == 500


def test_address_is_taken_apart() -> None:
    address = parse("HTTPS://TSA.Contoh.go.id:8443/a?b=c")
    assert (address.host, address.port, address.path) == (
        "tsa.contoh.go.id", 8443, "/a?b=c",
    )  # fmt: skip
    assert address.whole == "https://tsa.contoh.go.id:8443/a?b=c"
