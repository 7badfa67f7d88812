"""Careers pages: lists and what they link to, sitemaps, the next days, and what is left alone."""

from datetime import date

from connectors.base import Window
from connectors.raw import Raw
from tests.fakes import careers
from tests.fakes.applicants import CANARIES, NOW, VACANCIES
from tests.fakes.careers import page, posting
from tests.fakes.json_server import Reply

SPOED, NACHT, TRACK, POETS = VACANCIES
LIST = {"pages": ["~/vacatures"]}


# --- Lists, links, sitemaps ------------------------------------------------------------------------------------------------


def test_a_list_leads_to_its_vacancies_on_the_same_host_and_to_nothing_else(place, site):
    site.shown |= careers.pages()
    pulled = place.pull(**LIST)
    assert sorted(pulled.told) == ["NL-101", "NL-103", "NL-104"]
    assert place.asked == ["/vacatures", *(f"/vacatures/{each.slug}" for each in careers.OPEN)]
    assert pulled.error is None


def test_a_page_with_vacancies_is_no_list(place, site):
    site.shown["/vacatures"] = page([posting(SPOED), posting(POETS)], body='<a href="/vacatures/meer">Meer</a>')
    assert sorted(place.pull(**LIST).told) == ["NL-101", "NL-104"]
    assert place.asked == ["/vacatures"]


def test_an_item_list_says_which_pages_are_vacancies(place, site):
    site.shown |= careers.pages()
    named = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "url": f"/vacatures/{SPOED.slug}"}]}
    site.shown["/vacatures"] = page(named, body=careers.listing())
    assert list(place.pull(**LIST).told) == ["NL-101"]


def test_the_next_page_of_a_list_is_followed(place, site):
    site.shown |= careers.pages()
    site.shown["/vacatures"] = careers.listing([SPOED], '<a rel="next" href="?p=2">Meer</a>')
    site.shown["/vacatures?p=2"] = careers.listing([POETS])
    assert sorted(place.pull(**LIST).told) == ["NL-101", "NL-104"]


def test_application_forms_and_files_are_left_alone(place, site):
    site.shown |= careers.pages()
    more = f'<a href="/vacatures/{SPOED.slug}/solliciteren">x</a><a href="/vacatures/folder.pdf">x</a>'
    site.shown["/vacatures"] = careers.listing(more=more)
    place.pull(**LIST)
    assert len(place.asked) == 4


def test_no_more_pages_are_read_than_allowed_and_then_nothing_closes(place, site):
    site.shown |= careers.pages()
    pulled = place.pull(**LIST)
    for day in (1, 2, 3):
        pulled = place.pull(days=day, **LIST, most_pages=2)
        assert pulled.notes == ["1 careers pages were not read: the setting most_pages allows no more."]
        assert not any(row.get("status") == "closed" for row in pulled.rows)
        assert len(place.asked) == 3


def test_a_sitemap_gives_its_vacancy_pages_also_through_an_index(place, site):
    site.shown |= careers.pages()
    site.shown["/sitemap.xml"] = careers.sitemap(["/jobs.xml"], "sitemapindex", "sitemap")
    site.shown["/jobs.xml"] = careers.sitemap(["/over-ons", f"/vacatures/{SPOED.slug}", "/vacatures/folder.pdf"])
    assert list(place.pull(sitemap="~/sitemap.xml").told) == ["NL-101"]
    assert place.asked == ["/sitemap.xml", "/jobs.xml", f"/vacatures/{SPOED.slug}"]


# --- The next days ---------------------------------------------------------------------------------------------------------


def test_pages_that_have_not_changed_move_only_the_day_and_cost_one_question_each(place, site):
    site.shown |= careers.pages()
    place.pull(**LIST)
    second = place.pull(days=1, **LIST)
    assert len(place.asked) == 4
    assert [sorted(row) for row in second.rows] == [
        ["external_id", "last_seen_on", "observed_at", "provider", "vacancy_id"]
    ] * 3
    assert second.rows[0]["last_seen_on"] == date(2026, 3, 5)


def test_with_full_every_page_is_read_anew(place, site):
    site.shown |= careers.pages()
    place.pull(**LIST)
    again = place.run(place.context(NOW, settings=LIST, window=Window(full=True)))
    assert all("title" in row for row in again.rows)


def test_a_vacancy_that_is_gone_from_the_site_is_closed_at_the_second_reading(place, site):
    site.shown |= careers.pages()
    place.pull(**LIST)
    site.shown["/vacatures"] = careers.listing([SPOED, TRACK])
    assert not any(row.get("status") == "closed" for row in place.pull(days=1, **LIST).rows)
    closed = place.pull(days=2, **LIST).told["NL-104"]
    assert (closed["status"], closed["closed_at"]) == ("closed", date(2026, 3, 5))


def test_a_page_that_is_gone_though_the_list_names_it_counts_as_gone(place, site):
    site.shown |= careers.pages()
    place.pull(**LIST)
    del site.shown[f"/vacatures/{POETS.slug}"]
    assert place.pull(days=1, **LIST).problems == []
    assert place.pull(days=2, **LIST).told["NL-104"]["closed_at"] == date(2026, 3, 5)


def test_a_reading_in_which_one_page_failed_misses_nothing(place, site):
    site.shown |= careers.pages()
    place.pull(**LIST)
    site.shown["/vacatures"] = careers.listing([SPOED, TRACK])
    for day in (1, 2):
        place.server.fail(Reply(403, "{}"), path=SPOED.slug)
        pulled = place.pull(days=day, **LIST)
        assert "is closed to us" in pulled.problems[0]
        assert not any(row.get("status") == "closed" for row in pulled.rows)


def test_a_site_without_json_ld_is_told_so(place, site):
    site.shown["/vacatures"] = "<html><body>Kom erbij</body></html>"
    assert place.pull(**LIST).notes == ["The careers pages hold no vacancy in JSON-LD (JobPosting)."]


def test_a_redirect_to_another_host_is_not_followed(place, site):
    place.server.fail(Reply(302, "", {"Location": "https://elders.example/"}))
    assert "points to another host" in str(place.pull(**LIST).error)


def test_no_person_stands_in_rows_cursors_errors_or_saved_answers(place, site, tmp_path):
    site.shown |= {**careers.pages(), **careers.boards()}
    for name in ("indeed", "recruitee", "teamtailor", "personio", "stage"):
        site.shown[f"/{name}.xml"] = getattr(careers, name)()
    settings = {
        **LIST,
        "feeds": [f"~/{name}.xml" for name in ("indeed", "recruitee", "teamtailor", "personio", "stage", "gone")],
        "boards": ["recruitee:~", "teamtailor:~", "greenhouse:~/v1/boards/nergens", "lever:~/v0/postings/nergens"],
    }
    pulled = place.run(place.context(NOW, settings=settings, raw=Raw(save_to=tmp_path)))
    saved = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.json"))
    everything = f"{pulled.rows} {place.cursors} {pulled.problems} {pulled.notes} {saved}"
    assert len(pulled.rows) == 10 * 3
    assert [canary for canary in (*CANARIES, "helpt") if canary in everything] == []
