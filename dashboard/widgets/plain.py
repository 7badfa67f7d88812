"""Text that came from outside, shown as it is: nothing in it becomes a link, a picture, a colour or a formula."""

from dashboard.told.markdown import plain

__all__ = ["plain"]
