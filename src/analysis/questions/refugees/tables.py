"""Tables of refugees: printed figures beside UNHCR's, one country over the decade, and the countries of Dutch lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.dataset import labels
from analysis.language import _, current, ngettext, numbers, pgettext, translated
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, number, present


def refugee_figures(frame: pd.DataFrame) -> Table:
    """Show every printed figure on refugees beside UNHCR's own, see ``questions.external.overview``."""
    columns = [
        Column(_("what"), _what),
        Column(_("as printed"), lambda row: f"“{row.as_printed}”"),
        Column(_("end of"), _end),
        Column(_("allows"), _allows, numeric=True),
        Column("UNHCR", _reference, numeric=True),
        Column(_("with others"), lambda row: number(row.with_oip), numeric=True),
        Column(_("verdict"), lambda row: wording.held(row.outcome)),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = _("Refugees worldwide: every printed figure, and UNHCR's own")
    return Table(frame, columns, caption)


def refugee_shares(frame: pd.DataFrame) -> Table:
    """Show the printed share of five origins by base and choice of countries, see ``questions.external.shares``."""
    choices = {
        "named": _("the five that the report names"),
        "largest": _("the five largest"),
    }
    columns = [
        Column(_("countries"), lambda row: f"{choices[row.choice]}: {getattr(row, translated('place'))}"),
        Column(_("base"), lambda row: wording.counted_people(row.with_oip)),
        Column(_("base as printed"), lambda row: f"“{row.base_as_printed}”"),
        Column(_("people"), lambda row: number(row.people), numeric=True),
        Column(
            _("share"),
            lambda row: numbers.close_share(row.lower / 100, row.upper / 100),
            numeric=True,
        ),
        Column(_("printed"), lambda row: f"“{row.as_printed}”", numeric=True),
        Column(_("verdict"), lambda row: wording.held(row.verdict)),
        Column(_("figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = _("The share of five countries of origin, by what it is a share of")
    return Table(frame, columns, caption)


def refugee_decade(frame: pd.DataFrame) -> Table:
    """Show the stock of one country at the end of each year and its change, see ``questions.refugees.decade``."""
    columns = [
        Column(_("end of"), lambda row: str(row.year)),
        Column(
            wording.counted_people(with_oip=False),
            lambda row: number(row.refugees),
            numeric=True,
        ),
        Column(_("others"), lambda row: number(row.oip), numeric=True),
        Column(_("counted here"), lambda row: number(row.people), numeric=True),
        Column(
            _("of the world's"),
            lambda row: "" if pd.isna(row.share_lower) else numbers.close_share(row.share_lower, row.share_upper),
            numeric=True,
        ),
        Column(_("change"), _change, numeric=True),
        Column(
            _("relative"),
            lambda row: "" if pd.isna(row.change_share) else wording.relative(row.change_share),
            numeric=True,
        ),
    ]
    row = frame.iloc[0]
    place = wording.in_sentence(row["iso3"], row[translated("label")])
    among = wording.counterparts(row)
    there = f"{wording.there(row['role'], place)}{f', {among}' if among else ''}"
    caption = _("Refugees {there}, and others in need of protection, people", there=there)
    return Table(frame, columns, caption)


def refugee_focus(frame: pd.DataFrame) -> Table:
    """Show the share of the world's refugees in the countries of each list by year, see ``focus_shares``.

    Without a share, as of an imported selection, the table has no rows.
    """
    caption = _("Share of the world's refugees in the countries of each list")
    if frame.empty:
        return Table(frame, [], caption)
    labels = frame.drop_duplicates("list_id").set_index("list_id")
    shares = frame.assign(text=[_share(row) for row in frame.itertuples(index=False)])
    wide = shares.pivot_table(index="year", columns="list_id", values="text", aggfunc="first")[list(labels.index)]
    wide.columns = [f"list_{place}" for place in range(len(labels))]
    columns = [
        Column(_("end of"), lambda row: str(row.year)),
        *(_list_column(f"list_{place}", row) for place, (_, row) in enumerate(labels.iterrows())),
    ]
    return Table(wide.reset_index(), columns, caption)


def programme_countries(frame: pd.DataFrame, basis: pd.DataFrame) -> Table:
    """Show the refugees in each country of a programme by year, see ``questions.refugees.programme_countries``."""
    cells: dict[Any, Any] = {(row.iso3, row.year): row for row in frame.itertuples()}
    years = pd.DataFrame({"year": sorted(frame["year"].unique())})

    def people(iso3: Any) -> Callable[[Any], str]:
        def told(row: Any) -> str:
            cell = cells[iso3, row.year]
            return f"{number(cell.people)}{' *' if cell.category_added else ''}"

        return told

    columns = [
        Column(_("end of"), lambda row: row.year),
        *(
            Column(getattr(row, translated("label")), people(row.iso3), numeric=True)
            for row in frame.drop_duplicates("iso3").itertuples()
        ),
    ]
    caption = f"{frame[translated('list')].iloc[0]}, {wording.unit('person')}; {basis['source'].item()}"
    if frame["category_added"].any():
        caption += _("; *: a break, from here on with others in need of protection")
    return Table(years, columns, caption)


def refugee_hosts(frame: pd.DataFrame, basis: pd.DataFrame) -> Table:
    """Show the hosts with the lists, activities and programmes of each, see ``questions.refugees.hosts``."""
    complete = bool(basis["complete"].item())
    rows = frame.rename(columns=lambda name: name.replace("-", "_"))
    rank = _("rank") if complete else _("rank here")
    share = Column(
        _("share"),
        lambda row: numbers.close_share(row.share_lower, row.share_upper),
        numeric=True,
    )
    # A selection has hosts, but neither their rank nor their share of the world.
    ranked = [] if frame["share_lower"].isna().all() else [Column(rank, lambda row: str(row.rank), numeric=True)]
    columns = [
        Column(_("host"), lambda row: getattr(row, translated("label"))),
        *ranked,
        Column(_("people"), lambda row: number(row.people), numeric=True),
        *([share] if ranked else []),
        Column(_("lists that name it"), _named_by),
        *(_activities(name) for name in wording.lists(frame) if f"printed_{name}" in frame),
        Column(_("programmes of the state"), lambda row: str(row.programmes)),
        Column(_("figures"), lambda row: present(row.figure_id), figures=True),
    ]
    caption = _("Hosts at the end of the year, and the lists, activities and programmes that name them")
    return Table(rows, columns, caption)


def _what(row: Any) -> str:
    if pd.isna(row.iso3):
        return str(getattr(row, translated("label")))
    place = wording.in_sentence(row.iso3, getattr(row, translated("place")))
    who = wording.printed_people(row.population)
    return f"{who[:1].upper()}{who[1:]} {wording.there(row.role, place)}"


def _share(row: Any) -> str:
    share = numbers.close_share(row.share_lower, row.share_upper)
    return share if row.counted == row.countries else f"{share} ({row.counted} / {row.countries})"


def _end(row: Any) -> str:
    if pd.isna(row.period_end):
        return _("undated ({as_of:%Y-%m-%d}?)", as_of=row.as_of)
    return f"{row.period_end:%Y}"


def _allows(row: Any) -> str:
    if row.unit == "percent":
        return numbers.interval(row.lower, row.upper, "percent", decimals=1)
    return bounds(row.lower, row.upper, opened=numbers.opened(row))


def _reference(row: Any) -> str:
    if row.unit == "percent":
        return numbers.close_share(row.reference_lower / 100, row.reference_upper / 100)
    if pd.isna(row.refugees):
        return bounds(row.reference_lower, row.reference_upper)
    return number(row.refugees)


def _change(row: Any) -> str:
    if row.category_added:
        return _("break")
    return "" if pd.isna(row.change) else numbers.signed(float(row.change), float(row.change))


def _list_column(name: str, row: Any) -> Column:
    countries = ngettext("{countries} country", "{countries} countries", row["countries"], countries=row["countries"])
    year = wording.document(row["source_id"])[1]
    heading = f"{row[translated('label')]}, {year} ({countries})"
    return Column(heading, lambda line: present(getattr(line, name)))


def _named_by(row: Any) -> str:
    """Name every list that names the country, by document; with its day where that is not of the document's years."""
    found: dict[str, list[str]] = {}
    for name in row.lists.split():
        source_id, day = labels.list_of(name)
        short, years = wording.document(source_id)
        elsewhere = f", {day}" if day and day[:4] not in years else ""
        found.setdefault(f"{short} {years}", []).append(f"{labels.country_list(name, current())}{elsewhere}")
    return "; ".join(f"{document} ({'; '.join(names)})" for document, names in found.items())


def _activities(name: str) -> Column:
    """Show how many activities a table prints of the country."""
    field = name.replace("-", "_")

    def text(row: Any) -> str:
        if not getattr(row, field):
            return ""
        printed = getattr(row, f"printed_{field}")
        return pgettext("heading", "cannot be read") if pd.isna(printed) else str(printed)

    return Column(labels.country_list(name, current()), text)
