"""A link as a QR code, for paper and screens."""

from io import BytesIO

import segno


def svg(link: str) -> bytes:
    """Return the code as an SVG picture; it survives a damaged seventh and has the quiet border that readers need."""
    return _drawn(link, "svg", 10)


def png(link: str) -> bytes:
    """Return the code as a PNG picture, 10 pixels a module."""
    return _drawn(link, "png", 10)


def _drawn(link: str, kind: str, scale: int) -> bytes:
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind=kind, scale=scale, border=4)
    return out.getvalue()
