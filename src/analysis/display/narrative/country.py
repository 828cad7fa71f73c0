"""Sentences on one country: what the documents say of it, and what their silence means."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.display import numbers, wording
from analysis.display.theme import Language
from analysis.display.wording import counted, listed, say

_MANY = 6
_FEW = 2


def country(
    profile: pd.DataFrame, lists: pd.DataFrame, programmes: pd.DataFrame, figures: pd.DataFrame, printed: pd.DataFrame,
    language: Language,
) -> str:  # fmt: skip
    """Say how much the documents say of a country, and say so when it is little or nothing; Markdown.

    The frames are those of :mod:`analysis.questions.country`; ``printed`` are its printed figures of refugees.
    """
    row: Any = profile.iloc[0]
    name = _name(profile, language)
    on = lists[lists["says"] == "named"]
    direct = programmes[programmes["via_en"].isna()]
    own = figures[figures["scope"] == "own"]
    if not row["mentioned"]:
        return say(language,
            f"**There is nothing about {name} in these documents.** None of them names it: not in a list, a programme or a figure.",
            f"**Over {name} staat niets in deze documenten.** Geen ervan noemt het: niet in een lijst, programma of cijfer.")  # fmt: skip
    if direct.empty and figures.empty and printed.empty and not on["policy"].any():
        return _only_listed(name, on, programmes, language)
    parts = [
        say(language,
            f"**{_cap(name)} stands on {_lists(len(on), language)}, is named by {_programmes(len(direct), language)}, and has "
            f"{_grouped(own, ('result', 'money'), language)} of its own.**",
            f"**{_cap(name)} staat op {_lists(len(on), language)}, wordt genoemd door {_programmes(len(direct), language)} en heeft "
            f"{_grouped(own, ('result', 'money'), language)} van zichzelf.**")
    ]  # fmt: skip
    parts += _money_of_others(own, language)
    policy = on[on["policy"]]
    names = listed([f"“{label}”" for label in policy[f"label_{language}"]], language)
    parts.append(
        say(language, f"Of the lists that say where policy is aimed at it is on {_number(len(policy), language)}: {names}.",
            f"Van de lijsten die zeggen waar het beleid op is gericht staat het op {_number(len(policy), language)}: {names}.")
        if len(policy) else
        say(language, "It is on none of the lists that say where policy is aimed at.",
            "Het staat op geen van de lijsten die zeggen waar het beleid op is gericht.")
    )  # fmt: skip
    donor = on[on["donor"]]
    if len(donor):
        parts.append(say(language, f"It is a donor itself: {_names(donor, language)}.",
                         f"Het is zelf ook donor: {_names(donor, language)}."))  # fmt: skip
    if policy.empty and len(direct) <= _FEW and not own["group"].isin(["result", "money"]).any():
        parts.append(say(language, "**That is little.**", "**Dat is weinig.**"))
    return " ".join(parts)


def country_absence(lists: pd.DataFrame, language: Language) -> str:
    """Say what it means that a country is not on a list of policy, see ``questions.country.lists``."""
    policy = lists[lists["policy"]]
    absent, silent, hidden = (policy[policy["says"] == code] for code in ("absent", "silent", "unprinted"))
    parts = []
    if len(absent):
        parts.append(
            say(language, f"Not on {_lists(len(absent), language)} that {'is' if len(absent) == 1 else 'are'} complete, so that "
                f"the absence means something: {_names(absent, language)}.",
                f"Niet op {_lists(len(absent), language)} die volledig {'is' if len(absent) == 1 else 'zijn'}, zodat het "
                f"ontbreken iets zegt: {_names(absent, language)}.")
        )  # fmt: skip
    if len(silent):
        parts.append(
            say(language, f"Not on {_lists(len(silent), language)} that {'does' if len(silent) == 1 else 'do'} not claim to be "
                f"complete, which says nothing: {_names(silent, language)}.",
                f"Niet op {_lists(len(silent), language)} die niet volledig {'heet' if len(silent) == 1 else 'heten'}, wat niets "
                f"zegt: {_names(silent, language)}.")
        )  # fmt: skip
    if len(hidden):
        parts.append(
            say(language, f"Whether it is on {_lists(len(hidden), language)} more cannot be known, because the document prints no "
                f"names: {_names(hidden, language)}.",
                f"Of het op nog {_lists(len(hidden), language)} staat is niet te weten, want het document noemt de namen niet: "
                f"{_names(hidden, language)}.")
        )  # fmt: skip
    return " ".join(parts) or say(language, "It is on every list that says where policy is aimed at.",
                                  "Het staat op elke lijst die zegt waar het beleid op is gericht.")  # fmt: skip


def country_activities(activities: pd.DataFrame, programmes: pd.DataFrame, language: Language) -> str:
    """Say what each table of activities holds for a country, see ``questions.country.activities``; a Markdown list."""
    lines = [f"- {_activity(row, language)}" for row in activities.itertuples(index=False)]
    # A programme that was last told of years before the tables says nothing of the time that they are of.
    year = activities["as_of"].dropna().astype("str").str[:4].max()
    told = programmes["known_until"].fillna("").astype("str") >= str(year)
    dutch = programmes[programmes["dutch"] & programmes["via_en"].isna() & told]
    if (activities["says"] != "named").all() and len(dutch):
        many = counted(len(dutch), *say(language, "programme/programmes", "programma/programma's").split("/"))
        lines.append(
            say(language, f"\nThat it is in none of the tables does not mean that nothing was done there: documents on {year} or later "
                f"name {many} there with the Dutch state as a payer.",
                f"\nDat het in geen van de tabellen staat, betekent niet dat er niets gebeurde: documenten over {year} of later noemen er "
                f"{many} met de Nederlandse staat als financier.")
        )  # fmt: skip
    return "\n".join(lines)


def country_programmes(profile: pd.DataFrame, programmes: pd.DataFrame, language: Language) -> str:
    """Say how many programmes name a country, their status and payers, and which work in its region; Markdown."""
    name = _name(profile, language)
    direct, regional = programmes[programmes["via_en"].isna()], programmes[programmes["via_en"].notna()]
    parts = []
    if direct.empty:
        parts.append(say(language, f"**No programme names {name}.**", f"**Geen programma noemt {name}.**"))
    else:
        statuses = direct["status"].value_counts()
        told = listed(
            [_status(int(count), str(code), language, len(direct)) for code, count in statuses.items()], language
        )
        many = len(direct)
        parts.append(
            say(language, f"**{_cap(_programmes(many, language))} {'names' if many == 1 else 'name'} {name}:** {told}, by the last "
                f"document that says anything of each{_as_of(direct, language)}.",
                f"**{_cap(_programmes(many, language))} {'noemt' if many == 1 else 'noemen'} {name}:** {told}, volgens het laatste "
                f"document dat er iets van zegt{_as_of(direct, language)}.")
        )  # fmt: skip
        paid = int(direct["dutch"].sum())
        parts.append(
            say(language, f"The Dutch state is named as a payer of {_of(paid, many, language)}.",
                f"De Nederlandse staat is genoemd als financier van {_of(paid, many, language)}.")
        )  # fmt: skip
        overdue = int(direct["overdue"].fillna(False).sum())
        if overdue:
            parts.append(
                say(language, f"For {_of(overdue, many, language)} the printed end has passed since, and no document says what came of "
                    f"{'it' if overdue == 1 else 'them'}.",
                    f"Bij {_of(overdue, many, language)} is het vermelde einde inmiddels voorbij, en geen document zegt hoe het is "
                    "afgelopen.")
            )  # fmt: skip
        undated = int((direct["start"].isna() & direct["end"].isna()).sum())
        if undated:
            parts.append(
                say(language, f"Neither start nor end is printed for {_of(undated, many, language)}.",
                    f"Bij {_of(undated, many, language)} is begin noch einde vermeld.")
            )  # fmt: skip
    if len(regional):
        regions = sorted({via for cell in regional[f"via_{language}"] for via in cell.split(", ")})
        parts.append(
            say(language, f"{_cap(_programmes(len(regional), language))} {'names' if len(regional) == 1 else 'name'} only a region "
                f"that it is counted to ({listed(regions, language)}): whether anything of "
                f"{'it' if len(regional) == 1 else 'them'} is in {name} is not said.",
                f"{_cap(_programmes(len(regional), language))} {'noemt' if len(regional) == 1 else 'noemen'} alleen een regio waar "
                f"het land toe wordt gerekend ({listed(regions, language)}): of daarvan iets in {name} gebeurt, staat er niet.")
        )  # fmt: skip
        inferred = regional[regional["via_basis"] == "inferred"]
        if len(inferred):
            regions = sorted({via for cell in inferred[f"via_{language}"] for via in cell.split(", ")})
            parts.append(
                say(language, f"That it belongs to {listed(regions, language)} is our reading: the document names both together and "
                    "does not say which country lies where.",
                    f"Dat het bij {listed(regions, language)} hoort, is onze lezing: het document noemt beide samen en zegt niet welk "
                    "land waar ligt.")
            )  # fmt: skip
    return " ".join(parts)


def country_figures(profile: pd.DataFrame, figures: pd.DataFrame, language: Language) -> str:
    """Say how many figures are a country's own and how many count it along; see ``questions.country.figures``."""
    name = _name(profile, language)
    own = figures[figures["scope"] == "own"]
    wider = figures[figures["scope"] != "own"]
    told = _grouped(own, ("money", "promise", "result", "context"), language)
    if own.empty:
        parts = [
            say(
                language,
                f"**No figure is printed of {name} alone**, activities and numbers of refugees apart.",
                f"**Er is geen cijfer van {name} alleen vermeld**, activiteiten en aantallen vluchtelingen daargelaten.",
            )
        ]
    else:
        parts = [
            say(language, f"**Of {name} alone are printed: {told}.**", f"**Van {name} alleen zijn vermeld: {told}.**")
        ]
        if not (own["group"] == "money").any():
            parts.append(say(language, "No amount of money is among them.", "Er is geen geldbedrag bij."))
    parts += _money_of_others(own, language)
    results = own[own["group"] == "result"]
    others = results[results["credit"].isin(["eu", "international", "other"])]
    if len(others):
        many, are = len(others), say(language, "is", "is") if len(others) == 1 else say(language, "are", "zijn")
        parts.append(
            say(language, f"Of the results {_of(many, len(results), language)} {are} printed as the result of others or of all "
                "together, not of the Netherlands.",
                f"Van de resultaten {are} {_of(many, len(results), language)} vermeld als resultaat van anderen of van allen samen, "
                "niet van Nederland.")
        )  # fmt: skip
    if len(wider):
        many = len(wider)
        parts.append(
            say(language, f"{_cap(_figures(many, language))} more {'counts' if many == 1 else 'count'} it along with other "
                "countries or as part of a region; no part of them is its own.",
                f"Nog {_figures(many, language)} {'telt' if many == 1 else 'tellen'} het mee met andere landen of als deel van een "
                "regio; geen deel daarvan is van dit land zelf.")
        )  # fmt: skip
    return " ".join(parts)


def country_refugees(
    profile: pd.DataFrame, stocks: pd.DataFrame, change: pd.DataFrame, printed: pd.DataFrame, language: Language
) -> str:  # fmt: skip
    """Say how many refugees a country hosts and how many come from it, and how that changed; Markdown.

    ``stocks``, ``change`` and ``printed`` are those of :mod:`analysis.questions.country`.
    """
    name = _name(profile, language)
    parts = [_changed(row, name, language) for row in change.itertuples(index=False)]
    for role in ("host", "origin"):
        others = stocks[(stocks["role"] == role) & (stocks["category"] == "oip")]
        if len(others):
            parts.append(_others(others.iloc[-1], name, language))
    if stocks.empty:
        parts.append(say(language, f"**The reference table has no numbers for {name}.**",
                         f"**De referentietabel heeft geen aantallen voor {name}.**"))  # fmt: skip
    else:
        source = stocks["source"].iloc[0]
        parts.append(
            say(language, f"Source: {source}; small numbers are rounded by UNHCR, and Palestine refugees under UNRWA's mandate "
                "are not among them.",
                f"Bron: {source}; kleine aantallen zijn door UNHCR afgerond, en Palestijnse vluchtelingen onder het mandaat van "
                "UNRWA tellen niet mee.")
        )  # fmt: skip
    if printed.empty:
        parts.append(say(language, "The documents print no number of refugees in or from it.",
                         "De documenten vermelden geen aantal vluchtelingen in of uit dit land."))  # fmt: skip
    else:
        parts += [_printed(printed[printed["role"] == role], str(role), language) for role in printed["role"].unique()]
    return "\n".join(f"- {part}" for part in parts)


def _only_listed(name: str, on: pd.DataFrame, programmes: pd.DataFrame, language: Language) -> str:
    parts = [
        say(language, f"**Of what the Netherlands does in {name} these documents say nothing:** no activity, no programme, no figure.",
            f"**Over wat Nederland in {name} doet zeggen deze documenten niets:** geen activiteit, geen programma, geen cijfer.")
    ]  # fmt: skip
    if len(on):
        donor = bool(on["donor"].all())
        where = f"{_lists(len(on), language)}: {_names(on, language)}"
        parts.append(
            say(language, f"They name it only {'as a donor, on' if donor else 'on'} {where}.",
                f"Ze noemen het alleen {'als donor, op' if donor else 'op'} {where}.")
        )  # fmt: skip
    if len(programmes):
        parts.append(
            say(language, f"{_cap(_programmes(len(programmes), language))} "
                f"{'works' if len(programmes) == 1 else 'work'} in a region that a document counts it to.",
                f"{_cap(_programmes(len(programmes), language))} "
                f"{'werkt' if len(programmes) == 1 else 'werken'} in een regio waar een document het toe rekent.")
        )  # fmt: skip
    return " ".join(parts)


def _activity(row: Any, language: Language) -> str:
    label = f"**{getattr(row, f'label_{language}')}, {row.as_of:%Y}:**"
    if row.says != "named":
        return say(language, f"{label} not in this table of {row.countries} countries. The table does not claim to be complete, so "
                   "that says nothing about whether there were activities.",
                   f"{label} niet in deze tabel van {row.countries} landen. De tabel is niet volledig, dus dat zegt niets over "
                   "de vraag of er activiteiten waren.")  # fmt: skip
    if row.legibility == "illegible":
        return say(language, f"{label} it is in the table, but the number cannot be read: “{row.as_printed}” stands where a digit was.",
                   f"{label} het staat in de tabel, maar het aantal is niet te lezen: waar een cijfer stond, staat “{row.as_printed}”.")  # fmt: skip
    if row.legibility == "lost":
        return say(language, f"{label} it is in the table, but its number is lost: the page prints none.",
                   f"{label} het staat in de tabel, maar het aantal ontbreekt: er is geen getal vermeld.")  # fmt: skip
    other = int(row.unreadable)
    unread = say(language, f"; of the {row.countries} cells of the table {_number(other, language)} cannot be read",
                 f"; van de {row.countries} cellen van de tabel {'is' if other == 1 else 'zijn'} er {_number(other, language)} niet "
                 "te lezen")  # fmt: skip
    return f"{label} {wording.quantity(row, language)}{unread if other else ''}."


def _changed(row: Any, name: str, language: Language) -> str:
    there = wording.there(row.role, name, language)
    if pd.isna(row.before) or pd.isna(row.after):
        year, people = (row.start, row.before) if pd.isna(row.after) else (row.end, row.after)
        missing = row.end if year == row.start else row.start
        if pd.isna(people):
            return say(language, f"UNHCR has no number of refugees {there} for the end of {row.start} or {row.end}.",
                       f"UNHCR heeft geen aantal vluchtelingen {there} voor eind {row.start} of {row.end}.")  # fmt: skip
        return say(language, f"{_counted(year, people, there, language)}; for the end of {missing} it has no number.",
                   f"{_counted(year, people, there, language)}; voor eind {missing} heeft het geen aantal.")  # fmt: skip
    now = f"**{_counted(row.end, row.after, there, language)}**"
    if row.change == 0:
        return say(language, f"{now}, as many as at the end of {row.start}.", f"{now}, evenveel als eind {row.start}.")
    by, before = (numbers.number(float(value), language) for value in (abs(row.change), row.before))
    more = row.change > 0
    return say(language,
        f"{now}, {by} {'more' if more else 'fewer'} than the {before} at the end of {row.start}{_ratio(row, language)}.",
        f"{now}, {by} {'meer' if more else 'minder'} dan de {before} van eind {row.start}{_ratio(row, language)}.")  # fmt: skip


def _counted(year: int, people: float, there: str, language: Language) -> str:
    number = numbers.number(float(people), language)
    one = float(people) == 1
    return say(language, f"At the end of {year} UNHCR counted {number} {'refugee' if one else 'refugees'} {there}",
               f"Eind {year} telde UNHCR {number} {'vluchteling' if one else 'vluchtelingen'} {there}")  # fmt: skip


def _ratio(row: Any, language: Language) -> str:
    """Return how much the change is of what there was: per cent, or how many times as many from twice on."""
    if pd.isna(row.change_share):
        return ""
    return f" ({wording.relative(float(row.change_share), language)})"


def _others(row: Any, name: str, language: Language) -> str:
    people, there = numbers.number(float(row["people"]), language), wording.there(row["role"], name, language)
    who = wording.population("others-in-need-of-protection", language)
    return say(language, f"Beside them UNHCR counted {people} {who} {there} at the end of {row['year']}, whom it counts apart.",
               f"Daarnaast telde UNHCR eind {row['year']} {people} {who} {there}, die het apart telt.")  # fmt: skip


def _printed(rows: pd.DataFrame, role: str, language: Language) -> str:
    items = []
    for row in rows.to_dict("records"):
        other = row[f"other_{language}"]
        ends = "" if pd.isna(other) else say(
            language, f", {'only those from' if role == 'host' else 'only those in'} {other}",
            f", alleen die {'uit' if role == 'host' else 'in'} {other}")  # fmt: skip
        undated = pd.isna(row["period_start"]) and pd.isna(row["period_end"])
        date = say(language, "undated", "ongedateerd") if undated else wording.window(
            row["period_start"], row["period_end"], language, row["period_basis"])  # fmt: skip
        items.append(f"“{row['as_printed']}”, {date}{ends}")
    there = wording.refugee_role(role, language)
    apart = ""
    if len(items) > 1 and rows[f"other_{language}"].isna().sum() > 1:
        apart = say(language, " They stand side by side: they are other counts, or other dates.",
                    " Ze staan naast elkaar: het zijn andere tellingen of andere data.")  # fmt: skip
    told = "; ".join(items)
    return say(language, f"The documents print of refugees {there}: {told}.{apart}",
               f"De documenten vermelden van vluchtelingen {there}: {told}.{apart}")  # fmt: skip


def _names(rows: pd.DataFrame, language: Language) -> str:
    names = rows[f"label_{language}"].tolist()
    if len(names) <= _MANY:
        return listed(names, language)
    rest = len(names) - _MANY
    return f"{', '.join(names[:_MANY])} {say(language, f'and {rest} more', f'en nog {rest}')}"


def _number(count: int, language: Language) -> str:
    return numbers.number(count, language)


def _lists(count: int, language: Language) -> str:
    if count == 0:
        return say(language, "no list", "geen lijst")
    return counted(count, *say(language, "list/lists", "lijst/lijsten").split("/"))


def _programmes(count: int, language: Language) -> str:
    if count == 0:
        return say(language, "no programme", "geen programma")
    return counted(count, *say(language, "programme/programmes", "programma/programma's").split("/"))


def _figures(count: int, language: Language) -> str:
    if count == 0:
        return say(language, "no figure", "geen cijfer")
    return counted(count, *say(language, "figure/figures", "cijfer/cijfers").split("/"))


def _of(part: int, whole: int, language: Language) -> str:
    if part == whole:
        every = {1: ("that one", "dat ene"), 2: ("both", "beide")}
        return say(language, *every.get(whole, (f"all {whole}", f"alle {whole}")))
    if part == 0:
        return say(language, "none of them", "geen ervan")
    return say(language, f"{part} of {whole}", f"{part} van de {whole}")


def _grouped(own: pd.DataFrame, groups: tuple[str, ...], language: Language) -> str:
    """Count figures by group: those there are; with none at all, say so of each group."""
    counts = {code: int((own["group"] == code).sum()) for code in groups}
    if not any(counts.values()):
        return say(language, " and ", " en ").join(wording.fact_groups(0, code, language) for code in groups)
    return listed([wording.fact_groups(count, code, language) for code, count in counts.items() if count], language)


def _money_of_others(own: pd.DataFrame, language: Language) -> list[str]:
    """Say how much of the amounts is not Dutch money; nothing where all of it is."""
    money = own[own["group"] == "money"]
    others = money[money["funding"].isin(["eu", "international", "other"])]
    if others.empty:
        return []
    payers = listed([wording.payer(code, language) for code in others["funding"].unique()], language)
    if len(money) == 1:
        return [say(language, f"The amount is not Dutch money but of {payers}.",
                    f"Het bedrag is geen Nederlands geld maar van {payers}.")]  # fmt: skip
    which = _of(len(others), len(money), language)
    one = len(others) == 1
    return [say(language, f"Of the amounts {which} {'is' if one else 'are'} not Dutch money but of {payers}.",
                f"Van de bedragen {'is' if one else 'zijn'} {which} geen Nederlands geld maar van {payers}.")]  # fmt: skip


def _status(count: int, code: str, language: Language, whole: int) -> str:
    status = say(language, "without a status", "zonder status")
    status = status if code == "unknown" else wording.programme_status(code, language)
    if count < whole:
        return f"{count} {status}"
    return status if whole == 1 else f"{_of(count, whole, language)} {status}"


def _as_of(rows: pd.DataFrame, language: Language) -> str:
    """Say as of when the programmes that had not ended are known: the years of the last documents that name them."""
    still = rows[rows["status"].isin(["running", "extended", "planned"])]
    if still.empty:
        return ""
    years = still["known_until"].fillna("").value_counts().sort_index(ascending=False)
    told = [
        say(language, f"{count} as of {year}" if year else f"{count} as of an undated document",
            f"{count} volgens een document over {year}" if year else f"{count} volgens een ongedateerd document")
        for year, count in years.items()
    ]  # fmt: skip
    return say(language, f" (not ended: {listed(told, language)})", f" (niet beëindigd: {listed(told, language)})")


def country_events(profile: pd.DataFrame, events: pd.DataFrame, language: Language) -> str:
    """Say how much happened in or with a country by the documents, see ``questions.country.events``; Markdown."""
    name = _name(profile, language)
    if events.empty:
        return say(language, f"**No agreement, visit or other event with {name} is told of.**",
                   f"**Geen afspraak, bezoek of andere gebeurtenis met {name} is vermeld.**")  # fmt: skip
    dated = int(events["start"].notna().sum())
    many = counted(len(events), *say(language, "event/events", "gebeurtenis/gebeurtenissen").split("/"))
    with_date = say(language, "with a date" if dated == len(events) else f"{dated} with a date",
                    "met een datum" if dated == len(events) else f"waarvan {dated} met een datum")  # fmt: skip
    guessed = int((events["basis"] == "inferred").sum())
    inferred = say(language, f"; {guessed} of these dates {'follows' if guessed == 1 else 'follow'} from the text around it",
                   f"; van {guessed} volgt de datum uit de tekst eromheen") if guessed else ""  # fmt: skip
    return say(language, f"**The documents tell of {many} in or with {name}, {with_date}{inferred}.**",
               f"**De documenten vermelden {many} in of met {name}, {with_date}{inferred}.**")  # fmt: skip


def _name(profile: pd.DataFrame, language: Language) -> str:
    row = profile.iloc[0]
    return wording.in_sentence(row["place_id"], row[f"label_{language}"], language)


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
