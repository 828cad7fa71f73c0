"""Tables of refugees: printed figures beside UNHCR's, one country over the decade, and the countries of Dutch lists."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset import labels
from analysis.dataset.rows import rows_of
from analysis.language import N_, _, current, dates, ngettext, numbers, pgettext, translated
from analysis.questions.refugees import words
from analysis.show import fields, wording
from analysis.show.fields import Field, cell, close_share, code, crossed, interval, number, one_of, present, quoted
from analysis.show.table import Table

_CHOICES = {"named": N_("the five that the report names"), "largest": N_("the five largest")}
_VERDICT = fields.VERDICT.printed(code("outcome", words.held))


def refugee_figures(frame: pd.DataFrame) -> Table:
    """Show every printed figure on refugees beside UNHCR's own, see ``questions.external.overview``."""
    columns = [
        fields.WHAT.printed(_what),
        fields.AS_PRINTED,
        fields.END_OF.printed(_end),
        fields.READ_AS.printed(fields.in_unit(decimals=1)),
        Field("reference", lambda: "UNHCR", _reference, numeric=True),
        Field("with_oip", N_("with others"), number("with_oip"), numeric=True),
        _VERDICT,
        fields.FIGURE,
    ]
    return Table(frame, columns, _("Refugees worldwide: every printed figure, and UNHCR's own"))


def refugee_shares(frame: pd.DataFrame) -> Table:
    """Show the printed share of five origins by base and choice of countries, see ``questions.external.shares``."""
    columns = [
        Field("countries", N_("countries"), _countries),
        Field("base", N_("base"), lambda row: words.counted_people(row.with_oip)),
        Field("base_as_printed", N_("base as printed"), quoted("base_as_printed")),
        fields.COUNT,
        _SHARE.printed(lambda row: numbers.close_share(row.lower / 100, row.upper / 100)),
        fields.AS_PRINTED,
        _VERDICT.printed(code("verdict", words.held)),
        fields.FIGURE,
    ]
    return Table(frame, columns, _("The share of five countries of origin, by what it is a share of"))


def refugee_decade(frame: pd.DataFrame) -> Table:
    """Show the stock of one country at the end of each year and its change, see ``answers.decade``."""
    columns = [
        fields.END_OF,
        Field("refugees", lambda: words.counted_people(with_oip=False), number("refugees"), numeric=True),
        Field("oip", N_("others"), number("oip"), numeric=True),
        Field("people", N_("counted here"), number("people"), numeric=True),
        Field("share", N_("of the world's"), close_share(), numeric=True),
        fields.CHANGE.printed(_change),
        Field("relative", N_("relative"), code("change_share", wording.relative), numeric=True),
    ]
    row = frame.iloc[0]
    place = wording.in_sentence(row["iso3"], row[translated("label")])
    among = words.counterparts(row)
    there = f"{wording.there(row['role'], place)}{f', {among}' if among else ''}"
    return Table(frame, columns, _("Refugees {there}, and others in need of protection, people", there=there))


def refugee_focus(frame: pd.DataFrame) -> Table:
    """Show the share of the world's refugees in the countries of each list by year, see ``focus_shares``.

    Without a share, as of an imported selection, the table has no rows.
    """
    lists = frame.drop_duplicates("list_id")
    cells = {(row.list_id, row.year): _share(row) for row in rows_of(frame)}
    columns = [fields.END_OF, *(crossed(cells, of.list_id, _list(of)) for of in rows_of(lists))]
    years = pd.DataFrame({"year": sorted(frame["year"].unique())})
    return Table(years, columns if len(frame) else [], _("Share of the world's refugees in the countries of each list"))


def programme_countries(frame: pd.DataFrame, basis: pd.DataFrame) -> Table:
    """Show the refugees in each country of a programme by year, see ``answers.programme_countries``."""
    cells = {(row.iso3, row.year): _counted(row) for row in rows_of(frame)}
    countries = rows_of(frame.drop_duplicates("iso3"))
    columns = [fields.END_OF, *(crossed(cells, of.iso3, wording.prose(of, "label")) for of in countries)]
    caption = f"{frame[translated('list')].iloc[0]}, {wording.unit('person')}; {basis['source'].item()}"
    if frame["category_added"].any():
        caption += _("; *: a break, from here on with others in need of protection")
    return Table(pd.DataFrame({"year": sorted(frame["year"].unique())}), columns, caption)


def refugee_hosts(frame: pd.DataFrame, basis: pd.DataFrame) -> Table:
    """Show the hosts with the lists, activities and programmes of each, see ``answers.hosts``."""
    rank = N_("rank") if bool(basis["complete"].item()) else N_("rank here")
    # A selection has hosts, but neither their rank nor their share of the world.
    ranked = not frame["share_lower"].isna().all()
    columns = [
        fields.WHAT.headed(N_("host")),
        *([Field("rank", rank, cell("rank"), numeric=True)] if ranked else []),
        fields.COUNT,
        *([_SHARE] if ranked else []),
        Field("lists", N_("lists that name it"), _named_by),
        *(_activities(name) for name in words.lists(frame) if f"printed_{name}" in frame),
        Field("programmes", N_("programmes of the state"), cell("programmes")),
        fields.FIGURES,
    ]
    caption = _("Hosts at the end of the year, and the lists, activities and programmes that name them")
    return Table(frame.rename(columns=lambda name: name.replace("-", "_")), columns, caption)


def _countries(row: Any) -> str:
    choice = one_of("choice", _CHOICES)(row)
    return f"{choice}: {wording.prose(row, 'place')}"


def _what(row: Any) -> str:
    if pd.isna(row.iso3):
        return wording.prose(row, "label")
    place = wording.in_sentence(row.iso3, wording.prose(row, "place"))
    who = words.printed_people(row.population)
    return f"{wording.capitalised(who)} {wording.there(row.role, place)}"


def _share(row: Any) -> str:
    share = numbers.close_share(row.share_lower, row.share_upper)
    return share if row.counted == row.countries else f"{share} ({row.counted} / {row.countries})"


def _end(row: Any) -> str:
    if pd.isna(row.period_end):
        return _("undated ({as_of}?)", as_of=dates.told(row.as_of))
    return f"{row.period_end:%Y}"


def _reference(row: Any) -> str:
    if row.unit == "percent":
        return numbers.close_share(row.reference_lower / 100, row.reference_upper / 100)
    return (interval("reference_") if pd.isna(row.refugees) else number("refugees"))(row)


def _change(row: Any) -> str:
    if row.category_added:
        return _("break")
    return "" if pd.isna(row.change) else numbers.signed(float(row.change), float(row.change))


def _counted(row: Any) -> str:
    return f"{number('people')(row)}{' *' if row.category_added else ''}"


def _list(of: Any) -> str:
    countries = ngettext("{countries} country", "{countries} countries", of.countries, countries=of.countries)
    return f"{wording.prose(of, 'label')}, {wording.list_years(of)} ({countries})"


def _named_by(row: Any) -> str:
    """Name every list that names the country, by document; with its day where that is not of the document's years."""
    found: dict[str, list[str]] = {}
    for name in row.lists.split():
        source_id, day = labels.list_of(name)
        short, years = wording.document(source_id)
        elsewhere = f", {day}" if day and day[:4] not in years else ""
        found.setdefault(f"{short} {years}", []).append(f"{labels.country_list(name, current())}{elsewhere}")
    return "; ".join(f"{document} ({'; '.join(names)})" for document, names in found.items())


def _activities(name: str) -> Field:
    """Show how many activities a table prints of the country."""
    listed = name.replace("-", "_")

    def text(row: Any) -> str:
        if not getattr(row, listed):
            return ""
        return present(getattr(row, f"printed_{listed}")) or pgettext("heading", "cannot be read")

    return Field(name, lambda: labels.country_list(name, current()), text)


_SHARE = Field("share", N_("share"), close_share(), numeric=True)
