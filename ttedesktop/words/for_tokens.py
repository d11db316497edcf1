"""The words for what may be the matter with a token, its driver or its certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.errors import errors, policy_errors, token_errors
from ttedesktop.language import mark
from ttedesktop.words.for_documents import NOT_SIGNED
from ttedesktop.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN_NOT_USABLE: Final = mark("Token belum dapat dipakai.")
WAIT_UNTIL_READY: Final = mark("Tunggu sampai tertulis Token siap.")
ASK_KEEPER: Final = mark("Hubungi pengelola token di kantor Anda.")
SIGN_AGAIN: Final = mark("Tanda tangani sekali lagi. PIN akan ditanyakan kembali.")
CHOOSE_OTHER_FILE: Final = mark("Pilih berkas .p12 atau .pfx yang lain.")
ASK_ISSUER_FOR_FILE: Final = mark(
    "Mintalah berkas yang baru kepada penerbit sertifikat Anda."
)

_UNUSABLE_MODULE: Final = {
    "not_a_library": mark("“{path}” bukan pustaka yang dapat dimuat komputer ini."),
    "wrong_machine": mark(
        "“{path}” dibuat untuk jenis komputer lain (misalnya 32-bit), sedangkan "
        "program ini 64-bit."
    ),
    "no_pkcs11": mark("“{path}” bukan driver token (tidak ada antarmuka PKCS#11)."),
    "load_failed": mark(
        "“{path}” tidak dapat dimuat. Biasanya bagian lain dari driver belum terpasang."
    ),
}

_UNREADABLE_KEY_FILE: Final = {
    "missing": mark(
        "“{path}” tidak ditemukan. Mungkin sudah dipindahkan, diganti namanya, atau "
        "drive-nya tidak terhubung."
    ),
    "forbidden": mark("Komputer ini tidak memberi Anda izin membaca “{path}”."),
    "too_large": mark("“{path}” terlalu besar untuk sebuah berkas sertifikat."),
    "not_pkcs12": mark("“{path}” bukan berkas .p12 atau .pfx yang utuh."),
    "unsupported": mark(
        "“{path}” memakai enkripsi atau susunan yang tidak dapat dibuka program ini. "
        "Biasanya berkasnya sudah lama."
    ),
    "no_key": mark("“{path}” hanya memuat sertifikat, tanpa kuncinya."),
    "no_certificate": mark(
        "“{path}” memuat kunci, tetapi tidak memuat sertifikat penanda tangan yang "
        "cocok dengan kunci itu."
    ),
    "takes_too_long": mark(
        "Membuka “{path}” menuntut waktu yang tidak wajar, sehingga dihentikan. Berkas "
        "biasa tidak demikian."
    ),
}


def _unreadable_key_file(error: errors.TteError) -> str:
    reason = str(error.facts().get("reason", ""))
    return _UNREADABLE_KEY_FILE.get(reason, _UNREADABLE_KEY_FILE["unsupported"])


def _unusable_module(error: errors.TteError) -> str:
    reason = str(error.facts().get("reason", ""))
    return _UNUSABLE_MODULE.get(reason, _UNUSABLE_MODULE["load_failed"])


def _incorrect_pin(error: errors.TteError) -> str:
    facts = error.facts()
    match facts.get("tries_left"):
        case None if facts.get("wrong_so_far") not in {None, 1}:
            return mark(
                "Token menolak PIN itu. PIN sudah {wrong_so_far} kali salah; token "
                "tidak memberi tahu sisanya, dan banyak token terkunci setelah tiga "
                "kali."
            )
        case None:
            return mark(
                "Token menolak PIN itu dan tidak memberi tahu sisa percobaan. "
                "Hati-hati."
            )
        case 1:
            return mark(
                "Token menolak PIN itu. Tinggal satu percobaan; jika salah sekali "
                "lagi, token terkunci."
            )
        case _:
            return mark("Token menolak PIN itu. Sisa percobaan: {tries_left}.")


def _missing_token(error: errors.TteError) -> str:
    if error.facts().get("label"):
        return mark("Token berlabel “{label}” tidak terpasang di komputer ini.")
    return mark("Tidak ada token yang terpasang di komputer ini.")


def _missing_certificate(error: errors.TteError) -> str:
    if error.facts().get("fingerprint"):
        return mark(
            "Token ini tidak memuat sertifikat dengan sidik jari {fingerprint}."
        )
    return mark("Token ini tidak memuat sertifikat yang dapat menandatangani.")


def _missing_module(error: errors.TteError) -> str:
    if error.facts().get("path"):
        return mark("Tidak ada driver token di “{path}”.")
    return mark("Komputer ini belum mempunyai driver untuk token apa pun.")


def _module_not_allowed(error: errors.TteError) -> str:
    if error.facts().get("path"):
        return mark(
            "Administrator sudah menentukan driver untuk komputer ini, dan “{path}” "
            "tidak termasuk."
        )
    return mark(
        "Administrator sudah menentukan driver untuk komputer ini; yang lain tidak "
        "dapat ditambahkan."
    )


_POLICY: Final = {
    "unreadable": mark("“{path}” tidak dapat dibaca dari akun ini."),
    "not_protected": mark("“{path}” dapat diubah oleh selain administrator."),
    "not_understood": mark("Isi “{path}” tidak dipahami."),
}


def _unreadable_policy(error: errors.TteError) -> str:
    facts = error.facts()
    reason = str(facts.get("reason", ""))
    if reason == "not_understood" and facts.get("entry"):
        return mark("“{entry}” di “{path}” tidak dipahami.")
    return _POLICY.get(reason, _POLICY["not_understood"])


TOKEN_WORDS: Final[Mapping[type[errors.TteError], Wording]] = {
    policy_errors.PolicyUnreadable: Wording(
        heading=mark("Aturan administrator tidak dapat diandalkan"),
        outcome=TOKEN_NOT_USABLE,
        cause="",
        choose_cause=_unreadable_policy,
        steps=(mark("Minta administrator komputer ini memperbaiki berkas itu."),),
    ),
    policy_errors.ModuleNotAllowed: Wording(
        heading=mark("Driver ini tidak diizinkan"),
        outcome=TOKEN_NOT_USABLE,
        cause="",
        choose_cause=_module_not_allowed,
        steps=(mark("Hubungi administrator komputer ini."),),
    ),
    policy_errors.AnchorNotAllowed: Wording(
        heading=mark("Sertifikat induk tidak dapat ditambahkan"),
        cause=mark(
            "Administrator sudah menentukan sertifikat mana yang dipercaya di komputer "
            "ini."
        ),
        steps=(mark("Hubungi administrator komputer ini."),),
    ),
    token_errors.ModuleMissing: Wording(
        heading=mark("Driver token belum ada"),
        outcome=TOKEN_NOT_USABLE,
        cause="",
        choose_cause=_missing_module,
        steps=(
            mark("Pasang driver (PKCS#11) yang disertakan bersama token."),
            mark("Bila sudah terpasang, pilih berkasnya di Setelan, Token dan driver."),
        ),
    ),
    token_errors.ModuleUnusable: Wording(
        heading=mark("Driver token tidak dapat dipakai"),
        outcome=TOKEN_NOT_USABLE,
        cause="",
        choose_cause=_unusable_module,
        steps=(mark("Pasang driver 64-bit terbaru dari pembuat token."), ASK_KEEPER),
    ),
    token_errors.TokenMissing: Wording(
        heading=mark("Token belum dipasang"),
        outcome=NOT_SIGNED,
        cause="",
        choose_cause=_missing_token,
        steps=(
            mark("Pasang token ke porta USB."),
            WAIT_UNTIL_READY,
            mark("Tekan Tanda tangani sekali lagi."),
        ),
    ),
    token_errors.TokenAmbiguous: Wording(
        heading=mark("Ada beberapa token"),
        outcome=NOT_SIGNED,
        cause=mark("Token yang terpasang: {labels}. Program ini tidak menebak."),
        steps=(mark("Pilih salah satu, atau lepas yang tidak dipakai."),),
    ),
    token_errors.CertificateMissing: Wording(
        heading=mark("Sertifikat tidak ditemukan di token"),
        outcome=NOT_SIGNED,
        cause="",
        choose_cause=_missing_certificate,
        steps=(mark("Periksa apakah token ini milik Anda."), ASK_KEEPER),
    ),
    token_errors.CertificateAmbiguous: Wording(
        heading=mark("Ada beberapa sertifikat"),
        outcome=NOT_SIGNED,
        cause=mark("Lebih dari satu sertifikat dapat dipakai: {names}."),
        steps=(mark("Pilih sertifikat yang akan dipakai."),),
    ),
    token_errors.CertificateExpired: Wording(
        heading=mark("Sertifikat sudah kedaluwarsa"),
        outcome=NOT_SIGNED,
        cause=mark("Sertifikat {signer} hanya berlaku sampai {not_after}."),
        steps=(mark("Mintalah perpanjangan sertifikat kepada penerbitnya."),),
    ),
    token_errors.CertificateNotYetValid: Wording(
        heading=mark("Sertifikat belum berlaku"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Sertifikat {signer} baru berlaku mulai {not_before}, atau jam komputer "
            "ini salah."
        ),
        steps=(mark("Periksa tanggal dan jam komputer."), ASK_KEEPER),
    ),
    token_errors.CertificateNotForSigning: Wording(
        heading=mark("Sertifikat ini bukan untuk tanda tangan"),
        outcome=NOT_SIGNED,
        cause=mark("Sertifikat {signer} diterbitkan untuk kegunaan lain."),
        steps=(mark("Pilih sertifikat lain."), ASK_KEEPER),
    ),
    token_errors.PinIncorrect: Wording(
        heading=mark("PIN salah"),
        outcome=NOT_SIGNED,
        cause="",
        choose_cause=_incorrect_pin,
        steps=(
            mark("Periksa Caps Lock dan Num Lock, lalu coba lagi."),
            mark("Bila ragu, berhenti dahulu dan tanyakan kepada pengelola token."),
        ),
    ),
    token_errors.PinLocked: Wording(
        heading=mark("PIN terkunci"),
        outcome=NOT_SIGNED,
        cause=mark(
            "PIN salah terlalu sering dimasukkan, sehingga token mengunci dirinya."
        ),
        steps=(
            ASK_KEEPER,
            mark("Hanya pengelola token yang dapat membukanya dengan PUK."),
        ),
    ),
    token_errors.PinWrongLength: Wording(
        heading=mark("Panjang PIN tidak sesuai"),
        outcome=NOT_SIGNED,
        cause=mark(
            "PIN token ini {shortest} sampai {longest} karakter. PIN tadi tidak "
            "dikirim ke token."
        ),
        steps=(mark("Ketik PIN sekali lagi."),),
    ),
    token_errors.PinMustBeChanged: Wording(
        heading=mark("PIN harus diganti dahulu"),
        outcome=NOT_SIGNED,
        cause=mark("Token ini meminta PIN baru sebelum dapat dipakai."),
        steps=(
            mark("Buka Token, lalu tekan Ganti PIN."),
            mark("Bila tidak berhasil, pakai program dari pembuat token."),
            mark("Lalu tanda tangani sekali lagi."),
        ),
    ),
    token_errors.NewPinRefused: Wording(
        heading=mark("PIN baru tidak diterima"),
        outcome=mark("PIN lama tetap berlaku."),
        cause=mark(
            "Token ini menolak PIN baru itu. Biasanya terlalu mudah ditebak, sama "
            "dengan yang lama, atau memakai karakter yang tidak diperbolehkan."
        ),
        steps=(mark("Pilih PIN lain, misalnya hanya angka dan tidak berurutan."),),
    ),
    token_errors.PinNeededAgain: Wording(
        heading=mark("Token meminta PIN untuk setiap tanda tangan"),
        outcome=NOT_SIGNED,
        cause=mark("Kunci pada token ini menuntut PIN kembali setiap kali dipakai."),
        steps=(SIGN_AGAIN,),
    ),
    token_errors.TokenRemoved: Wording(
        heading=mark("Token dilepas sebelum selesai"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Hubungan dengan token terputus ketika tanda tangan dibuat. Biasanya token "
            "tersenggol atau porta USB longgar."
        ),
        steps=(
            mark(
                "Pasang kembali token, sebaiknya di porta USB langsung pada komputer."
            ),
            WAIT_UNTIL_READY,
            SIGN_AGAIN,
        ),
    ),
    token_errors.TokenStoppedAnswering: Wording(
        heading=mark("Token berhenti menjawab"),
        outcome=NOT_SIGNED,
        cause=mark("Driver token tidak menjawab atau berhenti sendiri."),
        steps=(
            mark("Lepas token, tunggu sebentar, lalu pasang kembali."),
            WAIT_UNTIL_READY,
            SIGN_AGAIN,
        ),
    ),
    token_errors.TokenRefused: Wording(
        heading=mark("Token menolak permintaan"),
        outcome=NOT_SIGNED,
        cause=mark("Token menjawab dengan penolakan yang tidak dijelaskannya."),
        steps=(
            mark("Lepas dan pasang kembali token, lalu coba sekali lagi."),
            mark("Bila terulang, salin rincian teknis untuk pengelola token."),
        ),
    ),
    token_errors.TokenCannotSign: Wording(
        heading=mark("Kunci pada token tidak dapat menandatangani"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Token atau kuncinya tidak menyediakan cara tanda tangan yang diterima."
        ),
        steps=(mark("Pilih sertifikat lain pada token."), ASK_KEEPER),
    ),
    token_errors.KeyFileUnreadable: Wording(
        heading=mark("Berkas sertifikat (.p12) tidak dapat dipakai"),
        outcome=NOT_SIGNED,
        cause="",
        choose_cause=_unreadable_key_file,
        steps=(CHOOSE_OTHER_FILE, ASK_ISSUER_FOR_FILE),
    ),
    token_errors.KeyFilePasswordWrong: Wording(
        heading=mark("Kata sandi berkas sertifikat salah"),
        outcome=NOT_SIGNED,
        cause=mark("Kata sandi itu tidak membuka “{path}”."),
        steps=(
            mark("Periksa Caps Lock dan ketik lagi."),
            mark("Bila kata sandinya pasti benar, mungkin berkasnya rusak."),
            ASK_ISSUER_FOR_FILE,
        ),
    ),
    token_errors.KeyFileCertificateMissing: Wording(
        heading=mark("Sertifikat tidak ditemukan di berkas itu"),
        outcome=NOT_SIGNED,
        cause=mark("“{path}” tidak memuat sertifikat dengan sidik jari {fingerprint}."),
        steps=(mark("Periksa sidik jari sertifikatnya."), CHOOSE_OTHER_FILE),
    ),
    token_errors.KeyFileCannotSign: Wording(
        heading=mark("Kunci di berkas tidak dapat menandatangani"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Kunci di “{path}” terlalu lemah (RSA di bawah 2048 bit), atau jenisnya "
            "tidak dipakai untuk tanda tangan."
        ),
        steps=(mark("Mintalah sertifikat baru kepada penerbitnya."),),
    ),
    token_errors.KeyFileClosed: Wording(
        heading=mark("Kunci di berkas sudah tertutup"),
        outcome=NOT_SIGNED,
        cause=mark("Proses yang memegang kunci dari “{path}” sudah berhenti."),
        steps=(
            mark(
                "Tanda tangani sekali lagi. Kata sandi berkas akan ditanyakan kembali."
            ),
            CHOOSE_OTHER_FILE,
        ),
    ),
}
