"""What an application is, whatever tells of it: a system's interface, its export or its message.

A source says what it knows as :class:`~connectors.inflow.applied.Applied`; ``rows`` makes table rows of it by the
organisation's rules (``rules``), and ``settle`` holds them against what is stored when they land.
"""
