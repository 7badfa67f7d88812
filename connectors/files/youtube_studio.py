"""Reads YouTube Studio's “Advanced mode” export: a zip of three tables, or one of them, in any language it can tell.

*Table data* has one line a video with sums over the export's period, *Chart data* one a video and day with one figure,
*Totals* one a day for the whole channel. Days are Pacific days.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectors.base import Row
from connectors.errors import N_, FileError, Said
from connectors.files import cells
from connectors.files.dates import days_of_column, is_possible, smallest_step
from connectors.files.reading import Cell, FileContext, Opened, Reading
from connectors.files.rows_of_file import FileRows
from connectors.files.studio_sheets import VIDEO_ID, StudioSheet, headers, recognise
from connectors.files.studio_videos import Videos
from connectors.keys import channel_key

KIND = "youtube_studio"
TITLE = N_("YouTube Studio export")

DAY_ZONE = "America/Los_Angeles"
MOST_LINES = 500
_UNNAMED = "studio-export"
_CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}|@?[\w.\-·]{3,30}")
_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")
_OUR_KEYS = {"channel"}
