"""The same report gives the same bytes: a packed file without the moment at which it was packed."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_EARLIEST = 1980
"""The first year that a packed file can name."""


def steady(content: bytes, moment: datetime) -> bytes:
    """Return a packed file as if everything in it, and the workbooks behind its charts, had been made at a moment."""
    at = moment.astimezone(UTC)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.endswith(".xlsx"):
                part = steady(part, moment)
            elif info.filename == "docProps/core.xml":
                part = _MOMENT.sub(rb"\g<1>" + f"{at:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<3>", part)
            fresh = zipfile.ZipInfo(info.filename, (max(at.year, _EARLIEST), at.month, at.day, at.hour, at.minute, 0))
            fresh.compress_type, fresh.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(fresh, part)
    return out.getvalue()
