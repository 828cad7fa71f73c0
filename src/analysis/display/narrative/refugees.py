"""Sentences on refugees: printed figures beside UNHCR's, one country over the decade, and the countries of lists."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.narrative.audit import audit_external
from analysis.display.theme import Language
from analysis.display.wording import counted, listed, say

#: How many of the largest hosts are gone through one by one.
_TEN = 10


def refugee_checks(overview: pd.DataFrame, language: Language) -> str:
    """Count the printed figures that agree with UNHCR, and go through those that do not as they are labelled.

    ``overview`` is :func:`analysis.questions.external.overview`; Markdown, with a list.
    """
    parts = [audit_external(overview, language)]
    wrong = overview[overview["outcome"] != "agrees"]
    # Two printings of one share are two lines where they say that they count different people.
    alike = ["measure_id", "iso3", "as_printed", "reference_lower"]
    printings = wrong.fillna({"iso3": ""}).groupby(alike, sort=False)
    for _, rows in printings:
        where = wording.where(" ".join(rows["where"]), language)
        row = wrong[wrong["figure_id"] == rows["figure_id"].iloc[0]]
        parts.append(f"- {_disagreement(next(row.itertuples(index=False)), where, language)}")
    return "\n".join([parts[0], "", *parts[1:]]) if len(parts) > 1 else parts[0]


def refugee_origins(origins: pd.DataFrame, shares: pd.DataFrame, language: Language) -> str:
    """Say whether the countries of origin that the report names are the largest, and what share they come to.

    The frames are ``origins`` and ``shares`` of :mod:`analysis.questions.external`; Markdown.
    """
    wrong = origins[origins["named"] & ~origins["largest"]]
    missing = origins[origins["largest"] & ~origins["named"]]
    count = int(origins["named"].sum())
    if wrong.empty:
        parts = [say(language, f"**The {count} countries of origin that the report names are the {count} largest.**",
                     f"**De {count} herkomstlanden die het rapport noemt zijn de {count} grootste.**")]  # fmt: skip
    else:
        parts = [
            say(language,
                f"**Not all {count} countries of origin that the report names are the largest: it names {_ranked(wrong, language)}, "
                f"and not {_ranked(missing, language)}.**",
                f"**Niet alle {count} herkomstlanden die het rapport noemt zijn de grootste: het noemt {_ranked(wrong, language)}, "
                f"en niet {_ranked(missing, language)}.**")
        ]  # fmt: skip
    for with_oip in (True, False):
        rows = shares[shares["with_oip"] == with_oip].set_index("choice")
        if len(rows):
            parts.append(_base(rows, with_oip, language))
    return " ".join(parts)


def refugee_decade(decade: pd.DataFrame, basis: pd.DataFrame, language: Language) -> str:
    """Say how many refugees a country has, or how many come from it, and how that changed; Markdown.

    The frames are those of :mod:`analysis.questions.refugees`. A change is computed within one way of counting only.
    """
    place = wording.in_sentence(decade["iso3"].iloc[0], decade[f"label_{language}"].iloc[0], language)
    role = str(decade["role"].iloc[0])
    there = wording.there(role, place, language)
    known = decade.dropna(subset="people")
    if known.empty:
        return _absent(there, role, basis.iloc[0], language)
    last = known.iloc[-1]
    with_oip = bool(basis["with_oip"].item()) and bool((known["oip"].fillna(0) > 0).iloc[-1])
    who = wording.counted_people(with_oip, language)
    people = numbers.number(last["people"], language)
    share = numbers.close_share(last["share_lower"], last["share_upper"], language)
    base = wording.counted_people(bool(basis["with_oip"].item()), language)
    if base == who:
        of_world = say(language, f", {share} of the world's", f", {share} van die in de wereld")
    else:
        of_world = say(language, f", {share} of the world's {base}", f", {share} van alle {base} in de wereld")
    of_world = "" if pd.isna(last["share_lower"]) else of_world
    among = wording.counterparts(last, language)
    there = f"{there}, {among}" if among else there
    if last["people"] == 0:
        parts = [say(language, f"**At the end of {last['year']} UNHCR counted no {who} {there}.**",
                     f"**Eind {last['year']} telde UNHCR geen {who} {there}.**")]  # fmt: skip
    else:
        parts = [say(language, f"**At the end of {last['year']} UNHCR counted {people} {who} {there}{of_world}.**",
                     f"**Eind {last['year']} telde UNHCR {people} {who} {there}{of_world}.**")]  # fmt: skip
    if pd.isna(last["share_lower"]):
        parts.append(say(language, f"A share of the world's cannot be given: {_why(basis.iloc[0], language)}.",
                         f"Een aandeel in de wereld is niet te geven: {_why(basis.iloc[0], language)}."))  # fmt: skip
    broken = known.loc[known["category_added"], "year"]
    stretch = known[known["segment"] == last["segment"]]
    parts.append(_change(stretch.iloc[0], last, "people", who, language))
    if len(broken):
        year = broken.iloc[-1]
        before = known[known["year"] < year].iloc[-1]
        added = numbers.number(last["oip"], language)
        parts.append(
            say(language,
                f"From {year} on, others in need of protection are counted too ({added} of them at the end of {last['year']}): between "
                f"the ends of {before['year']} and {year} the definition breaks, and no change is computed across it.",
                f"Vanaf {year} tellen ook anderen die bescherming behoeven mee ({added} eind {last['year']}): tussen eind "
                f"{before['year']} en eind {year} breekt de definitie, en daaroverheen is geen verandering berekend.")
        )  # fmt: skip
        alone = known.dropna(subset="refugees")
        parts.append(_change(alone.iloc[0], alone.iloc[-1], "refugees",
                             say(language, "refugees without those others", "vluchtelingen zonder die anderen"), language))  # fmt: skip
    elif (known["oip"].fillna(0) > 0).any() and not basis["with_oip"].item():
        others = known[known["oip"].fillna(0) > 0].iloc[-1]
        many = numbers.number(others["oip"], language)
        parts.append(
            say(language, f"Not counted here are {many} others in need of protection (end of {others['year']}).",
                f"Niet meegeteld zijn hier {many} anderen die bescherming behoeven (eind {others['year']}).")
        )  # fmt: skip
    peak = stretch.loc[stretch["people"].astype("float64").idxmax()]
    if peak["year"] not in {last["year"], stretch["year"].iloc[0]}:
        parts.append(
            say(language, f"The highest number of this stretch is that of {peak['year']}: {numbers.number(peak['people'], language)}.",
                f"Het hoogste aantal van dit deel is dat van {peak['year']}: {numbers.number(peak['people'], language)}.")
        )  # fmt: skip
    gaps = [str(year) for year in decade.loc[decade["people"].isna(), "year"]]
    if gaps:
        parts.append(say(language, f"There is no number for the end of {listed(gaps, language)}.",
                         f"Er is geen aantal voor eind {listed(gaps, language)}."))  # fmt: skip
    return " ".join(parts)


def refugee_focus(shares: pd.DataFrame, basis: pd.DataFrame, language: Language) -> str:
    """Say what share of the world's refugees the countries of a list host, and how that changed; Markdown.

    The frames are ``focus_shares`` and ``basis`` of :mod:`analysis.questions.refugees`.
    """
    with_oip = bool(basis["with_oip"].item())
    chosen = shares[shares["chosen"]]
    if chosen.empty:
        return say(language,
            f"**No share of the world's refugees can be given for the countries of a list: {_why(basis.iloc[0], language)}.** A share "
            "needs a table with every country of asylum and of origin; the tables of the dataset (`refugee_data=reference`) know the "
            "world's number.",
            f"**Er is geen aandeel in de vluchtelingen van de wereld te geven voor de landen van een lijst: {_why(basis.iloc[0], language)}.** "
            "Een aandeel vraagt een tabel met elk opvangland en elk herkomstland; de tabellen van de dataset (`refugee_data=reference`) "
            "kennen het aantal van de wereld.")  # fmt: skip
    last = chosen.iloc[-1]
    many = counted(last["countries"], *say(language, "country/countries", "land/landen").split("/"))
    label = f"“{last[f'label_{language}']}” ({wording.document(last['source_id'], language)[1]})"
    who = wording.counted_people(with_oip and last["segment"] > 0, language)
    people = numbers.number(last["people"], language)
    parts = [
        say(language,
            f"**At the end of {last['year']} the {many} of {label} hosted {_close(last, language)} of the world's {who}: {people}.**",
            f"**Eind {last['year']} verbleef {_close(last, language)} van de {who} in de wereld in de {many} van {label}: {people}.**")
    ]  # fmt: skip
    for _, stretch in chosen.groupby("segment"):
        if len(stretch) > 1:
            parts.append(_stretch(stretch.iloc[0], stretch.iloc[-1], language))
    later = chosen.loc[chosen["segment"] > 0, "year"]
    if 0 < len(later) < len(chosen):
        first = later.iloc[0]
        parts.append(
            say(language, f"From {first} on the world's number counts others in need of protection too, so that no change is "
                "computed across it.",
                f"Vanaf {first} telt het aantal van de wereld ook anderen die bescherming behoeven, zodat er geen verandering "
                "overheen is berekend.")
        )  # fmt: skip
    partly = chosen[chosen["counted"] < chosen["countries"]]
    if len(partly):
        years = listed([str(year) for year in partly["year"]], language)
        parts.append(say(language, f"In {years} not every country of the list has a number.",
                         f"In {years} heeft niet elk land van de lijst een aantal."))  # fmt: skip
    others = shares[~shares["chosen"] & (shares["year"] == last["year"])]
    if len(others):
        told = listed(
            [f"{_close(row, language)} (“{row[f'label_{language}']}”)" for _, row in others.iterrows()], language
        )
        parts.append(say(language, f"By the other lists it was {told}.", f"Volgens de andere lijsten was het {told}."))
    return " ".join(parts)


def refugee_hosts(
    hosts: pd.DataFrame, basis: pd.DataFrame, focus: pd.DataFrame, money: pd.DataFrame, language: Language
) -> str:  # fmt: skip
    """Say which of the largest hosts are on the list, and which are on none of the last lists; Markdown.

    The frames are ``hosts``, ``basis``, ``focus_shares`` and ``amounts`` of :mod:`analysis.questions.refugees`.
    """
    row: Any = basis.iloc[0]
    parts = [_selected(hosts, row, language)] if _partial(row) else _largest(hosts, row, focus, language)
    if not row.complete and not row.imported:
        share = numbers.close_share(row.share_lower, row.share_upper, language)
        parts.append(
            say(language, f"The reference table has only the {row.countries} countries that the documents name or that were needed to "
                f"check them; together they host {share} of the world's. Larger hosts than the smaller ones here may be missing: with an "
                "imported table of UNHCR the ranks are those of the world.",
                f"De referentietabel heeft alleen de {row.countries} landen die de documenten noemen of die nodig waren om ze na te gaan; "
                f"samen vangen die {share} op van de wereld. Grotere opvanglanden dan de kleinere hier kunnen ontbreken: met een "
                "ingelezen tabel van UNHCR zijn de rangen die van de wereld.")
        )  # fmt: skip
    cell: Any = money.iloc[0]
    parts.append(
        say(language, f"Money cannot be set beside it: of {cell.amounts} printed amounts, {cell.with_country} "
            f"{'names' if cell.with_country == 1 else 'name'} a country, and {cell.one_country} "
            f"{'is' if cell.one_country == 1 else 'are'} of one country alone.",
            f"Geld is er niet naast te leggen: van {cell.amounts} vermelde bedragen {'noemt' if cell.with_country == 1 else 'noemen'} er "
            f"{cell.with_country} een land, en {cell.one_country} {'is' if cell.one_country == 1 else 'zijn'} van één land alleen.")
    )  # fmt: skip
    return " ".join(parts)


def programme_countries(frame: pd.DataFrame, basis: pd.DataFrame, language: Language) -> str:
    """Say how many refugees the countries of a programme host, which share that is, and where it rose; Markdown.

    ``frame`` is ``questions.refugees.programme_countries``, ``basis`` is ``questions.refugees.basis``.
    """
    name = str(frame[f"list_{language}"].iloc[0])
    known = frame[frame["people"].notna()]
    if known.empty:
        return say(language, f"**{name}: there is no number of refugees in any of them.**",
                   f"**{name}: er is voor geen daarvan een aantal vluchtelingen.**")  # fmt: skip
    whom = wording.counted_people(bool(basis["with_oip"].item()), language)
    every = frame["iso3"].nunique()
    sums = known.groupby("year").agg(
        people=("people", "sum"), countries=("iso3", "nunique"), share_lower=("world_lower", "first"),
        share_upper=("world_upper", "first"),
    )  # fmt: skip
    whole = sums[sums["countries"] == every]
    parts = []
    if len(whole):
        told = [_hosted(year, whole.loc[year], language) for year in dict.fromkeys((whole.index[0], whole.index[-1]))]
        parts.append(
            say(language, f"**{name}, {every} together: {wording.listed(told, language)}.**",
                f"**{name}, alle {every} samen: {wording.listed(told, language)}.**")
        )  # fmt: skip
    changed: list[tuple[float, str]] = []
    for iso3, group in known.groupby("iso3", sort=False):
        first, last = group.iloc[0], group.iloc[-1]
        if len(group) > 1 and first["segment"] == last["segment"]:
            place = wording.in_sentence(str(iso3), first[f"label_{language}"], language)
            changed.append((float(last["people"] - first["people"]), place))
    rose = [change for change in changed if change[0] > 0]
    if changed:
        (most, where), (least, there) = max(changed), min(changed)
        up, down = (numbers.signed(step, step, language) for step in (most, least))
        years = f"{known['year'].min()}-{known['year'].max()}"
        fell = (
            say(language, "it fell most", "het daalde het meest") if least < 0 else say(language, "least", "het minst")
        )
        parts.append(
            say(language, f"From the first to the last of these years ({years}) the number rose in {len(rose)} of "
                f"{len(changed)} countries, most in {where} ({up}); {fell} in {there} ({down}).",
                f"Van het eerste tot het laatste van deze jaren ({years}) steeg het aantal in {len(rose)} van "
                f"{len(changed)} landen, het meest in {where} ({up}); {fell} in {there} ({down}).")
        )  # fmt: skip
    if len(changed) < every:
        parts.append(
            say(language, "Where a category was added in these years, or a number is missing, no change is given.",
                "Waar er in deze jaren een categorie bij kwam, of een getal ontbreekt, staat geen verandering.")
        )  # fmt: skip
    parts.append(
        say(
            language, f"Counted are {whom}, at the end of each year.", f"Geteld zijn {whom}, aan het eind van elk jaar."
        )
    )
    return " ".join(parts)


def _hosted(year: Any, row: Any, language: Language) -> str:
    people = numbers.number(row["people"], language)
    if pd.isna(row["share_lower"]):
        return say(language, f"{people} at the end of {year}", f"{people} eind {year}")
    part = numbers.close_share(row["share_lower"], row["share_upper"], language)
    return say(language, f"{people} at the end of {year} ({part} of the world's refugees)",
               f"{people} eind {year} ({part} van alle vluchtelingen ter wereld)")  # fmt: skip


def refugee_source(basis: pd.DataFrame, language: Language) -> str:
    """Name the source and release of UNHCR's numbers, how they differ from the reference, and what they do not count.

    ``basis`` is that of :mod:`analysis.questions.refugees`; Markdown.
    """
    row: Any = basis.iloc[0]
    source = _release(row, language) if row.imported else f"{row.source}, {row.first}-{row.year}"
    parts = [
        say(language,
            f"Numbers of UNHCR: {source}, CC BY 4.0. Small numbers are rounded by UNHCR, every release revises "
            "earlier years, and Palestine refugees under UNRWA's mandate are not among them. The printed figures are always held against "
            f"{_reference(row, language)}{_between(row, language)}.",
            f"Aantallen van UNHCR: {source}, CC BY 4.0. Kleine aantallen zijn door UNHCR afgerond, elke uitgave "
            "herziet eerdere jaren, en Palestijnse vluchtelingen onder het mandaat van UNRWA tellen niet mee. De vermelde cijfers zijn "
            f"altijd naast {_reference(row, language)} gelegd{_between(row, language)}.")
    ]  # fmt: skip
    if row.imported:
        parts += _remarks(row, language)
    return " ".join(parts)


def _reference(row: Any, language: Language) -> str:
    """Name the release that the dataset has."""
    if pd.isna(row.released):
        return say(language, "the release in the dataset", "de uitgave in de dataset")
    return say(language, f"the release of {wording.month(row.released, 'en')}",
               f"de uitgave van {wording.month(row.released, 'nl')}")  # fmt: skip


def _between(row: Any, language: Language) -> str:
    """Say of which days other than ends of years there are numbers beside the release, if of any."""
    days = wording.listed([_day_between(day, language) for day in row.days_between], language)
    return days and say(language, f", and undated ones also against what UNHCR published of {days}",
                        f", en ongedateerde ook naast wat UNHCR over {days} publiceerde")  # fmt: skip


def _day_between(day: Any, language: Language) -> str:
    if (day.month, day.day) == (6, 30):
        return say(language, f"the middle of {day.year}", f"midden {day.year}")
    return wording.month(day, language)


def _release(row: Any, language: Language) -> str:
    """Name an imported table: its files, the day that it names, the day of the import, its years."""
    updated = (
        say(language, f"last updated {row.updated}", f"laatst bijgewerkt {row.updated}") if row.updated
        else say(language, "without a date of its own", "zonder eigen datum")
    )  # fmt: skip
    day = say(language, f", imported {row.day}", f", ingelezen {row.day}") if row.day else ""
    years = f"{row.first}" if row.first == row.year else f"{row.first}-{row.year}"
    return say(language, f"the imported table {row.files} ({updated}{day}), {years}",
               f"de ingelezen tabel {row.files} ({updated}{day}), {years}")  # fmt: skip


def _remarks(row: Any, language: Language) -> list[str]:
    """Say what an imported table holds, which years are left out, and where it differs from the reference."""
    parts = [
        say(
            language,
            f"The imported table has {_holds(row, language)}.",
            f"De ingelezen tabel heeft {_holds(row, language)}.",
        )
    ]
    if row.unfinished:
        parts.append(
            say(language, f"Left out is {row.unfinished}: that year had not ended when the table was made, so that it has no number of "
                "its end.",
                f"Weggelaten is {row.unfinished}: dat jaar was nog niet om toen de tabel werd gemaakt, zodat er geen aantal aan het eind "
                "ervan is.")
        )  # fmt: skip
    if row.at_home:
        people = numbers.number(row.at_home, language)
        parts.append(say(language, f"It counts {people} refugees in their own country in its last year.",
                         f"Zij telt in haar laatste jaar {people} vluchtelingen in hun eigen land."))  # fmt: skip
    if row.compared and not row.differing:
        parts.append(
            say(language, f"The {numbers.number(row.compared, language)} numbers that {_reference(row, language)} has too are the same there.",
                f"De {numbers.number(row.compared, language)} aantallen die ook in {_reference(row, language)} staan, zijn daar dezelfde.")
        )  # fmt: skip
    elif row.differing:
        parts.append(_differing(row, language))
    return parts


def _differing(row: Any, language: Language) -> str:
    where = {
        "world": say(language, "in the world", "in de wereld"),
        "host": wording.there(
            "host", wording.in_sentence(row.place_iso3, row[f"place_{language}"], language), language
        ),
        "origin": wording.there(
            "origin", wording.in_sentence(row.place_iso3, row[f"place_{language}"], language), language
        ),
    }[row.place_role]
    here, there = (numbers.number(value, language) for value in (row.place_imported, row.place_reference))
    apart = (row.place_imported - row.place_reference) / row.place_reference if row.place_reference else float("nan")
    by = (
        ""
        if pd.isna(apart)
        else f", {numbers.signed(round(apart * 100, 1), round(apart * 100, 1), language, 'percent')}"
    )
    who = (
        say(language, "refugees", "vluchtelingen") if row.place_category == "refugees"
        else say(language, "others in need of protection", "anderen die bescherming behoeven")
    )  # fmt: skip
    apart_most = say(language, f"{who} {where} at the end of {row.place_year} ({here} here, {there} there{by})",
                     f"{who} {where} eind {row.place_year} ({here} hier, {there} daar{by})")  # fmt: skip
    compared = numbers.number(row.compared, language)
    if not row.contradicting:
        differing = numbers.number(row.differing, language)
        return say(language,
            f"Of the {compared} numbers that {_reference(row, language)} has too, {differing} {'is' if row.differing == 1 else 'are'} lower here "
            f"({row.differing_years}), most of all that of {apart_most}. Countries that the table lacks can be the reason, and another "
            "release or day.",
            f"Van de {compared} aantallen die ook in {_reference(row, language)} staan, {'is' if row.differing == 1 else 'zijn'} er {differing} "
            f"hier lager ({row.differing_years}), het meest dat van {apart_most}. Dat kan komen doordat er landen in de tabel ontbreken, en "
            "door een andere uitgave of teldag.")  # fmt: skip
    differing = numbers.number(row.contradicting, language)
    one = row.contradicting == 1
    return say(language,
        f"**It contradicts {_reference(row, language)}** in {row.differing_years}: of the {compared} numbers that both have, {differing} "
        f"{'differs' if one else 'differ'}, most of all that of {apart_most}. It is another release, or counts on another day.",
        f"**Zij spreekt {_reference(row, language)} tegen** in {row.differing_years}: van de {compared} aantallen die beide hebben, "
        f"{'verschilt' if one else 'verschillen'} er {differing}, het meest dat van {apart_most}. Het is een andere uitgave, of een telling "
        "op een andere dag.")  # fmt: skip


def _largest(hosts: pd.DataFrame, row: Any, focus: pd.DataFrame, language: Language) -> list[str]:
    """Say which of the largest hosts are on the list, and which are on none of the last lists."""
    largest = hosts[hosts["rank"] <= _TEN]
    on, off = largest[largest["on_list"]], largest[~largest["on_list"]]
    lists = wording.lists(hosts)
    nowhere = off[~off[lists].any(axis=1)]
    label = f"“{focus.loc[focus['chosen'], f'label_{language}'].iloc[0]}”"
    among = _among(row, language)
    parts = [
        say(language,
            f"**Of the {len(largest)} largest hosts at the end of {row.year}{among}, {len(on)} {'is' if len(on) == 1 else 'are'} on {label}"
            f"{_colon(on, language)}.** Not on it: {_names(off, language)}.",
            f"**Van de {len(largest)} grootste opvanglanden eind {row.year}{among} {'staat' if len(on) == 1 else 'staan'} er {len(on)} op {label}"
            f"{_colon(on, language)}.** Er niet op: {_names(off, language)}.")
    ]  # fmt: skip
    if len(nowhere):
        one = len(nowhere) == 1
        parts.append(
            say(language, f"Of these {'is' if one else 'are'} on none of the last lists of focus and activities: {_names(nowhere, language)}.",
                f"Daarvan {'staat' if one else 'staan'} op geen van de laatste lijsten van focuslanden en activiteiten: {_names(nowhere, language)}.")
        )  # fmt: skip
        without = nowhere[nowhere["programmes"] == 0]
        if len(without):
            parts.append(
                say(language, f"No programme with the state as a payer names {_names(without, language, 'or')} either.",
                    f"Ook geen programma met de staat als financier noemt {_names(without, language, 'or')}.")
            )  # fmt: skip
    return parts


def _selected(hosts: pd.DataFrame, row: Any, language: Language) -> str:
    """Say that the hosts of a selection are not the largest ones of the world."""
    if hosts.empty:
        return say(language, "**The imported table has no countries of asylum, so that no hosts can be shown.**",
                   "**De ingelezen tabel heeft geen opvanglanden, zodat er geen zijn te tonen.**")  # fmt: skip
    many = counted(len(hosts), *say(language, "host/hosts", "opvangland/opvanglanden").split("/"))
    return say(language,
        f"**Which hosts are the largest of the world cannot be said: {_why(row, language)}.** Shown {'is' if len(hosts) == 1 else 'are'} {many} of the "
        f"table, end of {row.year}, without rank or share.",
        f"**Welke opvanglanden de grootste van de wereld zijn, is niet te zeggen: {_why(row, language)}.** Getoond "
        f"{'wordt' if len(hosts) == 1 else 'worden'} {many} van de tabel, eind {row.year}, zonder rang of aandeel.")  # fmt: skip


def _partial(row: Any) -> bool:
    """Whether the numbers are an imported selection, of which no share of the world and no rank comes."""
    return bool(row.imported) and not row.complete


def _why(row: Any, language: Language) -> str:
    """Say why there is no number of the world."""
    if not _partial(row):
        return say(language, "the table has no number of the world for that year",
                   "de tabel heeft geen aantal van de wereld voor dat jaar")  # fmt: skip
    lacking = row[f"lacking_{language}"]
    if lacking:
        return say(language, f"the imported table lacks {lacking}", f"in de ingelezen tabel ontbreekt {lacking}")
    return say(language, f"the imported table is a selection, with {_holds(row, language)}",
               f"de ingelezen tabel is een selectie, met {_holds(row, language)}")  # fmt: skip


def _holds(row: Any, language: Language) -> str:
    """Say how many countries of asylum and of origin an imported table has, and which where they are few."""
    parts = []
    for name, one, many in (("hosts", "country of asylum/opvangland", "countries of asylum/opvanglanden"),
                            ("origins", "country of origin/herkomstland", "countries of origin/herkomstlanden")):  # fmt: skip
        words = [say(language, *pair.split("/")) for pair in (one, many)]
        if row[name]:
            shown = row[f"{name}_{language}"]
            parts.append(counted(row[name], *words) + (f" ({shown})" if shown else ""))
        else:
            parts.append(say(language, f"all {words[1]} added together", f"alle {words[1]} bij elkaar opgeteld"))
    return listed(parts, language)


def _disagreement(row: Any, where: str, language: Language) -> str:
    place = getattr(row, f"place_{language}")
    undated = pd.isna(row.period_end)
    date = say(language, "undated", "ongedateerd") if undated else say(
        language, f"end of {row.year}", f"eind {row.year}")  # fmt: skip
    if pd.isna(row.refugees):
        label = getattr(row, f"label_{language}")
        what = f"“{row.as_printed}”, {label[:1].lower()}{label[1:]}, {date}"
        if row.unit == "percent":
            theirs = numbers.close_share(row.reference_lower / 100, row.reference_upper / 100, language)
        else:
            theirs = numbers.interval(row.reference_lower, row.reference_upper, language)
        tail = ""
        if row.outcome == "other_count":
            tail = say(
                language, " with the countries and the group that it names", " met de landen en de groep die het noemt"
            )
        return say(language, f"{what}: UNHCR's numbers come to {theirs}{tail} ({where}).",
                   f"{what}: de aantallen van UNHCR komen op {theirs}{tail} ({where}).")  # fmt: skip
    there = wording.there(row.role, wording.in_sentence(row.iso3, place, language), language)
    what = f"“{row.as_printed}”, {wording.printed_people(row.population, language)} {there}, {date}"
    alone = numbers.number(row.refugees, language)
    if row.outcome == "other_count":
        both = numbers.number(row.with_oip, language)
        return say(language, f"{what}: UNHCR has {alone} refugees; {both} with others in need of protection ({where}).",
                   f"{what}: UNHCR heeft {alone} vluchtelingen; {both} met anderen die bescherming behoeven ({where}).")  # fmt: skip
    return say(language, f"{what}: UNHCR has {alone} at the end of {row.year}{_nor(undated, language)} ({where}).",
               f"{what}: UNHCR heeft {alone} eind {row.year}{_nor(undated, language)} ({where}).")  # fmt: skip


def _nor(undated: bool, language: Language) -> str:
    return (
        say(language, ", and it fits none of the other dates either", ", en het past ook niet bij de andere data")
        * undated
    )


def _ranked(rows: pd.DataFrame, language: Language) -> str:
    return listed(
        [
            f"{row[f'label_{language}']} ({say(language, 'no.', 'nr.')} {row['rank']}, {numbers.number(row['people'], language)})"
            for _, row in rows.iterrows()
        ],
        language,
    )


def _base(rows: pd.DataFrame, with_oip: bool, language: Language) -> str:
    who = wording.counted_people(with_oip, language)
    lower, upper = rows["lower"] / 100, rows["upper"] / 100
    named, largest = (
        numbers.close_share(lower.loc[choice], upper.loc[choice], language) for choice in ("named", "largest")
    )
    printed, base = rows["as_printed"].iloc[0], rows["base_as_printed"].iloc[0]
    if rows.loc["named", "verdict"] == "agrees":
        told = say(language, f"those named are {named}, which rounds to the printed “{printed}”",
                   f"zijn de genoemde {named}, afgerond de vermelde “{printed}”")  # fmt: skip
    elif rows.loc["largest", "verdict"] == "agrees":
        told = say(language, f"those named are {named} and the largest {largest}; only the latter rounds to the printed “{printed}”",
                   f"zijn de genoemde {named} en de grootste {largest}; alleen dat laatste is afgerond de vermelde “{printed}”")  # fmt: skip
    else:
        told = say(language, f"those named are {named} and the largest {largest}; neither rounds to the printed “{printed}”",
                   f"zijn de genoemde {named} en de grootste {largest}; geen van beide is afgerond de vermelde “{printed}”")  # fmt: skip
    return say(language, f"With the base “{base}” ({who}) {told}.", f"Met als basis “{base}” ({who}) {told}.")


def _absent(there: str, role: str, row: Any, language: Language) -> str:
    if _partial(row):
        together = role == "origin" and not row.origins
        if together or (role == "host" and not row.hosts):
            ends = say(language, *(("where refugees are from", "waar vluchtelingen vandaan komen") if together
                                   else ("where refugees are", "waar vluchtelingen zijn")))  # fmt: skip
            return say(language, f"**The imported table does not say {ends}: it has {_holds(row, language)}.**",
                       f"**De ingelezen tabel zegt niet {ends}: zij heeft {_holds(row, language)}.**")  # fmt: skip
        return say(language, f"**The imported table has no number of refugees {there}: it has {_holds(row, language)}.**",
                   f"**De ingelezen tabel heeft geen aantal vluchtelingen {there}: zij heeft {_holds(row, language)}.**")  # fmt: skip
    if row.complete:
        return say(language, f"**UNHCR's table has no number of refugees {there}.**",
                   f"**De tabel van UNHCR heeft geen aantal vluchtelingen {there}.**")  # fmt: skip
    return say(language,
        f"**The reference table has no number of refugees {there}.** It holds the countries that the documents name; with an imported table "
        "of UNHCR (`refugee_data`) every country can be asked for.",
        f"**De referentietabel heeft geen aantal vluchtelingen {there}.** Zij bevat de landen die de documenten noemen; met een ingelezen "
        "tabel van UNHCR (`refugee_data`) is elk land op te vragen.")  # fmt: skip


def _change(first: Any, last: Any, column: str, who: str, language: Language) -> str:
    if first["year"] == last["year"]:
        return say(language, f"It is the only year counted in this way, so that there is no change of {who}.",
                   f"Het is het enige jaar dat zo is geteld, zodat er van {who} geen verandering is.")  # fmt: skip
    before, after = int(first[column]), int(last[column])
    if before == after:
        return say(language, f"That is as many {who} as at the end of {first['year']}.",
                   f"Dat zijn evenveel {who} als eind {first['year']}.")  # fmt: skip
    more = after > before
    by = numbers.number(abs(after - before), language)
    ratio = f" ({wording.relative((after - before) / before, language)})" if before else ""
    return say(language,
        f"From the end of {first['year']} to the end of {last['year']} the number of {who} {'rose' if more else 'fell'} by {by}, from "
        f"{numbers.number(before, language)} to {numbers.number(after, language)}{ratio}.",
        f"Van eind {first['year']} tot eind {last['year']} {'steeg' if more else 'daalde'} het aantal {who} met {by}, van "
        f"{numbers.number(before, language)} naar {numbers.number(after, language)}{ratio}.")  # fmt: skip


def _stretch(first: Any, last: Any, language: Language) -> str:
    low, high = (last["share_lower"] - first["share_upper"]) * 100, (last["share_upper"] - first["share_lower"]) * 100
    middle = round((low + high) / 2, 1)
    people = int(last["people"]) - int(first["people"])
    was = say(
        language,
        f"From the end of {first['year']} to the end of {last['year']}",
        f"Van eind {first['year']} tot eind {last['year']}",
    )
    spans = say(language, f"(from {_close(first, language)} to {_close(last, language)})",
                f"(van {_close(first, language)} naar {_close(last, language)})")  # fmt: skip
    points = numbers.number(abs(middle), language, 1)
    if middle == 0:
        share = say(language, f"{was} that share stayed the same {spans}", f"{was} bleef dat aandeel gelijk {spans}")
    else:
        up = middle > 0
        share = say(language, f"{was} that share {'rose' if up else 'fell'} by {points} percentage points {spans}",
                    f"{was} {'steeg' if up else 'daalde'} dat aandeel met {points} procentpunt {spans}")  # fmt: skip
    number = numbers.number(abs(people), language)
    if people == 0:
        return say(
            language, f"{share}; the number of people stayed the same.", f"{share}; het aantal mensen bleef gelijk."
        )
    link = say(language, "while", "terwijl") if (people > 0) != (middle > 0) else say(language, "and", "en")
    if language == "nl":
        verb = "steeg" if people > 0 else "daalde"
        return f"{share}, {link} het aantal mensen " + (
            f"met {number} {verb}." if link == "terwijl" else f"{verb} met {number}.")  # fmt: skip
    return f"{share}, {link} the number of people {'rose' if people > 0 else 'fell'} by {number}."


def _close(row: Any, language: Language) -> str:
    return numbers.close_share(row["share_lower"], row["share_upper"], language)


def _among(row: Any, language: Language) -> str:
    if row.complete:
        return ""
    return say(language, " in the reference table", " in de referentietabel")


def _names(rows: pd.DataFrame, language: Language, joined: str = "and") -> str:
    names = [wording.in_sentence(row["iso3"], row[f"label_{language}"], language) for _, row in rows.iterrows()]
    if not names:
        return say(language, "none", "geen")
    if joined == "or" and len(names) > 1:
        return f"{', '.join(names[:-1])} {say(language, 'or', 'of')} {names[-1]}"
    return listed(names, language)


def _colon(rows: pd.DataFrame, language: Language) -> str:
    return f": {_names(rows, language)}" if len(rows) else ""
