"""Tables of refugees: printed figures beside UNHCR's, one country over the decade, and the countries of Dutch lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.dataset import labels
from analysis.language import numbers, say, say_as, say_many
from analysis.show import wording
from analysis.show.table import Column, Table, bounds, number, present
from analysis.show.theme import Language


def refugee_figures(frame: pd.DataFrame, language: Language) -> Table:
    """Show every printed figure on refugees beside UNHCR's own, see ``questions.external.overview``."""
    columns = [
        Column(say(language, "what"), lambda row: _what(row, language)),
        Column(say(language, "as printed"), lambda row: f"“{row.as_printed}”"),
        Column(say(language, "end of"), lambda row: _end(row, language)),
        Column(say(language, "allows"), lambda row: _allows(row, language), numeric=True),
        Column("UNHCR", lambda row: _reference(row, language), numeric=True),
        Column(say(language, "with others"), lambda row: number(row.with_oip, language), numeric=True),
        Column(say(language, "verdict"), lambda row: wording.held(row.outcome, language)),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "Refugees worldwide: every printed figure, and UNHCR's own")
    return Table(frame, columns, caption)


def refugee_shares(frame: pd.DataFrame, language: Language) -> Table:
    """Show the printed share of five origins by base and choice of countries, see ``questions.external.shares``."""
    choices = {
        "named": say(language, "the five that the report names"),
        "largest": say(language, "the five largest"),
    }
    columns = [
        Column(say(language, "countries"), lambda row: f"{choices[row.choice]}: {getattr(row, f'place_{language}')}"),
        Column(say(language, "base"), lambda row: wording.counted_people(row.with_oip, language)),
        Column(say(language, "base as printed"), lambda row: f"“{row.base_as_printed}”"),
        Column(say(language, "people"), lambda row: number(row.people, language), numeric=True),
        Column(
            say(language, "share"),
            lambda row: numbers.close_share(row.lower / 100, row.upper / 100, language),
            numeric=True,
        ),
        Column(say(language, "printed"), lambda row: f"“{row.as_printed}”", numeric=True),
        Column(say(language, "verdict"), lambda row: wording.held(row.verdict, language)),
        Column(say(language, "figure"), lambda row: row.figure_id, figures=True),
    ]
    caption = say(language, "The share of five countries of origin, by what it is a share of")
    return Table(frame, columns, caption)


def refugee_decade(frame: pd.DataFrame, language: Language) -> Table:
    """Show the stock of one country at the end of each year and its change, see ``questions.refugees.decade``."""
    columns = [
        Column(say(language, "end of"), lambda row: str(row.year)),
        Column(
            wording.counted_people(with_oip=False, language=language),
            lambda row: number(row.refugees, language),
            numeric=True,
        ),
        Column(say(language, "others"), lambda row: number(row.oip, language), numeric=True),
        Column(say(language, "counted here"), lambda row: number(row.people, language), numeric=True),
        Column(
            say(language, "of the world's"),
            lambda row: (
                "" if pd.isna(row.share_lower) else numbers.close_share(row.share_lower, row.share_upper, language)
            ),
            numeric=True,
        ),
        Column(say(language, "change"), lambda row: _change(row, language), numeric=True),
        Column(
            say(language, "relative"),
            lambda row: "" if pd.isna(row.change_share) else wording.relative(row.change_share, language),
            numeric=True,
        ),
    ]
    row = frame.iloc[0]
    place = wording.in_sentence(row["iso3"], row[f"label_{language}"], language)
    among = wording.counterparts(row, language)
    there = f"{wording.there(row['role'], place, language)}{f', {among}' if among else ''}"
    caption = say(language, "Refugees {there}, and others in need of protection, people", there=there)
    return Table(frame, columns, caption)


def refugee_focus(frame: pd.DataFrame, language: Language) -> Table:
    """Show the share of the world's refugees in the countries of each list by year, see ``focus_shares``.

    Without a share, as of an imported selection, the table has no rows.
    """
    caption = say(language, "Share of the world's refugees in the countries of each list")
    if frame.empty:
        return Table(frame, [], caption)
    labels = frame.drop_duplicates("list_id").set_index("list_id")
    shares = frame.assign(text=[_share(row, language) for row in frame.itertuples(index=False)])
    wide = shares.pivot_table(index="year", columns="list_id", values="text", aggfunc="first")[list(labels.index)]
    wide.columns = [f"list_{place}" for place in range(len(labels))]
    columns = [
        Column(say(language, "end of"), lambda row: str(row.year)),
        *(_list_column(f"list_{place}", row, language) for place, (_, row) in enumerate(labels.iterrows())),
    ]
    return Table(wide.reset_index(), columns, caption)


def programme_countries(frame: pd.DataFrame, basis: pd.DataFrame, language: Language) -> Table:
    """Show the refugees in each country of a programme by year, see ``questions.refugees.programme_countries``."""
    cells: dict[Any, Any] = {(row.iso3, row.year): row for row in frame.itertuples()}
    years = pd.DataFrame({"year": sorted(frame["year"].unique())})

    def people(iso3: Any) -> Callable[[Any], str]:
        def told(row: Any) -> str:
            cell = cells[iso3, row.year]
            return f"{number(cell.people, language)}{' *' if cell.category_added else ''}"

        return told

    columns = [
        Column(say(language, "end of"), lambda row: row.year),
        *(
            Column(getattr(row, f"label_{language}"), people(row.iso3), numeric=True)
            for row in frame.drop_duplicates("iso3").itertuples()
        ),
    ]
    caption = f"{frame[f'list_{language}'].iloc[0]}, {wording.unit('person', language)}; {basis['source'].item()}"
    if frame["category_added"].any():
        caption += say(language, "; *: a break, from here on with others in need of protection")
    return Table(years, columns, caption)


def refugee_hosts(frame: pd.DataFrame, basis: pd.DataFrame, language: Language) -> Table:
    """Show the hosts with the lists, activities and programmes of each, see ``questions.refugees.hosts``."""
    complete = bool(basis["complete"].item())
    rows = frame.rename(columns=lambda name: name.replace("-", "_"))
    rank = say(language, "rank") if complete else say(language, "rank here")
    share = Column(
        say(language, "share"),
        lambda row: numbers.close_share(row.share_lower, row.share_upper, language),
        numeric=True,
    )
    # A selection has hosts, but neither their rank nor their share of the world.
    ranked = [] if frame["share_lower"].isna().all() else [Column(rank, lambda row: str(row.rank), numeric=True)]
    columns = [
        Column(say(language, "host"), lambda row: getattr(row, f"label_{language}")),
        *ranked,
        Column(say(language, "people"), lambda row: number(row.people, language), numeric=True),
        *([share] if ranked else []),
        Column(say(language, "lists that name it"), lambda row: _named_by(row, language)),
        *(_activities(name, language) for name in wording.lists(frame) if f"printed_{name}" in frame),
        Column(say(language, "programmes of the state"), lambda row: str(row.programmes)),
        Column(say(language, "figures"), lambda row: present(row.figure_id), figures=True),
    ]
    caption = say(language, "Hosts at the end of the year, and the lists, activities and programmes that name them")
    return Table(rows, columns, caption)


def _what(row: Any, language: Language) -> str:
    if pd.isna(row.iso3):
        return str(getattr(row, f"label_{language}"))
    place = wording.in_sentence(row.iso3, getattr(row, f"place_{language}"), language)
    who = wording.printed_people(row.population, language)
    return f"{who[:1].upper()}{who[1:]} {wording.there(row.role, place, language)}"


def _share(row: Any, language: Language) -> str:
    share = numbers.close_share(row.share_lower, row.share_upper, language)
    return share if row.counted == row.countries else f"{share} ({row.counted} / {row.countries})"


def _end(row: Any, language: Language) -> str:
    if pd.isna(row.period_end):
        return say(language, "undated ({as_of:%Y-%m-%d}?)", as_of=row.as_of)
    return f"{row.period_end:%Y}"


def _allows(row: Any, language: Language) -> str:
    if row.unit == "percent":
        return numbers.interval(row.lower, row.upper, language, "percent", decimals=1)
    return bounds(row.lower, row.upper, language, opened=numbers.opened(row))


def _reference(row: Any, language: Language) -> str:
    if row.unit == "percent":
        return numbers.close_share(row.reference_lower / 100, row.reference_upper / 100, language)
    if pd.isna(row.refugees):
        return bounds(row.reference_lower, row.reference_upper, language)
    return number(row.refugees, language)


def _change(row: Any, language: Language) -> str:
    if row.category_added:
        return say(language, "break")
    return "" if pd.isna(row.change) else numbers.signed(float(row.change), float(row.change), language)


def _list_column(name: str, row: Any, language: Language) -> Column:
    countries = say_many(
        language, "{countries} country", "{countries} countries", row["countries"], countries=row["countries"]
    )
    year = wording.document(row["source_id"], language)[1]
    heading = f"{row[f'label_{language}']}, {year} ({countries})"
    return Column(heading, lambda line: present(getattr(line, name)))


def _named_by(row: Any, language: Language) -> str:
    """Name every list that names the country, by document; with its day where that is not of the document's years."""
    found: dict[str, list[str]] = {}
    for name in row.lists.split():
        source_id, day = labels.list_of(name)
        short, years = wording.document(source_id, language)
        elsewhere = f", {day}" if day and day[:4] not in years else ""
        found.setdefault(f"{short} {years}", []).append(f"{labels.country_list(name, language)}{elsewhere}")
    return "; ".join(f"{document} ({'; '.join(names)})" for document, names in found.items())


def _activities(name: str, language: Language) -> Column:
    """Show how many activities a table prints of the country."""
    field = name.replace("-", "_")

    def text(row: Any) -> str:
        if not getattr(row, field):
            return ""
        printed = getattr(row, f"printed_{field}")
        return say_as(language, "heading", "cannot be read") if pd.isna(printed) else str(printed)

    return Column(labels.country_list(name, language), text)
