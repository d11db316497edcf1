"""The services of an office's authorities, on loopback: time-stamps, OCSP, lists.

They are an HTTP server of the tests; what they answer is made with pyHanko and
cryptography. Each address may misbehave in a way of its own.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    serialize_key_and_certificates,
)
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID as Access
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.engine.validation.authorities import (
    NOW,
    YEAR,
    Authorities,
    Holder,
    certify,
)
from tests.tokens.key_files import PASSWORD
from tests.tokens.workshop import DOCUMENT_SIGNING
from ttedesktop.network.rules import NetworkRules, Proxy, ProxyKind

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

STAMPING: Final = ExtendedKeyUsageOID.TIME_STAMPING
HUGE: Final = 1 << 20
PATIENT: Final = NetworkRules(
    proxy=Proxy(ProxyKind.NONE), local_hosts=("127.0.0.1",), silence=30.0, whole=60.0
)
"""Rules of the tests: loopback is allowed, and a busy computer may take its time."""
QUICK: Final = replace(PATIENT, silence=1.0, whole=2.0)
"""Where a service keeps silent, or says little for long: nobody waits for that."""
_KEEPS_WAITING: Final = frozenset({"hangs", "drips"})


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    method: str
    path: str
    body: bytes = field(repr=False)
    headers: dict[str, str] = field(repr=False)


@dataclass
class Services:
    """A hierarchy and the server that speaks for it; may be changed at any time."""

    port: int
    authorities: Authorities
    revoked: dict[int, datetime] = field(default_factory=dict)
    """Serial numbers, and since when they are revoked."""
    moment: datetime | None = None
    """What the services take for the present; None: the true one."""
    ways: dict[str, str] = field(default_factory=dict)
    """How an address misbehaves: see ``_Handler``."""
    delay: float = 0.0
    """Seconds before a time-stamp is answered."""
    before_stamp: Callable[[], object] = lambda: None
    """Called before each time-stamp; whoever asks waits for it."""
    stampers: dict[str, Holder] = field(default_factory=dict)
    issued: list[Holder] = field(default_factory=list)
    """Time-stamp certificates of all times; responders know them for ever."""
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def tsa(self) -> str:
        return f"{self.base}/tsa"

    @property
    def rules(self) -> NetworkRules:
        """By which it is asked, as it behaves now."""
        return PATIENT if _KEEPS_WAITING.isdisjoint(self.ways.values()) else QUICK

    @property
    def now(self) -> datetime:
        return (self.moment or datetime.now(UTC)).replace(microsecond=0)

    def key_file(self, holder: Holder | None = None) -> bytes:
        """Return the .p12 of the official, with the authorities above."""
        owner = holder or self.authorities.official
        return serialize_key_and_certificates(
            b"Siti", owner.key, owner.certificate,
            [self.authorities.authority.certificate, self.authorities.root.certificate],
            BestAvailableEncryption(PASSWORD.encode()),
        )  # fmt: skip

    def new_stamper(self, begin: datetime, end: datetime, path: str = "/tsa") -> Holder:
        """Give a time-stamp address a certificate of that life."""
        made = certify(
            "Cap Waktu Uji", self.authorities.authority, purpose=STAMPING,
            begin=begin, end=end, more=services_of(self.base, "penerbit"),
        )  # fmt: skip
        self.stampers[path] = made
        self.issued.append(made)
        return made

    def official_of(self, begin: datetime, end: datetime) -> Holder:
        """Return another official, whose certificate has that life."""
        return certify(
            "SITI AMINAH", self.authorities.authority, purpose=DOCUMENT_SIGNING,
            begin=begin, end=end, more=services_of(self.base, "penerbit"),
        )  # fmt: skip

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    # --- what is answered

    def time_stamp(self, path: str, body: bytes) -> bytes:
        request: Any = tsp.TimeStampReq.load(body)
        way = self.ways.get(path, "")
        if way == "refuses":
            status: bytes = tsp.PKIStatusInfo(
                {"status": "rejection", "status_string": ["kuota habis"]}
            ).dump()
            return b"\x30" + bytes([len(status)]) + status
        if way == "wrong_nonce":
            request["nonce"] = 7
        if way == "wrong_hash":
            request["message_imprint"]["hashed_message"] = bytes(32)
        holder = self.stampers.get(path, self.authorities.stamper)
        stamper: Any = self.authorities.time_stamper(self.now, by=holder)
        answer = asyncio.run(stamper.async_request_tsa_response(request))
        if way == "wrong_signature":
            (info,) = answer["time_stamp_token"]["content"]["signer_infos"]
            info["signature"] = bytes(256)
        made: bytes = answer.dump(force=True)
        return made

    def ocsp(self, path: str, body: bytes) -> bytes:
        request = ocsp.load_der_ocsp_request(body)
        way = self.ways.get(path, "")
        known = self.authorities
        holders = (
            known.official,
            known.stamper,
            known.authority,
            *self.issued,
        )
        subject = next(
            one for one in holders
            if one.certificate.serial_number == request.serial_number
        )  # fmt: skip
        if way == "other":
            subject = known.stamper if subject is known.official else known.official
        is_ca = subject is known.authority
        issuer = known.root if is_ca else known.authority
        since = self.revoked.get(request.serial_number)
        answer = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=subject.certificate,
                issuer=issuer.certificate,
                algorithm=hashes.SHA1(),  # noqa: S303 - as RFC 6960 has it
                cert_status=ocsp.OCSPCertStatus.REVOKED
                if since
                else ocsp.OCSPCertStatus.GOOD,
                this_update=self._told_at(way),
                next_update=self._told_at(way) + timedelta(days=1),
                revocation_time=since,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
            .sign(self._key(issuer, way), hashes.SHA256())
        )
        return answer.public_bytes(Encoding.DER)

    def _told_at(self, way: str) -> datetime:
        """Return when an answer about revocation was made."""
        return self.now - timedelta(days=30) if way == "expired" else self.now

    def _key(self, issuer: Holder, way: str) -> Any:
        """Return the key that signs an answer, or that of somebody else."""
        is_wrong = way == "wrong_signature"
        return self.authorities.official.key if is_wrong else issuer.key

    def crl(self, issuer: Holder, way: str = "") -> bytes:
        if way == "other":
            known = self.authorities
            issuer = known.root if issuer is known.authority else known.authority
        revoked = x509.CertificateRevocationListBuilder().issuer_name(
            issuer.certificate.subject
        )
        for serial, since in self.revoked.items():
            revoked = revoked.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(since)
                .build()
            )
        told_at = self._told_at(way)
        revoked = revoked.last_update(told_at).next_update(told_at + timedelta(days=1))
        made = revoked.sign(self._key(issuer, way), hashes.SHA256())
        return made.public_bytes(Encoding.DER)


class _Handler(BaseHTTPRequestHandler):
    """Answers, or: hangs, drips, 500, cut_off, huge, garbage, redirects."""

    services: Services
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        del format, args

    def _answer(self) -> None:
        services = self.services
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size)
        path = self.path.removeprefix(services.base)
        services.asked.append(Asked(self.command, path, body, dict(self.headers)))
        way = services.ways.get(path, "")
        if way in _WAYS:
            _WAYS[way](self)
            return
        if path.startswith("/tsa"):
            services.over.wait(services.delay)
            services.before_stamp()
            self.say(services.time_stamp(path, body))
        elif path.startswith("/ocsp"):
            self.say(services.ocsp(path, body))
        else:
            self.say(self._file(path))

    def _file(self, path: str) -> bytes:
        known, way = self.services.authorities, self.services.ways.get(path, "")
        match path:
            case "/penerbit.crl":
                return self.services.crl(known.authority, way)
            case "/induk.crl":
                return self.services.crl(known.root, way)
            case "/penerbit.crt":
                return known.authority.der
            case _:
                return known.root.der

    def say(self, content: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        # Whoever asked may have been killed since.
        with suppress(OSError):
            self.end_headers()
            self.wfile.write(content)

    def hang(self) -> None:
        self.services.over.wait(30)
        self.close_connection = True

    def drip(self) -> None:
        """Say a byte a moment, so that it is never silent for long."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _turn in range(100):
            if self.services.over.wait(0.1):
                break
            try:
                self.wfile.write(b"0")
                self.wfile.flush()
            except OSError:
                break
        self.close_connection = True

    def cut_off(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"0" * 10)
        self.close_connection = True

    def huge(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        piece = b"%x\r\n%s\r\n" % (HUGE, bytes(HUGE))
        for _turn in range(40):
            try:
                self.wfile.write(piece)
            except OSError:
                break
        self.close_connection = True


_WAYS: Final[dict[str, Any]] = {
    "hangs": _Handler.hang,
    "drips": _Handler.drip,
    "500": lambda handler: handler.say(b"", 500),
    "cut_off": _Handler.cut_off,
    "huge": _Handler.huge,
    "garbage": lambda handler: handler.say(b"<html>Selamat datang</html>"),
    "redirects": lambda handler: handler.say(
        b"", 302, Location="http://169.254.169.254/latest/"
    ),
    "redirects_here": lambda handler: handler.say(b"", 301, Location="/penerbit.crt"),
}


def services_of(base: str, issuer: str) -> tuple[x509.ExtensionType, ...]:
    """Return the extensions that say where an issuer's services are."""
    places = (
        (Access.CA_ISSUERS, f"{base}/{issuer}.crt"),
        (Access.OCSP, f"{base}/ocsp/{issuer}"),
    )
    point = x509.DistributionPoint(
        [x509.UniformResourceIdentifier(f"{base}/{issuer}.crl")], None, None, None
    )
    return (
        x509.AuthorityInformationAccess(
            x509.AccessDescription(method, x509.UniformResourceIdentifier(address))
            for method, address in places
        ),
        x509.CRLDistributionPoints([point]),
    )


@contextmanager
def running_services() -> Generator[Services]:
    """Yield services that run until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    port = server.server_address[1]
    base = f"http://127.0.0.1:{port}"
    root = certify("Induk Layanan", begin=NOW - 8 * YEAR, end=NOW + 12 * YEAR)
    authority = certify(
        "Penerbit Layanan", root, begin=NOW - 4 * YEAR, end=NOW + 11 * YEAR,
        more=services_of(base, "induk"),
    )  # fmt: skip
    more = services_of(base, "penerbit")
    services = Services(
        int(port),
        Authorities(
            root,
            authority,
            certify("SITI AMINAH", authority, purpose=DOCUMENT_SIGNING, more=more),
            certify("Cap Waktu Uji", authority, purpose=STAMPING, more=more),
        ),
    )

    class Handler(_Handler):
        pass

    Handler.services = services
    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever, name="services")
    thread.start()
    try:
        yield services
    finally:
        services.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
