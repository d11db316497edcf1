"""The words for what may be the matter with a document, a place or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.errors import document_errors, errors, output_errors
from ttedesktop.language import mark
from ttedesktop.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_OPENED: Final = mark("Dokumen tidak dibuka. Berkasnya tidak berubah.")
NOT_SIGNED: Final = mark(
    "Dokumen belum ditandatangani. Berkas asli Anda tidak berubah."
)
ASK_SENDER: Final = mark("Mintalah berkas yang utuh kepada pengirimnya.")
SAVE_AGAIN: Final = mark(
    "Simpan ulang dokumen sebagai PDF dari program asalnya, lalu buka lagi."
)

DOCUMENT_WORDS: Final[Mapping[type[errors.TteError], Wording]] = {
    document_errors.FileMissing: Wording(
        heading=mark("Berkas tidak ditemukan"),
        outcome=NOT_OPENED,
        cause=mark(
            "“{name}” sudah dipindahkan, diganti namanya, atau dihapus, atau "
            "drive-nya tidak terhubung."
        ),
        steps=(mark("Cari berkasnya di folder lain, lalu buka lagi."),),
    ),
    document_errors.FileForbidden: Wording(
        heading=mark("Berkas tidak boleh dibaca"),
        outcome=NOT_OPENED,
        cause=mark("Komputer ini tidak memberi Anda izin membaca “{name}”."),
        steps=(
            mark("Salin berkas ke folder Dokumen Anda, lalu buka salinannya."),
            mark("Bila tetap gagal, hubungi pengelola komputer."),
        ),
    ),
    document_errors.DocumentEmpty: Wording(
        heading=mark("Berkas ini kosong"),
        outcome=NOT_OPENED,
        cause=mark(
            "“{name}” tidak berisi apa pun. Biasanya pengunduhan atau penyalinan "
            "terputus."
        ),
        steps=(mark("Unduh atau salin sekali lagi."), ASK_SENDER),
    ),
    document_errors.NotAPdf: Wording(
        heading=mark("Berkas ini bukan PDF"),
        outcome=NOT_OPENED,
        cause=mark("Isi “{name}” bukan dokumen PDF, meskipun namanya mungkin .pdf."),
        steps=(mark("Buka berkas itu dengan program asalnya dan simpan sebagai PDF."),),
    ),
    document_errors.DocumentDamaged: Wording(
        heading=mark("Dokumen ini rusak"),
        outcome=NOT_OPENED,
        cause=mark(
            "“{name}” terpotong atau rusak, sehingga halamannya tidak dapat dibaca."
        ),
        steps=(mark("Unduh atau salin sekali lagi."), ASK_SENDER),
    ),
    document_errors.DocumentTooLarge: Wording(
        heading=mark("Dokumen ini terlalu besar"),
        outcome=NOT_OPENED,
        cause=mark("“{name}” melebihi batas yang dapat dibuka ({limit})."),
        steps=(
            mark("Pecah dokumen menjadi beberapa berkas, lalu buka satu per satu."),
        ),
    ),
    document_errors.DocumentTakesTooLong: Wording(
        heading=mark("Dokumen ini tidak selesai diperiksa"),
        outcome=mark("Pemeriksaan dihentikan. Berkasnya tidak berubah."),
        cause=mark(
            "Isi “{name}” menuntut waktu atau memori yang tidak wajar. Dokumen biasa "
            "tidak demikian."
        ),
        steps=(
            mark("Jangan tanda tangani dokumen ini."),
            mark("Tanyakan asal dokumen kepada pengirimnya."),
        ),
    ),
    document_errors.PasswordNeeded: Wording(
        heading=mark("Dokumen ini terkunci kata sandi"),
        outcome=NOT_OPENED,
        cause=mark("“{name}” dienkripsi dan hanya terbuka dengan kata sandinya."),
        steps=(mark("Mintalah kata sandi kepada pembuat dokumen."),),
    ),
    document_errors.PasswordWrong: Wording(
        heading=mark("Kata sandi tidak cocok"),
        outcome=NOT_OPENED,
        cause=mark("Kata sandi itu tidak membuka “{name}”."),
        steps=(
            mark("Periksa Caps Lock dan ketik lagi."),
            mark("Mintalah kata sandi kepada pembuat dokumen."),
        ),
    ),
    document_errors.PageMissing: Wording(
        heading=mark("Halaman itu tidak ada"),
        outcome=NOT_SIGNED,
        cause=mark("“{name}” hanya mempunyai {pages} halaman, tanpa halaman {page}."),
        steps=(mark("Pilih halaman antara 1 dan {pages}."),),
    ),
    document_errors.PageUndrawable: Wording(
        heading=mark("Halaman {page} tidak dapat ditampilkan"),
        outcome=mark("Dokumen ini tidak dapat ditandatangani di sini."),
        cause=mark(
            "Halaman itu rusak, terlalu besar, atau terlalu berat untuk digambar. Yang "
            "tidak dapat dilihat tidak boleh ditandatangani."
        ),
        steps=(SAVE_AGAIN, ASK_SENDER),
    ),
    document_errors.AttachmentUnreadable: Wording(
        heading=mark("Lampiran ini tidak dapat dibuka"),
        outcome=mark("Tidak ada berkas yang disimpan. Dokumen Anda tidak berubah."),
        cause=mark(
            "Lampiran itu di dalam “{name}” rusak, atau lebih besar daripada {limit}."
        ),
        steps=(mark("Mintalah berkas lampirannya sendiri kepada pengirimnya."),),
    ),
    document_errors.DocumentRepaired: Wording(
        heading=mark("Susunan dokumen ini rusak"),
        outcome=NOT_SIGNED,
        cause=mark(
            "“{name}” harus diperbaiki dahulu agar dapat ditampilkan. Yang Anda lihat "
            "belum tentu sama dengan yang akan ditandatangani."
        ),
        steps=(SAVE_AGAIN, ASK_SENDER),
    ),
    document_errors.DocumentHasXfa: Wording(
        heading=mark("Formulir jenis ini tidak dapat ditandatangani"),
        outcome=NOT_SIGNED,
        cause=mark(
            "“{name}” adalah formulir XFA, yang tampilannya berubah-ubah menurut "
            "program pembacanya."
        ),
        steps=(
            mark("Cetak formulir ke PDF biasa dari program asalnya, lalu buka lagi."),
        ),
    ),
    document_errors.DocumentCertified: Wording(
        heading=mark("Dokumen ini dikunci oleh pembuatnya"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Pembuat “{name}” mengesahkannya tanpa izin perubahan apa pun. Tanda "
            "tangan tambahan akan merusak pengesahan itu."
        ),
        steps=(mark("Mintalah dokumen yang boleh ditambah tanda tangan."),),
    ),
    document_errors.CertificationNotFirst: Wording(
        heading=mark("Dokumen sudah ditandatangani"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Hanya tanda tangan pertama yang dapat mengunci dokumen, dan “{name}” "
            "sudah memiliki tanda tangan."
        ),
        steps=(mark("Tanda tangani tanpa penguncian dokumen."),),
    ),
    document_errors.SigningNotPermitted: Wording(
        heading=mark("Dokumen ini tidak mengizinkan tanda tangan"),
        outcome=NOT_SIGNED,
        cause=mark("Enkripsi “{name}” melarang penambahan tanda tangan."),
        steps=(mark("Mintalah kepada pembuatnya dokumen tanpa larangan itu."),),
    ),
    document_errors.ExistingSignatureBroken: Wording(
        heading=mark("Tanda tangan yang sudah ada tidak sah"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Tanda tangan “{field}” di dalam “{name}” tidak sah. Tanda tangan baru "
            "akan memberi kesan bahwa dokumen ini benar."
        ),
        steps=(
            mark("Periksa putusan pada dokumen ini."),
            mark("Mintalah dokumen yang benar kepada pengirimnya."),
        ),
    ),
    document_errors.SignerCannotReadDocument: Wording(
        heading=mark("Susunan dokumen ini tidak dapat ditandatangani"),
        outcome=NOT_SIGNED,
        cause=mark(
            "“{name}” dapat ditampilkan, tetapi susunannya menyimpang dari aturan PDF."
        ),
        steps=(SAVE_AGAIN, ASK_SENDER),
    ),
    document_errors.FormTooLarge: Wording(
        heading=mark("Formulir dalam dokumen ini terlalu besar"),
        outcome=NOT_SIGNED,
        cause=mark("“{name}” memuat lebih dari {limit} isian formulir."),
        steps=(mark("Ekspor ulang ke PDF tanpa isian formulir, lalu tanda tangani."),),
    ),
    document_errors.DocumentChangedOnDisk: Wording(
        heading=mark("Berkas berubah sejak Anda membukanya"),
        outcome=NOT_SIGNED,
        cause=mark(
            "“{name}” di komputer ini tidak lagi sama dengan yang Anda baca di jendela."
        ),
        steps=(mark("Buka lagi dokumennya, baca, lalu tanda tangani."),),
    ),
    document_errors.StampTooSmall: Wording(
        heading=mark("Kotak tanda tangan terlalu kecil"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Kotak {width} × {height} mm tidak memuat spesimen dengan tulisan yang "
            "terbaca."
        ),
        steps=(mark("Perbesar kotak, minimal {least_width} × {least_height} mm."),),
    ),
    document_errors.StampUndrawable: Wording(
        heading=mark("Spesimen tidak dapat digambar"),
        outcome=NOT_SIGNED,
        cause=mark("Bagian program yang menggambar tanda tangan terlihat berhenti."),
        steps=(
            mark("Coba sekali lagi."),
            mark("Bila terulang, pilih spesimen atau gambar lain di Pengaturan."),
        ),
    ),
    document_errors.PictureUnreadable: Wording(
        heading=mark("Gambar itu tidak dapat dipakai"),
        cause=mark(
            "Berkas “{name}” bukan gambar PNG, JPEG, atau SVG yang dapat dibaca, atau "
            "terlalu besar."
        ),
        steps=(
            mark("Pilih berkas lain, paling besar 20 MB."),
            mark("Bila perlu, simpan ulang gambarnya sebagai PNG."),
        ),
    ),
    output_errors.FolderReadOnly: Wording(
        heading=mark("Hasil tidak dapat disimpan di folder itu"),
        outcome=NOT_SIGNED,
        cause=mark("Folder “{folder}” tidak boleh ditulisi."),
        steps=(
            mark("Pilih folder lain untuk hasil, misalnya Dokumen."),
            mark("Tanda tangani sekali lagi. PIN akan ditanyakan kembali."),
        ),
    ),
    output_errors.FolderMissing: Wording(
        heading=mark("Folder untuk hasil tidak ditemukan"),
        outcome=NOT_SIGNED,
        cause=mark("“{folder}” tidak ada, atau bukan folder."),
        steps=(
            mark("Buat folder itu, atau pilih folder lain untuk hasil."),
            mark("Tanda tangani sekali lagi. PIN akan ditanyakan kembali."),
        ),
    ),
    output_errors.DiskFull: Wording(
        heading=mark("Tempat penyimpanan penuh"),
        outcome=NOT_SIGNED,
        cause=mark("Tidak ada ruang lagi untuk hasil di “{folder}”."),
        steps=(
            mark("Hapus atau pindahkan berkas yang tidak diperlukan."),
            mark("Tanda tangani sekali lagi. PIN akan ditanyakan kembali."),
        ),
    ),
    output_errors.OutputNotWritten: Wording(
        heading=mark("Hasil tidak dapat disimpan"),
        outcome=NOT_SIGNED,
        cause=mark("Sistem menolak menulis ke “{folder}”."),
        steps=(
            mark("Pilih folder lain untuk hasil, misalnya Dokumen."),
            mark("Tanda tangani sekali lagi. PIN akan ditanyakan kembali."),
        ),
    ),
    output_errors.OutputNotVerified: Wording(
        heading=mark("Hasil tanda tangan tidak lolos pemeriksaan"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Setiap hasil dibaca kembali dan diperiksa. Yang ini tidak sah, sehingga "
            "dibuang."
        ),
        steps=(
            mark("Coba sekali lagi."),
            mark("Bila terulang, salin rincian teknis untuk pengelola."),
        ),
    ),
    output_errors.ReportNotWritten: Wording(
        heading=mark("Berkas tidak dapat disimpan"),
        outcome=mark("Dokumen Anda tidak berubah."),
        cause=mark("“{name}” tidak dapat ditulis ke folder itu."),
        steps=(mark("Pilih folder atau nama lain."),),
    ),
    output_errors.TrustFileUnreadable: Wording(
        heading=mark("Berkas dari penerbit tidak terbaca"),
        outcome=mark("Tidak ada yang ditambahkan."),
        cause=mark("“{name}” tidak berisi sertifikat atau daftar pencabutan."),
        steps=(mark("Pilih berkas .pem, .crt, .cer, atau .crl dari penerbitnya."),),
    ),
    output_errors.TrustFolderNotWritten: Wording(
        heading=mark("Data penerbit tidak dapat disimpan"),
        outcome=mark("Daftar pencabutan dan sertifikat tetap seperti semula."),
        cause=mark("Folder “{folder}” tidak dapat ditulis."),
        steps=(mark("Periksa izin dan ruang kosong pada folder itu."),),
    ),
    output_errors.SettingsUnavailable: Wording(
        heading=mark("Setelan tidak dapat disimpan"),
        outcome=mark("Program memakai setelan bawaan sampai ditutup."),
        cause=mark(
            "Penyimpan rahasia sistem (keyring) terkunci, tidak ada, atau tidak "
            "menjawab."
        ),
        steps=(mark("Buka kunci keyring sistem, lalu buka lagi program ini."),),
    ),
    output_errors.SettingsDamaged: Wording(
        heading=mark("Setelan yang tersimpan rusak"),
        outcome=mark("Program memakai setelan bawaan."),
        cause=mark("Isi keyring sistem tidak sama dengan yang pernah disimpan."),
        steps=(mark("Atur kembali setelan Anda; yang rusak akan diganti."),),
    ),
    output_errors.SettingsTooLarge: Wording(
        heading=mark("Setelan terlalu banyak untuk disimpan"),
        outcome=mark("Perubahan terakhir berlaku sampai program ditutup."),
        cause=mark("Semua setelan bersama-sama melebihi yang muat di keyring sistem."),
        steps=(mark("Kurangi sertifikat tepercaya atau driver tambahan."),),
    ),
    output_errors.DemonstrationUnavailable: Wording(
        heading=mark("Peragaan tidak dapat disiapkan"),
        outcome=mark("Tidak ada yang dibuat."),
        cause=mark("Bagian yang diperlukan belum terpasang: {missing}."),
        steps=(mark("Pasang bagian itu, lalu jalankan lagi."),),
    ),
    document_errors.PrintingNotPermitted: Wording(
        heading=mark("Dokumen ini tidak boleh dicetak"),
        outcome=mark("Tidak ada yang dicetak. Berkasnya tidak berubah."),
        cause=mark("Pembuat “{name}” mengenkripsinya dengan larangan mencetak."),
        steps=(mark("Mintalah kepada pembuatnya dokumen yang boleh dicetak."),),
    ),
    document_errors.CopyingNotPermitted: Wording(
        heading=mark("Isi dokumen ini tidak boleh disalin"),
        outcome=mark("Tidak ada yang disalin. Berkasnya tidak berubah."),
        cause=mark("Pembuat “{name}” mengenkripsinya dengan larangan menyalin."),
        steps=(mark("Mintalah kepada pembuatnya dokumen yang boleh disalin."),),
    ),
    document_errors.PageUnprintable: Wording(
        heading=mark("Halaman {page} tidak dapat dicetak"),
        outcome=mark("Pencetakan dihentikan, agar tidak ada halaman yang kurang."),
        cause=mark(
            "Halaman {page} dari “{name}” rusak, terlalu besar, atau terlalu berat "
            "untuk digambar."
        ),
        steps=(
            mark("Cetak halaman lainnya saja dengan pilihan rentang halaman."),
            SAVE_AGAIN,
            ASK_SENDER,
        ),
    ),
    document_errors.PrinterRefused: Wording(
        heading=mark("Pencetak tidak menerima dokumen"),
        outcome=mark("Dokumen tidak dicetak. Berkasnya tidak berubah."),
        cause=mark(
            "Pencetak “{printer}” tidak dapat dihubungi, atau menolak pekerjaan ini."
        ),
        steps=(
            mark("Pastikan pencetak menyala dan tersambung, lalu cetak lagi."),
            mark("Pilih pencetak lain."),
            mark("Bila tetap gagal, hubungi pengelola komputer."),
        ),
    ),
}
