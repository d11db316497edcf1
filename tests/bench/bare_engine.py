"""A program: the engine by itself, in one process, as fast as it gets pages drawn.

What the window takes beyond this is the price of processes, protocol and painting.
Takes a file and JSON, a list of jobs; prints JSON, seconds of opening and of each job.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import pymupdf
from pymupdf import mupdf


def opened(path: str) -> Any:
    document = mupdf.fz_open_document(path)
    # Reading the whole tree of pages would be paid at the first of them.
    pdf = mupdf.pdf_document_from_fz_document(document)
    pdf.m_internal.use_page_tree_map = 0
    return document


def drawn(document: Any, job: dict[str, Any], lists: dict[int, Any]) -> None:
    """Draw a page, or with ``clip`` a part of it from a list that is kept."""
    scale, index = float(job["scale"]), int(job["page"])
    matrix = mupdf.FzMatrix(scale, 0, 0, scale, 0, 0)
    page = mupdf.fz_load_page(document, index)
    box = job.get("clip")
    if box is None:
        whole = mupdf.fz_round_rect(
            mupdf.fz_transform_rect(mupdf.fz_bound_page(page), matrix)
        )
        device, pixmap = canvas(whole)
        mupdf.fz_run_page(page, device, matrix, mupdf.FzCookie())
    else:
        if index not in lists:
            lists[index] = mupdf.fz_new_display_list_from_page(page)
        clip = mupdf.FzIrect(*box)
        device, pixmap = canvas(clip)
        seen = mupdf.fz_rect_from_irect(clip)
        mupdf.fz_run_display_list(lists[index], device, matrix, seen, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    del pixmap


def canvas(box: Any) -> tuple[Any, Any]:
    bgr = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_BGR)
    pixmap = mupdf.fz_new_pixmap_with_bbox(bgr, box, mupdf.FzSeparations(), 1)
    mupdf.fz_clear_pixmap_with_value(pixmap, 0xFF)
    return mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixmap), pixmap


def main() -> None:
    path, jobs = sys.argv[1], json.loads(sys.argv[2])
    pymupdf.TOOLS.mupdf_display_warnings(on=False)
    start = time.perf_counter()
    document = opened(path)
    mupdf.fz_load_page(document, 0)
    opening = time.perf_counter() - start
    lists: dict[int, Any] = {}
    taken: list[float] = []
    for job in jobs:
        start = time.perf_counter()
        drawn(document, job, lists)
        taken.append(time.perf_counter() - start)
    sys.stdout.write(json.dumps({"open": opening, "jobs": taken}))


if __name__ == "__main__":
    main()
