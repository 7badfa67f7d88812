"""The columns of a YouTube Studio export: their names in English, German and Dutch, and where their figures go.

English and German stand in real exports; the Dutch names are from memory. A name that is missing here can be given with
the import (``views = "…"``).
"""

from dataclasses import dataclass

from connectors.errors import N_


@dataclass(frozen=True)
class StudioColumn:
    """One column.

    Attributes:
        name: Its name here, and the key under which a person may give its header.
        meaning: Message id.
        headers: Its headers as exported.
        fact: Column of the daily facts; empty when there is none.
        snapshot: Column of ``content_snapshot``; empty when there is none.
        factor: What a figure is multiplied by.
        is_whole: Whether the figure is a count.
    """

    name: str
    meaning: str
    headers: tuple[str, ...]
    fact: str = ""
    snapshot: str = ""
    factor: float = 1
    is_whole: bool = True


COLUMNS = (
    StudioColumn("date", N_("Day (Pacific time)"), ("Date", "Datum")),
    StudioColumn("content", N_("Video"), ("Content", "Video", "Inhalte", "Inhalt", "Inhoud")),
    StudioColumn("title", N_("Title"), ("Video title", "Videotitel", "Titel van video")),
    StudioColumn(
        "published",
        N_("Day of publication"),
        (
            "Video publish time",
            "Veröffentlichungszeitpunkt des Videos",
            "Publicatietijd van video",
            "Publicatietijdstip van video",
            "Tijdstip van publicatie van video",
        ),
    ),
    StudioColumn("duration", N_("Length"), ("Duration", "Dauer", "Duur")),
    StudioColumn("views", N_("Views"), ("Views", "Aufrufe", "Weergaven"), "views", "views"),
    StudioColumn(
        "engaged_views",
        N_("Engaged views"),
        ("Engaged views", "Aufrufe mit Interaktion", "Betrokken weergaven"),
        "engaged_views",
    ),
    StudioColumn(
        "watch_hours",
        N_("Time watched"),
        ("Watch time (hours)", "Wiedergabezeit (Stunden)", "Kijktijd (uren)", "Weergavetijd (uren)", "Kijktijd (uur)"),
        "watch_minutes",
        "watch_minutes",
        60,
        is_whole=False,
    ),
    StudioColumn(
        "average_view_share",
        N_("Average share watched"),
        (
            "Average percentage viewed (%)",
            "Durchschnittliche Wiedergabedauer in Prozent (%)",
            "Gemiddeld percentage bekeken (%)",
        ),
        "average_view_share",
        factor=0.01,
        is_whole=False,
    ),
    StudioColumn(
        "impressions",
        N_("Times shown (thumbnail)"),
        ("Impressions", "Impressionen", "Vertoningen"),
        "impressions",
        "impressions",
    ),
    StudioColumn("likes", N_("Likes"), ("Likes", "Mag ich-Bewertungen", "Likes toegevoegd"), "reactions", "reactions"),
    StudioColumn(
        "comments",
        N_("Comments"),
        ("Comments added", "Hinzugefügte Kommentare", "Toegevoegde reacties"),
        "comments",
        "comments",
    ),
    StudioColumn("shares", N_("Shares"), ("Shares", "Geteilte Inhalte", "Keer gedeeld"), "shares", "shares"),
    StudioColumn(
        "subscribers_gained",
        N_("New subscribers"),
        ("Subscribers gained", "Neue Abonnenten", "Nieuwe abonnees"),
        "followers_gained",
        "followers_gained",
    ),
    StudioColumn(
        "subscribers", N_("Subscribers won less lost: no place for it"), ("Subscribers", "Abonnenten", "Abonnees")
    ),
    StudioColumn(
        "click_rate",
        N_("Click rate: can be computed, is not kept"),
        (
            "Impressions click-through rate (%)",
            "Klickrate der Impressionen (%)",
            "Klikfrequentie van vertoningen (%)",
            "Klikpercentage van vertoningen (%)",
        ),
        is_whole=False,
    ),
    StudioColumn(
        "average_view_duration",
        N_("Average length watched: can be computed, is not kept"),
        ("Average view duration", "Durchschnittliche Wiedergabedauer", "Gemiddelde weergaveduur"),
    ),
)

TOTALS = ("Total", "Gesamt", "Totaal")
"""First cell of the line with totals."""

OTHER_TABLES = {
    N_("Geography"): ("Geography", "Geografie", "Land"),
    N_("Cities"): ("Cities", "Städte", "Steden"),
    N_("Viewer age"): ("Viewer age", "Alter der Zuschauer", "Leeftijd van kijker"),
    N_("Viewer gender"): ("Viewer gender", "Geschlecht der Zuschauer", "Geslacht van kijker"),
    N_("Subscription status"): ("Subscription status", "Abostatus", "Abonnementsstatus"),
    N_("New and returning viewers"): ("New and returning viewers", "Neue und wiederkehrende Zuschauer"),
    N_("Traffic source"): ("Traffic source", "Zugriffsquelle", "Verkeersbron"),
    N_("Device type"): ("Device type", "Gerätetyp", "Apparaattype"),
    N_("Operating system"): ("Operating system", "Betriebssystem", "Besturingssysteem"),
    N_("Content type"): ("Content type", "Art des Inhalts", "Contenttype"),
    N_("Playlist"): ("Playlist", "Playlists", "Afspeellijst"),
    N_("Subtitles and CC"): ("Subtitles and CC", "Untertitel", "Ondertiteling"),
}
"""Tables that Studio exports and that have no place here: what they are, and the header of their first column."""
