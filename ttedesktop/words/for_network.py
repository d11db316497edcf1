"""The words for what may be the matter with time-stamps, proof and the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.errors import errors, network_errors
from ttedesktop.language import mark
from ttedesktop.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING_LEFT: Final = mark("Tidak ada berkas yang dibuat atau diubah.")
LATER: Final = mark(
    "Atau tanda tangani sekarang dan lengkapi nanti, tanpa memasukkan PIN lagi."
)
AGAIN: Final = mark("Coba lagi beberapa saat kemudian.")
CHECK_NETWORK: Final = mark("Periksa sambungan jaringan dan setelan proksi.")
CHECK_ADDRESS: Final = mark("Periksa alamatnya di Setelan > Cap waktu.")

_FORBIDDEN: Final[Mapping[str, str]] = {
    "scheme": mark(
        "“{host}” bukan alamat http atau https. Alamat lain tidak pernah dihubungi."
    ),
    "malformed": mark("“{host}” bukan alamat yang dapat dihubungi."),
    "local": mark(
        "“{host}” berada di jaringan sendiri. Supaya dokumen tidak dapat menyuruh "
        "komputer ini mengetuk pintu di kantor, alamat demikian hanya dihubungi bila "
        "administrator mengizinkannya."
    ),
    "redirected": mark(
        "Layanan mengalihkan ke “{host}”, yang tidak disebut oleh sertifikat atau "
        "setelan."
    ),
    "unprotected": mark(
        "Kata sandi untuk “{host}” akan terkirim tanpa penyandian, sehingga dapat "
        "dibaca siapa pun di perjalanan."
    ),
}
_UNREACHABLE: Final[Mapping[str, str]] = {
    "name": mark("Nama “{host}” tidak dikenal di jaringan ini."),
    "refused": mark("“{host}” terhubung, tetapi tidak melayani di alamat itu."),
    "no_way": mark("Tidak ada jalan ke “{host}”."),
}
_WRONG: Final[Mapping[str, str]] = {
    "nonce": mark("Jawaban “{host}” bukan untuk pertanyaan ini."),
    "imprint": mark("Cap waktu dari “{host}” dibuat untuk isi yang lain."),
    "signature": mark("Tanda tangan pada cap waktu dari “{host}” tidak benar."),
    "expired": mark("Sertifikat cap waktu “{host}” sudah tidak berlaku."),
    "untrusted": mark(
        "Cap waktu dari “{host}” ditandatangani otoritas yang tidak dipercaya di "
        "komputer ini."
    ),
    "revoked": mark("Sertifikat cap waktu “{host}” sudah dicabut."),
    "too_large": mark(
        "Cap waktu dari “{host}” lebih besar dari ruang yang disisihkan untuknya."
    ),
}


def _forbidden(error: errors.TteError) -> str:
    return _FORBIDDEN.get(str(error.facts()["reason"]), _FORBIDDEN["malformed"])


def _unreachable(error: errors.TteError) -> str:
    return _UNREACHABLE.get(str(error.facts()["reason"]), _UNREACHABLE["no_way"])


def _wrong(error: errors.TteError) -> str:
    return _WRONG.get(str(error.facts()["reason"]), _WRONG["signature"])


NETWORK_WORDS: Final[Mapping[type[errors.TteError], Wording]] = {
    network_errors.NetworkTrouble: Wording(
        heading=mark("Layanan tidak dapat dihubungi"),
        outcome=NOTHING_LEFT,
        cause=mark("Tidak ada jawaban yang berguna dari “{host}”."),
        steps=(CHECK_NETWORK, LATER),
    ),
    network_errors.AddressForbidden: Wording(
        heading=mark("Alamat ini tidak dihubungi"),
        outcome=NOTHING_LEFT,
        cause=_FORBIDDEN["scheme"],
        steps=(
            CHECK_ADDRESS,
            mark("Mintalah administrator mengizinkan alamat itu bila memang benar."),
        ),
        choose_cause=_forbidden,
    ),
    network_errors.HostUnreachable: Wording(
        heading=mark("Layanan tidak dapat dihubungi"),
        outcome=NOTHING_LEFT,
        cause=_UNREACHABLE["no_way"],
        steps=(CHECK_NETWORK, CHECK_ADDRESS, LATER),
        choose_cause=_unreachable,
    ),
    network_errors.HostTooSlow: Wording(
        heading=mark("Layanan terlalu lama menjawab"),
        outcome=NOTHING_LEFT,
        cause=mark("“{host}” belum selesai menjawab setelah {seconds} detik."),
        steps=(AGAIN, LATER),
    ),
    network_errors.HostNotTrusted: Wording(
        heading=mark("Layanan tidak dapat membuktikan dirinya"),
        outcome=NOTHING_LEFT,
        cause=mark(
            "Sertifikat “{host}” tidak dikenal, tidak cocok, atau sudah tidak berlaku."
        ),
        steps=(
            mark("Periksa tanggal dan jam komputer."),
            mark(
                "Bila kantor memakai otoritas sendiri, tambahkan sertifikatnya di "
                "Setelan > Cap waktu."
            ),
        ),
    ),
    network_errors.ProxyRefused: Wording(
        heading=mark("Proksi tidak meneruskan permintaan"),
        outcome=NOTHING_LEFT,
        cause=mark("Proksi “{host}” menolak (kode {status})."),
        steps=(
            mark("Periksa nama dan kata sandi proksi di Setelan > Cap waktu."),
            LATER,
        ),
    ),
    network_errors.AnswerRefused: Wording(
        heading=mark("Layanan menolak permintaan"),
        outcome=NOTHING_LEFT,
        cause=mark("“{host}” menolak (kode {status})."),
        steps=(AGAIN, CHECK_ADDRESS, LATER),
    ),
    network_errors.AnswerCutOff: Wording(
        heading=mark("Jawaban terputus"),
        outcome=NOTHING_LEFT,
        cause=mark("Sambungan ke “{host}” putus sebelum jawabannya utuh."),
        steps=(AGAIN, LATER),
    ),
    network_errors.AnswerTooLarge: Wording(
        heading=mark("Jawaban terlalu besar"),
        outcome=NOTHING_LEFT,
        cause=mark(
            "“{host}” mengirim lebih dari {limit} bita. Jawaban yang wajar tidak "
            "sebesar itu."
        ),
        steps=(CHECK_ADDRESS, LATER),
    ),
    network_errors.AnswerNotUnderstood: Wording(
        heading=mark("Jawaban tidak dipahami"),
        outcome=NOTHING_LEFT,
        cause=mark("Jawaban “{host}” bukan jenis yang diminta."),
        steps=(CHECK_ADDRESS, LATER),
    ),
    network_errors.NoTimeStampAuthority: Wording(
        heading=mark("Belum ada otoritas cap waktu"),
        outcome=NOTHING_LEFT,
        cause=mark("Tingkat {level} memerlukan cap waktu, dan alamatnya belum diatur."),
        steps=(
            mark("Isi alamat otoritas cap waktu di Setelan > Cap waktu."),
            mark("Atau pilih tingkat tanpa cap waktu (B-B)."),
        ),
    ),
    network_errors.TimeStampRefused: Wording(
        heading=mark("Cap waktu tidak diberikan"),
        outcome=NOTHING_LEFT,
        cause=mark("“{host}” menolak memberi cap waktu: {reason}"),
        steps=(AGAIN, CHECK_ADDRESS, LATER),
    ),
    network_errors.TimeStampWrong: Wording(
        heading=mark("Cap waktu tidak dapat dipakai"),
        outcome=NOTHING_LEFT,
        cause=_WRONG["signature"],
        steps=(CHECK_ADDRESS, LATER),
        choose_cause=_wrong,
    ),
    network_errors.ProofMissing: Wording(
        heading=mark("Bukti pencabutan belum dapat diperoleh"),
        outcome=NOTHING_LEFT,
        cause=mark(
            "Tidak ada yang dapat memastikan bahwa sertifikat “{name}” belum dicabut."
        ),
        steps=(
            CHECK_NETWORK,
            mark("Tanpa jaringan: impor daftar pencabutan (CRL) lebih dahulu."),
            LATER,
        ),
    ),
    network_errors.CertificateWasRevoked: Wording(
        heading=mark("Sertifikat sudah dicabut"),
        outcome=NOTHING_LEFT,
        cause=mark("Sertifikat “{name}” dicabut penerbitnya sejak {since}."),
        steps=(mark("Hubungi penerbit sertifikat untuk memperoleh yang baru."),),
    ),
    network_errors.TooLateToKeep: Wording(
        heading=mark("Sudah terlambat untuk diperpanjang"),
        outcome=NOTHING_LEFT,
        cause=mark(
            "Bukti pada “{name}” sudah tidak berlaku, sehingga cap waktu baru tidak "
            "lagi membuktikan apa pun."
        ),
        steps=(
            mark("Simpan dokumen ini bersama laporan pemeriksaannya."),
            mark("Mintalah penanda tangan menandatangani lagi bila masih diperlukan."),
        ),
    ),
}
