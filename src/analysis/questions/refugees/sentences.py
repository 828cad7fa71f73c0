"""Sentences on refugees: printed figures beside UNHCR's, one country over the decade, and the countries of lists."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, dates, ngettext, numbers, translated
from analysis.questions.audit.sentences import audit_external
from analysis.questions.refugees import words
from analysis.show import wording
from analysis.show.wording import listed

#: How many of the largest hosts are gone through one by one.
_TEN = 10


def refugee_checks(overview: pd.DataFrame) -> str:
    """Count the printed figures that agree with UNHCR, and go through those that do not as they are labelled.

    ``overview`` is :func:`analysis.questions.external.overview`; Markdown, with a list.
    """
    parts = [audit_external(overview)]
    wrong = overview[overview["outcome"] != "agrees"]
    # Two printings of one share are two lines where they say that they count different people.
    alike = ["measure_id", "iso3", "as_printed", "reference_lower"]
    printings = wrong.fillna({"iso3": ""}).groupby(alike, sort=False)
    for _key, rows in printings:
        where = wording.where(" ".join(rows["where"]))
        row = wrong[wrong["figure_id"] == rows["figure_id"].iloc[0]]
        parts.append(f"- {_disagreement(next(rows_of(row)), where)}")
    return "\n".join([parts[0], "", *parts[1:]]) if len(parts) > 1 else parts[0]


def refugee_origins(origins: pd.DataFrame, shares: pd.DataFrame) -> str:
    """Say whether the countries of origin that the report names are the largest, and what share they come to.

    The frames are ``origins`` and ``shares`` of :mod:`analysis.questions.external`; Markdown.
    """
    wrong = origins[origins["named"] & ~origins["largest"]]
    missing = origins[origins["largest"] & ~origins["named"]]
    count = int(origins["named"].sum())
    if wrong.empty:
        parts = [
            _(
                "**The {count} countries of origin that the report names are the {count} largest.**",
                count=count,
            )
        ]
    else:
        parts = [
            _(
                "**Not all {count} countries of origin that the report names are the largest: it names {wrong}, and not {missing}.**",
                count=count,
                wrong=_ranked(wrong),
                missing=_ranked(missing),
            )
        ]
    for with_oip in (True, False):
        rows = shares[shares["with_oip"] == with_oip].set_index("choice")
        if len(rows):
            parts.append(_base(rows, with_oip))
    return " ".join(parts)


def refugee_decade(decade: pd.DataFrame, basis: pd.DataFrame) -> str:
    """Say how many refugees a country has, or how many come from it, and how that changed; Markdown.

    The frames are those of :mod:`analysis.questions.refugees.answers`. A change is computed within one way of counting
    only.
    """
    place = wording.in_sentence(decade["iso3"].iloc[0], decade[translated("label")].iloc[0])
    role = str(decade["role"].iloc[0])
    there = wording.there(role, place)
    known = decade.dropna(subset="people")
    if known.empty:
        return _absent(there, role, basis.iloc[0])
    last = known.iloc[-1]
    with_oip = bool(basis["with_oip"].item()) and bool((known["oip"].fillna(0) > 0).iloc[-1])
    who = words.counted_people(with_oip)
    people = numbers.number(last["people"])
    share = numbers.close_share(last["share_lower"], last["share_upper"])
    base = words.counted_people(bool(basis["with_oip"].item()))
    if base == who:
        of_world = _(", {share} of the world's", share=share)
    else:
        of_world = _(", {share} of the world's {base}", share=share, base=base)
    of_world = "" if pd.isna(last["share_lower"]) else of_world
    among = words.counterparts(last)
    there = f"{there}, {among}" if among else there
    if last["people"] == 0:
        parts = [
            _(
                "**At the end of {year} UNHCR counted no {who} {there}.**",
                year=last["year"],
                who=who,
                there=there,
            )
        ]
    else:
        parts = [
            _(
                "**At the end of {year} UNHCR counted {people} {who} {there}{of_world}.**",
                year=last["year"],
                people=people,
                who=who,
                there=there,
                of_world=of_world,
            )
        ]
    if pd.isna(last["share_lower"]):
        parts.append(_("A share of the world's cannot be given: {why}.", why=_why(basis.iloc[0])))
    broken = known.loc[known["category_added"], "year"]
    stretch = known[known["segment"] == last["segment"]]
    parts.append(_change(stretch.iloc[0], last, "people", who))
    if len(broken):
        year = broken.iloc[-1]
        before = known[known["year"] < year].iloc[-1]
        added = numbers.number(last["oip"])
        parts.append(
            _(
                "From {year} on, others in need of protection are counted too ({added} of them at the end of {last}): between the ends of {before} and {year} the definition breaks, and no change is computed across it.",
                year=year,
                added=added,
                last=last["year"],
                before=before["year"],
            )
        )
        alone = known.dropna(subset="refugees")
        parts.append(_change(alone.iloc[0], alone.iloc[-1], "refugees", _("refugees without those others")))
    elif (known["oip"].fillna(0) > 0).any() and not basis["with_oip"].item():
        others = known[known["oip"].fillna(0) > 0].iloc[-1]
        many = numbers.number(others["oip"])
        parts.append(
            _(
                "Not counted here are {many} others in need of protection (end of {year}).",
                many=many,
                year=others["year"],
            )
        )
    peak = stretch.loc[stretch["people"].astype("float64").idxmax()]
    if peak["year"] not in {last["year"], stretch["year"].iloc[0]}:
        parts.append(
            _(
                "The highest number of this stretch is that of {year}: {number}.",
                year=peak["year"],
                number=numbers.number(peak["people"]),
            )
        )
    gaps = [str(year) for year in decade.loc[decade["people"].isna(), "year"]]
    if gaps:
        parts.append(_("There is no number for the end of {gaps}.", gaps=listed(gaps)))
    return " ".join(parts)


def refugee_focus(shares: pd.DataFrame, basis: pd.DataFrame) -> str:
    """Say what share of the world's refugees the countries of a list host, and how that changed; Markdown.

    The frames are ``focus_shares`` and ``basis`` of :mod:`analysis.questions.refugees.answers`.
    """
    with_oip = bool(basis["with_oip"].item())
    chosen = shares[shares["chosen"]]
    if chosen.empty:
        return _(
            "**No share of the world's refugees can be given for the countries of a list: {why}.** A share needs a table with every country of asylum and of origin; the tables of the dataset (`refugee_data=reference`) know the world's number.",
            why=_why(basis.iloc[0]),
        )
    last = chosen.iloc[-1]
    many = ngettext("{countries} country", "{countries} countries", last["countries"], countries=last["countries"])
    label = f"“{last[translated('label')]}” ({wording.list_years(last)})"
    who = words.counted_people(with_oip and last["segment"] > 0)
    people = numbers.number(last["people"])
    parts = [
        _(
            "**At the end of {year} the {many} of {label} hosted {close} of the world's {who}: {people}.**",
            year=last["year"],
            many=many,
            label=label,
            close=_close(last),
            who=who,
            people=people,
        )
    ]
    for _key, stretch in chosen.groupby("segment"):
        if len(stretch) > 1:
            parts.append(_stretch(stretch.iloc[0], stretch.iloc[-1]))
    later = chosen.loc[chosen["segment"] > 0, "year"]
    if 0 < len(later) < len(chosen):
        first = later.iloc[0]
        parts.append(
            _(
                "From {first} on the world's number counts others in need of protection too, so that no change is computed across it.",
                first=first,
            )
        )
    partly = chosen[chosen["counted"] < chosen["countries"]]
    if len(partly):
        years = listed([str(year) for year in partly["year"]])
        parts.append(_("In {years} not every country of the list has a number.", years=years))
    others = shares[~shares["chosen"] & (shares["year"] == last["year"])]
    if len(others):
        told = listed([f"{_close(row)} (“{row[translated('label')]}”)" for _, row in others.iterrows()])
        parts.append(_("By the other lists it was {told}.", told=told))
    return " ".join(parts)


def refugee_hosts(hosts: pd.DataFrame, basis: pd.DataFrame, focus: pd.DataFrame, money: pd.DataFrame) -> str:
    """Say which of the largest hosts are on the list, and which are on none of the last lists; Markdown.

    The frames are ``hosts``, ``basis``, ``focus_shares`` and ``amounts`` of :mod:`analysis.questions.refugees.answers`.
    """
    row: Any = basis.iloc[0]
    parts = [_selected(hosts, row)] if _partial(row) else _largest(hosts, row, focus)
    if not row.complete and not row.imported:
        share = numbers.close_share(row.share_lower, row.share_upper)
        parts.append(
            _(
                "The reference table has only the {countries} countries that the documents name or that were needed to check them; together they host {share} of the world's. Larger hosts than the smaller ones here may be missing: with an imported table of UNHCR the ranks are those of the world.",
                countries=row.countries,
                share=share,
            )
        )
    cell: Any = money.iloc[0]
    parts.append(
        ngettext(
            "Money cannot be set beside it: of {amounts} printed amounts, {with_country} names a country,",
            "Money cannot be set beside it: of {amounts} printed amounts, {with_country} name a country,",
            cell.with_country,
            amounts=cell.amounts,
            with_country=cell.with_country,
        )
        + " "
        + ngettext(
            "and {one_country} is of one country alone.",
            "and {one_country} are of one country alone.",
            cell.one_country,
            one_country=cell.one_country,
        )
    )
    return " ".join(parts)


def programme_countries(frame: pd.DataFrame, basis: pd.DataFrame) -> str:
    """Say how many refugees the countries of a programme host, which share that is, and where it rose; Markdown.

    ``frame`` is ``answers.programme_countries``, ``basis`` is ``answers.basis``.
    """
    name = str(frame[translated("list")].iloc[0])
    known = frame[frame["people"].notna()]
    if known.empty:
        return _("**{name}: there is no number of refugees in any of them.**", name=name)
    whom = words.counted_people(bool(basis["with_oip"].item()))
    every = frame["iso3"].nunique()
    sums = known.groupby("year").agg(
        people=("people", "sum"),
        countries=("iso3", "nunique"),
        share_lower=("world_lower", "first"),
        share_upper=("world_upper", "first"),
    )
    whole = sums[sums["countries"] == every]
    parts = []
    if len(whole):
        told = [_hosted(year, whole.loc[year]) for year in dict.fromkeys((whole.index[0], whole.index[-1]))]
        parts.append(
            _(
                "**{name}, {every} together: {told}.**",
                name=name,
                every=every,
                told=wording.listed(told),
            )
        )
    changed: list[tuple[float, str]] = []
    for iso3, group in known.groupby("iso3", sort=False):
        first, last = group.iloc[0], group.iloc[-1]
        if len(group) > 1 and first["segment"] == last["segment"]:
            place = wording.in_sentence(str(iso3), first[translated("label")])
            changed.append((float(last["people"] - first["people"]), place))
    rose = [change for change in changed if change[0] > 0]
    if changed:
        (most, where), (least, there) = max(changed), min(changed)
        up, down = (numbers.signed(step, step) for step in (most, least))
        years = wording.years(known["year"])
        fell = _("it fell most") if least < 0 else _("least")
        parts.append(
            _(
                "From the first to the last of these years ({years}) the number rose in {rose} of {changed} countries, most in {where} ({up}); {fell} in {there} ({down}).",
                years=years,
                rose=len(rose),
                changed=len(changed),
                where=where,
                up=up,
                fell=fell,
                there=there,
                down=down,
            )
        )
    if len(changed) < every:
        parts.append(_("Where a category was added in these years, or a number is missing, no change is given."))
    parts.append(_("Counted are {whom}, at the end of each year.", whom=whom))
    return " ".join(parts)


def _hosted(year: Any, row: Any) -> str:
    people = numbers.number(row["people"])
    if pd.isna(row["share_lower"]):
        return _("{people} at the end of {year}", people=people, year=year)
    part = numbers.close_share(row["share_lower"], row["share_upper"])
    return _("{people} at the end of {year} ({part} of the world's refugees)", people=people, year=year, part=part)


def refugee_source(basis: pd.DataFrame) -> str:
    """Name the source and release of UNHCR's numbers, how they differ from the reference, and what they do not count.

    ``basis`` is that of :mod:`analysis.questions.refugees.answers`; Markdown.
    """
    row: Any = basis.iloc[0]
    source = _release(row) if row.imported else f"{row.source}, {row.first}-{row.year}"
    parts = [
        _(
            "Numbers of UNHCR: {source}, CC BY 4.0. Small numbers are rounded by UNHCR, every release revises earlier years, and Palestine refugees under UNRWA's mandate are not among them. The printed figures are always held against {reference}{between}.",
            source=source,
            reference=_reference(row),
            between=_between(row),
        )
    ]
    if row.imported:
        parts += _remarks(row)
    return " ".join(parts)


def _reference(row: Any) -> str:
    """Name the release that the dataset has."""
    if pd.isna(row.released):
        return _("the release in the dataset")
    return _("the release of {month}", month=dates.told(row.released, dates.MONTH))


def _between(row: Any) -> str:
    """Say of which days other than ends of years there are numbers beside the release, if of any."""
    days = wording.listed([_day_between(day) for day in row.days_between])
    return days and _(", and undated ones also against what UNHCR published of {days}", days=days)


def _day_between(day: Any) -> str:
    if (day.month, day.day) == (6, 30):
        return _("the middle of {year}", year=day.year)
    return dates.told(day, dates.MONTH)


def _release(row: Any) -> str:
    """Name an imported table: its files, the day that it names, the day of the import, its years."""
    updated = _("last updated {updated}", updated=row.updated) if row.updated else _("without a date of its own")
    day = _(", imported {day}", day=row.day) if row.day else ""
    years = wording.years([row.first, row.year])
    return _(
        "the imported table {files} ({updated}{day}), {years}",
        files=row.files,
        updated=updated,
        day=day,
        years=years,
    )


def _remarks(row: Any) -> list[str]:
    """Say what an imported table holds, which years are left out, and where it differs from the reference."""
    parts = [_("The imported table has {holds}.", holds=_holds(row))]
    if row.unfinished:
        parts.append(
            _(
                "Left out is {unfinished}: that year had not ended when the table was made, so that it has no number of its end.",
                unfinished=row.unfinished,
            )
        )
    if row.at_home:
        people = numbers.number(row.at_home)
        parts.append(_("It counts {people} refugees in their own country in its last year.", people=people))
    if row.compared and not row.differing:
        parts.append(
            _(
                "The {compared} numbers that {reference} has too are the same there.",
                compared=numbers.number(row.compared),
                reference=_reference(row),
            )
        )
    elif row.differing:
        parts.append(_differing(row))
    return parts


def _differing(row: Any) -> str:
    where = {
        "world": _("in the world"),
        "host": wording.there("host", wording.in_sentence(row.place_iso3, row[translated("place")])),
        "origin": wording.there("origin", wording.in_sentence(row.place_iso3, row[translated("place")])),
    }[row.place_role]
    here, there = (numbers.number(value) for value in (row.place_imported, row.place_reference))
    apart = (row.place_imported - row.place_reference) / row.place_reference if row.place_reference else float("nan")
    by = "" if pd.isna(apart) else f", {numbers.signed(round(apart * 100, 1), round(apart * 100, 1), 'percent')}"
    who = _("refugees") if row.place_category == "refugees" else _("others in need of protection")
    apart_most = _(
        "{who} {where} at the end of {place_year} ({here} here, {there} there{by})",
        who=who,
        where=where,
        place_year=row.place_year,
        here=here,
        there=there,
        by=by,
    )
    compared = numbers.number(row.compared)
    if not row.contradicting:
        differing = numbers.number(row.differing)
        return ngettext(
            "Of the {compared} numbers that {reference} has too, {differing} is lower here ({differing_years}), most of all that of {apart_most}. Countries that the table lacks can be the reason, and another release or day.",
            "Of the {compared} numbers that {reference} has too, {differing} are lower here ({differing_years}), most of all that of {apart_most}. Countries that the table lacks can be the reason, and another release or day.",
            row.differing,
            compared=compared,
            reference=_reference(row),
            differing=differing,
            differing_years=row.differing_years,
            apart_most=apart_most,
        )
    differing = numbers.number(row.contradicting)
    one = row.contradicting == 1
    return (
        _(
            "**It contradicts {reference}** in {differing_years}: of the {compared} numbers that both have, {differing} differs, most of all that of {apart_most}. It is another release, or counts on another day.",
            reference=_reference(row),
            differing_years=row.differing_years,
            compared=compared,
            differing=differing,
            apart_most=apart_most,
        )
        if one
        else _(
            "**It contradicts {reference}** in {differing_years}: of the {compared} numbers that both have, {differing} differ, most of all that of {apart_most}. It is another release, or counts on another day.",
            reference=_reference(row),
            differing_years=row.differing_years,
            compared=compared,
            differing=differing,
            apart_most=apart_most,
        )
    )


def _largest(hosts: pd.DataFrame, row: Any, focus: pd.DataFrame) -> list[str]:
    """Say which of the largest hosts are on the list, and which are on none of the last lists."""
    largest = hosts[hosts["rank"] <= _TEN]
    on, off = largest[largest["on_list"]], largest[~largest["on_list"]]
    lists = words.lists(hosts)
    nowhere = off[~off[lists].any(axis=1)]
    label = f"“{focus.loc[focus['chosen'], translated('label')].iloc[0]}”"
    among = _among(row)
    parts = [
        ngettext(
            "**Of the {largest} largest hosts at the end of {year}{among}, {on} is on {label}{colon}.** Not on it: {names}.",
            "**Of the {largest} largest hosts at the end of {year}{among}, {on} are on {label}{colon}.** Not on it: {names}.",
            len(on),
            largest=len(largest),
            year=row.year,
            among=among,
            on=len(on),
            label=label,
            colon=_colon(on),
            names=_names(off),
        )
    ]
    if len(nowhere):
        parts.append(_("On none of the last lists of focus countries and activities: {names}.", names=_names(nowhere)))
        without = nowhere[nowhere["programmes"] == 0]
        if len(without):
            parts.append(
                _(
                    "No programme with the state as a payer names {names} either.",
                    names=_names(without, "or"),
                )
            )
    return parts


def _selected(hosts: pd.DataFrame, row: Any) -> str:
    """Say that the hosts of a selection are not the largest ones of the world."""
    if hosts.empty:
        return _("**The imported table has no countries of asylum, so that no hosts can be shown.**")
    many = ngettext("{count} host", "{count} hosts", len(hosts), count=len(hosts))
    return ngettext(
        "**Which hosts are the largest of the world cannot be said: {why}.** Shown is {many} of the table, end of {year}, without rank or share.",
        "**Which hosts are the largest of the world cannot be said: {why}.** Shown are {many} of the table, end of {year}, without rank or share.",
        len(hosts),
        why=_why(row),
        many=many,
        year=row.year,
    )


def _partial(row: Any) -> bool:
    """Whether the numbers are an imported selection, of which no share of the world and no rank comes."""
    return bool(row.imported) and not row.complete


def _why(row: Any) -> str:
    """Say why there is no number of the world."""
    if not _partial(row):
        return _("the table has no number of the world for that year")
    lacking = row[translated("lacking")]
    if lacking:
        return _("the imported table lacks {lacking}", lacking=lacking)
    return _("the imported table is a selection, with {holds}", holds=_holds(row))


def _holds(row: Any) -> str:
    """Say how many countries of asylum and of origin an imported table has, and which where they are few."""
    hosts, origins = row["hosts"], row["origins"]
    many = {
        "hosts": ngettext("{count} country of asylum", "{count} countries of asylum", hosts, count=hosts),
        "origins": ngettext("{count} country of origin", "{count} countries of origin", origins, count=origins),
    }
    none = {
        "hosts": _("all countries of asylum added together"),
        "origins": _("all countries of origin added together"),
    }
    which = {name: f" ({names})" if (names := row[translated(name)]) else "" for name in many}
    return listed([f"{many[name]}{which[name]}" if row[name] else none[name] for name in many])


def _disagreement(row: Any, where: str) -> str:
    place = getattr(row, translated("place"))
    undated = pd.isna(row.period_end)
    date = _("undated") if undated else _("end of {year}", year=row.year)
    if pd.isna(row.refugees):
        label = getattr(row, translated("label"))
        what = f"“{row.as_printed}”, {label[:1].lower()}{label[1:]}, {date}"
        if row.unit == "percent":
            theirs = numbers.close_share(row.reference_lower / 100, row.reference_upper / 100)
        else:
            theirs = numbers.interval(row.reference_lower, row.reference_upper)
        tail = ""
        if row.outcome == "other_count":
            tail = _(" with the countries and the group that it names")
        return _(
            "{what}: UNHCR's numbers come to {theirs}{tail} ({where}).",
            what=what,
            theirs=theirs,
            tail=tail,
            where=where,
        )
    there = wording.there(row.role, wording.in_sentence(row.iso3, place))
    what = f"“{row.as_printed}”, {words.printed_people(row.population)} {there}, {date}"
    alone = numbers.number(row.refugees)
    if row.outcome == "other_count":
        both = numbers.number(row.with_oip)
        return _(
            "{what}: UNHCR has {alone} refugees; {both} with others in need of protection ({where}).",
            what=what,
            alone=alone,
            both=both,
            where=where,
        )
    return _(
        "{what}: UNHCR has {alone} at the end of {year}{nor} ({where}).",
        what=what,
        alone=alone,
        year=row.year,
        nor=_nor(undated),
        where=where,
    )


def _nor(undated: bool) -> str:
    return _(", and it fits none of the other dates either") * undated


def _ranked(rows: pd.DataFrame) -> str:
    return listed(
        [
            _(
                "{country} (no. {rank}, {people})",
                country=row[translated("label")],
                rank=row["rank"],
                people=numbers.number(row["people"]),
            )
            for _key, row in rows.iterrows()
        ],
    )


def _base(rows: pd.DataFrame, with_oip: bool) -> str:
    who = words.counted_people(with_oip)
    lower, upper = rows["lower"] / 100, rows["upper"] / 100
    named, largest = (numbers.close_share(lower.loc[choice], upper.loc[choice]) for choice in ("named", "largest"))
    printed, base = rows["as_printed"].iloc[0], rows["base_as_printed"].iloc[0]
    if rows.loc["named", "verdict"] == "agrees":
        told = _("those named are {named}, which rounds to the printed “{printed}”", named=named, printed=printed)
    elif rows.loc["largest", "verdict"] == "agrees":
        told = _(
            "those named are {named} and the largest {largest}; only the latter rounds to the printed “{printed}”",
            named=named,
            largest=largest,
            printed=printed,
        )
    else:
        told = _(
            "those named are {named} and the largest {largest}; neither rounds to the printed “{printed}”",
            named=named,
            largest=largest,
            printed=printed,
        )
    return _("With the base “{base}” ({who}) {told}.", base=base, who=who, told=told)


def _absent(there: str, role: str, row: Any) -> str:
    if _partial(row):
        together = role == "origin" and not row.origins
        if together or (role == "host" and not row.hosts):
            ends = _("where refugees are from") if together else _("where refugees are")
            return _(
                "**The imported table does not say {ends}: it has {holds}.**",
                ends=ends,
                holds=_holds(row),
            )
        return _(
            "**The imported table has no number of refugees {there}: it has {holds}.**",
            there=there,
            holds=_holds(row),
        )
    if row.complete:
        return _("**UNHCR's table has no number of refugees {there}.**", there=there)
    return _(
        "**The reference table has no number of refugees {there}.** It holds the countries that the documents name; with an imported table of UNHCR (`refugee_data`) every country can be asked for.",
        there=there,
    )


def _change(first: Any, last: Any, column: str, who: str) -> str:
    if first["year"] == last["year"]:
        return _("It is the only year counted in this way, so that there is no change of {who}.", who=who)
    before, after = int(first[column]), int(last[column])
    if before == after:
        return _("That is as many {who} as at the end of {year}.", who=who, year=first["year"])
    change = {
        "first": first["year"],
        "last": last["year"],
        "who": who,
        "by": numbers.number(abs(after - before)),
        "before": numbers.number(before),
        "after": numbers.number(after),
        "ratio": f" ({wording.relative((after - before) / before)})" if before else "",
    }
    if after > before:
        return _(
            "From the end of {first} to the end of {last} the number of {who} rose by {by}, from {before} to {after}{ratio}.",
            **change,
        )
    return _(
        "From the end of {first} to the end of {last} the number of {who} fell by {by}, from {before} to {after}{ratio}.",
        **change,
    )


def _stretch(first: Any, last: Any) -> str:
    low, high = (last["share_lower"] - first["share_upper"]) * 100, (last["share_upper"] - first["share_lower"]) * 100
    middle = round((low + high) / 2, 1)
    people = int(last["people"]) - int(first["people"])
    was = _("From the end of {first} to the end of {last}", first=first["year"], last=last["year"])
    spans = _("(from {first} to {last})", first=_close(first), last=_close(last))
    points = numbers.number(abs(middle), 1)
    if middle == 0:
        share = _("{was} that share stayed the same {spans}", was=was, spans=spans)
    else:
        up = middle > 0
        share = (
            _(
                "{was} that share rose by {points} percentage points {spans}",
                was=was,
                points=points,
                spans=spans,
            )
            if up
            else _(
                "{was} that share fell by {points} percentage points {spans}",
                was=was,
                points=points,
                spans=spans,
            )
        )
    number = numbers.number(abs(people))
    if people == 0:
        return _("{share}; the number of people stayed the same.", share=share)
    if (people > 0) != (middle > 0):
        return (
            _("{share}, while the number of people rose by {number}.", share=share, number=number)
            if people > 0
            else _("{share}, while the number of people fell by {number}.", share=share, number=number)
        )
    return (
        _("{share}, and the number of people rose by {number}.", share=share, number=number)
        if people > 0
        else _("{share}, and the number of people fell by {number}.", share=share, number=number)
    )


def _close(row: Any) -> str:
    return numbers.close_share(row["share_lower"], row["share_upper"])


def _among(row: Any) -> str:
    if row.complete:
        return ""
    return _(" in the reference table")


def _names(rows: pd.DataFrame, joined: str = "and") -> str:
    names = [wording.in_sentence(row["iso3"], row[translated("label")]) for _, row in rows.iterrows()]
    if not names:
        return _("none")
    if joined == "or" and len(names) > 1:
        return _("{some} or {last}", some=", ".join(names[:-1]), last=names[-1])
    return listed(names)


def _colon(rows: pd.DataFrame) -> str:
    return f": {_names(rows)}" if len(rows) else ""
