"""Letters for the archive (PDF/A), tagged ones among them, and who judges them."""

from __future__ import annotations

import shutil
import struct
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from tests.papers import letters as papers

_JARS = [
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging",
        "javax.activation", "jaxb-api",
    )
]  # fmt: skip
_VERSIONS = {1: b"%PDF-1.4", 2: b"%PDF-1.7", 3: b"%PDF-1.7"}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def has_preflight() -> bool:
    """Whether Apache PDFBox Preflight is on this computer, with a Java to run it."""
    return shutil.which("java") is not None and all(one.is_file() for one in _JARS)


def preflight(path: Path) -> list[str]:
    """Return what Preflight holds against a file as PDF/A-1b; nothing if it is one."""
    done = subprocess.run(
        [
            shutil.which("java") or "java",
            "-cp",
            ":".join(map(str, _JARS)),
            "org.apache.pdfbox.preflight.Validator_A1b",
            str(path),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if f"The file {path.name} is a valid PDF/A-1b file" in done.stdout:
        return []
    return [line for line in done.stdout.splitlines() if line] or [done.stderr]


@cache
def colours() -> bytes:
    """Return a profile of sRGB as version 2 of ICC has it, with a plain gamma."""
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"sRGB\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"rekaan\0",
        b"wtpt": _place(0.9642, 1.0, 0.8249),
        b"rXYZ": _place(0.4361, 0.2225, 0.0139),
        b"gXYZ": _place(0.3851, 0.7169, 0.0971),
        b"bXYZ": _place(0.1431, 0.0606, 0.7141),
        **{name: _gamma() for name in (b"rTRC", b"gTRC", b"bTRC")},
    }
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        padded = content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", start + len(body), len(content))
        body += padded
    size = start + len(body)
    head = struct.pack(
        ">I4sI4s4s4s", size, b"\0" * 4, 0x02100000, b"mntr", b"RGB ", b"XYZ "
    )
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += _place(0.9642, 1.0, 0.8249)[8:]
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + table + body


def _place(x: float, y: float, z: float) -> bytes:
    return (
        b"XYZ " + bytes(4) + struct.pack(">3i", *(round(n * 65536) for n in (x, y, z)))
    )


def _gamma() -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256))


@cache
def archived(part: int = 1, level: str = "B", *, is_tagged: bool = False) -> bytes:
    """Return a letter that claims PDF/A of a part and a level of conformance."""
    pdf = papers.changed(papers.letter())
    _claim(pdf, part, level)
    if is_tagged:
        tag(pdf)
    content: bytes = pdf.tobytes(garbage=0, deflate=False, no_new_id=False)
    pdf.close()
    return content.replace(b"%PDF-1.7", _VERSIONS[part], 1)


def _claim(pdf: Any, part: int, level: str) -> None:
    profile = pdf.get_new_xref()
    pdf.update_object(profile, "<</N 3>>")
    pdf.update_stream(profile, colours())
    pdf.xref_set_key(
        pdf.pdf_catalog(),
        "OutputIntents",
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB)/DestOutputProfile {profile} 0 R>>]",
    )
    pdf.set_metadata({})
    pdf.set_xml_metadata(_XMP.format(part=part, level=level))


def tag(pdf: Any) -> None:
    """Mark the whole of each page as one paragraph of the document."""
    root, whole = pdf.get_new_xref(), pdf.get_new_xref()
    paragraphs: list[int] = []
    parents: list[str] = []
    for index in range(pdf.page_count):
        page = pdf[index]
        content = b"/P <</MCID 0>> BDC\n" + page.read_contents() + b"\nEMC"
        (first, *_more) = page.get_contents()
        pdf.xref_set_key(page.xref, "Contents", f"{first} 0 R")
        pdf.update_stream(first, content)
        pdf.xref_set_key(page.xref, "StructParents", str(index))
        paragraph = pdf.get_new_xref()
        pdf.update_object(
            paragraph,
            f"<</Type/StructElem/S/P/P {whole} 0 R/Pg {page.xref} 0 R/K 0>>",
        )
        paragraphs.append(paragraph)
        parents.append(f"{index} [{paragraph} 0 R]")
    kids = " ".join(f"{one} 0 R" for one in paragraphs)
    pdf.update_object(whole, f"<</Type/StructElem/S/Document/P {root} 0 R/K[{kids}]>>")
    pdf.update_object(
        root,
        f"<</Type/StructTreeRoot/K {whole} 0 R/ParentTreeNextKey {len(parents)}"
        f"/ParentTree<</Nums[{' '.join(parents)}]>>>>",
    )
    catalog = pdf.pdf_catalog()
    pdf.xref_set_key(catalog, "StructTreeRoot", f"{root} 0 R")
    pdf.xref_set_key(catalog, "MarkInfo", "<</Marked true>>")
