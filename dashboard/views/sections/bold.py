"""A short heading inside a card."""


def bold(text: str, icon: str = "") -> str:
    """Return a text as a small heading in markdown, with an icon before it."""
    return f"{icon} **{text}**".lstrip()
