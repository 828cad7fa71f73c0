"""Everything, interactively: which figures are there, and what is known of one?

Pure filters over the whole dataset. A choice is a handful of texts, so that a control, a parameters cell and a command
can all say it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import pandas as pd

from analysis.dataset import countries, provenance
from analysis.dataset.languages import LANGUAGES, in_all
from analysis.dataset.once import once
from analysis.dataset.tables import Dataset
from analysis.errors import N_, ParameterError, UnknownNameError
from analysis.questions.targets import answers as targets

ALL = "all"
#: The facets of a choice that are one name out of a list.
FACETS = ("theme", "measure", "kind", "place", "source")

#: Columns of :func:`register`, in the order in which a download has them.
REGISTER = [
    "figure_id",
    *in_all("label"),
    "as_printed",
    "read_as",
    "value",
    "value_high",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "conventional",
    "step",
    *in_all("step_reason"),
    "unit",
    "per",
    "multiplicity",
    "qualifier",
    "kind",
    "theme",
    "measure_id",
    *in_all("definition"),
    "population",
    "sex",
    "programme_id",
    *in_all("programme"),
    "places",
    *in_all("place"),
    "period_start",
    "period_end",
    "period_kind",
    "period_basis",
    "period_as_printed",
    "period_line",
    "period_end_basis",
    "period_end_as_printed",
    "period_end_line",
    "funding",
    "credit",
    "fact_id",
    "preferred",
    "source_id",
    "rank",
    "title",
    "section",
    "line",
    "where",
    *in_all("note"),
    "begins",
    "searched",
]
#: Columns of :func:`relations`.
RELATIONS = [
    "figure_id",
    "relation",
    "inverse",
    "other_figure_id",
    *in_all("label"),
    "as_printed",
    "where",
    "base",
    "basis",
]
#: Columns of :func:`comparisons`.
COMPARISONS = [
    "figure_id",
    "other_figure_id",
    *in_all("label"),
    "as_printed",
    "where",
    "verdict",
    *in_all("reason"),
]

_QUALIFIER = re.compile(r"\b(source|kind|theme|measure|place):(\S+)")
_PERIOD = re.compile(r"((?!0000)\d{4})?\s*(-|–|to|tot)?\s*((?!0000)\d{4})?")  # there is no year nought
_SEPARATED = re.compile(r"(?<=\d)[.,](?=\d{3}\b)")
_ENDINGS = ("ingen", "ings", "ing", "eren", "ed", "en", "es", "s", "e")
_STEM = 4


@dataclass(frozen=True)
class Choice:
    """What is asked for: a name or :data:`ALL` for each facet, years (both included) or none, and words."""

    theme: str = ALL
    measure: str = ALL
    kind: str = ALL
    place: str = ALL
    source: str = ALL
    first: int | None = None
    last: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Card:
    """All that the dataset knows of one figure: frames of a row or more, empty where there is nothing."""

    figure: pd.DataFrame  # one row of the register
    printings: pd.DataFrame  # the other printings of the same fact, rows of the register
    relations: pd.DataFrame
    discrepancies: pd.DataFrame  # rows of discrepancies.csv in which the fact stands
    comparisons: pd.DataFrame
    targets: pd.DataFrame  # rows of questions.targets.attainment for what the fact is held against
    citation: str


@once
def register(data: Dataset) -> pd.DataFrame:
    """Return every printing of every figure with what it measures, where and when: a row each, :data:`REGISTER`.

    In order of document and line. ``places`` holds the place ids, separated by a space; ``place_*`` their names;
    ``rank`` is the place of the document in that order, from nought. ``begins`` is the first day of the window, or,
    where only its end is known, the first day of the years that the document speaks of, but no later than that end;
    missing where nothing is known. ``searched`` is the text that :func:`select` looks in, folded: no accents, no case,
    every language.
    """
    rows = data.figures.merge(
        data.measures[["measure_id", *in_all("label"), "theme", *in_all("definition")]],
        on="measure_id",
        how="left",
    )
    names = data.programmes.set_index("programme_id")
    for language in LANGUAGES:
        rows[f"programme_{language}"] = rows["programme_id"].map(names[f"label_{language}"])
    located = data.figure_places.merge(data.places, on="place_id")
    for column, cells, glue in (
        ("places", "place_id", " "),
        *((f"place_{language}", f"label_{language}", ", ") for language in LANGUAGES),
    ):
        unique = located.drop_duplicates(["figure_id", cells])
        joined = unique.groupby("figure_id")[cells].agg(glue.join)
        rows[column] = rows["figure_id"].map(joined).fillna("")
    rows["title"] = rows["source_id"].map(data.sources.set_index("source_id")["title"])
    order = {source: rank for rank, source in enumerate(_oldest_first(data))}
    rows = rows.assign(rank=rows["source_id"].map(order))
    rows = provenance.located(rows.sort_values(["rank", "line", "figure_id"]))
    spoken_of = rows["source_id"].map(data.sources.set_index("source_id")["first_year"])
    first = pd.to_datetime(spoken_of.astype("str") + "-01-01", format="%Y-%m-%d", errors="coerce")
    rows["begins"] = rows["period_start"].fillna(first.where(first <= rows["period_end"])).fillna(rows["period_end"])
    texts = [
        "figure_id",
        "as_printed",
        *in_all("label", "definition", "programme", "place"),
        "section",
        "population",
        "theme",
        "measure_id",
        *in_all("note"),
        "title",
    ]
    rows["searched"] = rows[texts].fillna("").astype("str").agg(" ".join, axis=1).map(_folded)
    return rows[REGISTER]


def choice(
    data: Dataset,
    subject: str = ALL,
    kind: str = ALL,
    period: str | int = ALL,
    place: str = ALL,
    search: str = "",
) -> Choice:
    """Return the choice that the parameters of the notebook ask for.

    ``subject`` is a theme or a measure, ``period`` a year or two ("2013", "2013-2018", "2013-", "-2018"), ``place`` a
    place by its id or by name in English or Dutch. ``search`` holds words, and names of facets such as
    ``source:results-2018``. Raises :class:`UnknownNameError` for a name that is not in the dataset,
    :class:`ParameterError` for a period that is none.
    """
    themes, measures = sorted(set(data.measures["theme"])), list(data.measures["measure_id"])
    if subject not in {ALL, *themes, *measures}:
        raise UnknownNameError("subject", subject, [ALL, *themes, *measures])
    first, last = _years(str(period))
    chosen = Choice(
        theme=subject if subject in themes else ALL,
        measure=subject if subject in measures else ALL,
        kind=kind,
        place=_place(data, place),
        first=first,
        last=last,
        text=" ".join(_QUALIFIER.sub(" ", search).split()),
    )
    for facet, name in _QUALIFIER.findall(search):
        chosen = _with(chosen, facet, _place(data, name) if facet == "place" else name)
    allowed = {
        "theme": themes,
        "measure": measures,
        "kind": sorted(set(data.figures["kind"])),
        "source": sorted(set(data.figures["source_id"])),
    }
    for facet, names in allowed.items():
        if getattr(chosen, facet) not in {ALL, *names}:
            raise UnknownNameError(facet, getattr(chosen, facet), [ALL, *names])
    return chosen


def parameters(chosen: Choice) -> dict[str, str]:
    """Return a choice as the parameters of the notebook: what :func:`choice` reads back as the same choice."""
    search = [chosen.text] if chosen.text else []
    if chosen.source != ALL:
        search.append(f"source:{chosen.source}")
    if chosen.theme != ALL and chosen.measure != ALL:
        search.append(f"theme:{chosen.theme}")
    years = ["" if year is None else str(year) for year in (chosen.first, chosen.last)]
    return {
        "subject": chosen.measure if chosen.measure != ALL else chosen.theme,
        "kind": chosen.kind,
        "period": ALL if not any(years) else years[0] if years[0] == years[1] else "-".join(years),
        "place": chosen.place,
        "search": " ".join(search),
    }


def select(rows: pd.DataFrame, chosen: Choice) -> pd.DataFrame:
    """Return the rows of the register that fit a choice, in its order; none where nothing fits.

    A figure fits a place that is named with it, not one that lies in a region named with it. With years, only figures
    whose window is known and touches them; :func:`undated` returns what else would fit. Words must all be there, in
    English or Dutch, whatever their ending; the identifier of a figure finds that figure alone.
    """
    return rows[_mask(rows, chosen)]


def undated(rows: pd.DataFrame, chosen: Choice) -> pd.DataFrame:
    """Return the rows that would fit a choice but for their window, which is not known; none without years."""
    if chosen.first is None and chosen.last is None:
        return rows.iloc[:0]
    unknown = rows["period_start"].isna() & rows["period_end"].isna()
    return rows[unknown & _mask(rows, replace(chosen, first=None, last=None))]


def regional(data: Dataset, rows: pd.DataFrame, chosen: Choice) -> pd.DataFrame:
    """Return the rows of a wider region that would fit if they were of the country chosen, which they are not."""
    regions = set(data.place_members.loc[data.place_members["member_id"] == chosen.place, "place_id"])
    if not regions:
        return rows.iloc[:0]
    apart = ~_has_place(rows, chosen.place) & rows["places"].map(lambda cell: not regions.isdisjoint(cell.split()))
    return rows[apart & _mask(rows, replace(chosen, place=ALL))]


def facets(rows: pd.DataFrame, chosen: Choice) -> dict[str, dict[str, int]]:
    """Count, for each of :data:`FACETS`, what each name would leave with the rest of the choice as it is.

    Names without a figure are left out, except the one chosen; :data:`ALL` is always there.
    """
    found = {}
    for facet in FACETS:
        others = rows[_mask(rows, _with(chosen, facet, ALL))]
        if facet == "place":
            counts = others["places"].str.split().explode().value_counts()
        else:
            counts = others[_COLUMNS[facet]].value_counts()
        named = {str(name): int(count) for name, count in counts.items()}
        current = getattr(chosen, facet)
        found[facet] = {ALL: len(others)} | ({} if current in {ALL, *named} else {current: 0}) | named
    return found


def loosened(rows: pd.DataFrame, chosen: Choice) -> dict[str, int]:
    """Count, for each part of a choice, what would fit without it: a facet, ``period`` or ``text``; only what helps."""
    asked: dict[str, dict[str, Any]] = {facet: {facet: ALL} for facet in FACETS if getattr(chosen, facet) != ALL}
    if chosen.first is not None or chosen.last is not None:
        asked["period"] = {"first": None, "last": None}
    if chosen.text:
        asked["text"] = {"text": ""}
    counts = {part: int(_mask(rows, replace(chosen, **without)).sum()) for part, without in asked.items()}
    return {part: count for part, count in counts.items() if count}


def years(rows: pd.DataFrame) -> tuple[int, int]:
    """Return the first and the last year that a window of the register touches."""
    ends = pd.concat([rows["period_start"], rows["period_end"]]).dropna().dt.year
    return int(ends.min()), int(ends.max())


def nearest(rows: pd.DataFrame, text: str) -> str | None:
    """Return words of the register like those of a text, for a search that found nothing; none where all are known."""
    known = sorted({word for cell in rows["searched"] for word in cell.split() if len(word) >= _STEM})
    everything = " ".join(known)
    words, changed = _folded(text).split(), False
    for position, word in enumerate(words):
        if _stem(word) in everything:
            continue
        match = get_close_matches(word, known, n=1, cutoff=0.7)
        if not match:
            return None
        words[position], changed = match[0], True
    return " ".join(words) if changed else None


def card(data: Dataset, rows: pd.DataFrame, figure_id: str) -> Card:
    """Return all that is known of one figure; ``rows`` is the register. Raises :class:`UnknownNameError`."""
    _refuse_unknown(rows, figure_id)
    figure = rows[rows["figure_id"] == figure_id]
    fact = figure["fact_id"].iloc[0]
    same = rows[rows["fact_id"] == fact]
    disputes = data.discrepancy_figures[data.discrepancy_figures["figure_id"].isin(same["figure_id"])]
    return Card(
        figure=figure,
        printings=same[same["figure_id"] != figure_id],
        relations=relations(data, rows, figure_id),
        discrepancies=data.discrepancies[data.discrepancies["discrepancy_id"].isin(disputes["discrepancy_id"])],
        comparisons=comparisons(data, rows, figure_id),
        targets=_held_against(data, set(same["figure_id"])),
        citation=provenance.citation(data, figure_id),
    )


def relations(data: Dataset, rows: pd.DataFrame, figure_id: str | None = None) -> pd.DataFrame:
    """Return how a figure, or without one every figure, relates to others, from either side: :data:`RELATIONS`.

    With ``inverse``, the relation is that of the other figure to this one. ``base`` is what a percentage is a share of
    where that is no figure. ``rows`` is the register. Raises :class:`UnknownNameError`.
    """
    _refuse_unknown(rows, figure_id)
    both = _from_either_side(data.figure_relations, figure_id).rename(columns={"base_as_printed": "base"})
    others = rows[["figure_id", *in_all("label"), "as_printed", "where"]]
    both = both.merge(others.rename(columns={"figure_id": "other_figure_id"}), on="other_figure_id", how="left")
    return both[RELATIONS]


def comparisons(data: Dataset, rows: pd.DataFrame, figure_id: str | None = None) -> pd.DataFrame:
    """Return the figures of other reports that a figure, or without one every figure, was held beside.

    With the verdict: :data:`COMPARISONS`. ``rows`` is the register. Raises :class:`UnknownNameError`.
    """
    _refuse_unknown(rows, figure_id)
    table = data.comparisons[["figure_id", "other_figure_id", "verdict", *in_all("reason")]]
    others = rows[["figure_id", *in_all("label"), "as_printed", "where"]]
    both = _from_either_side(table, figure_id)
    return both.merge(others.rename(columns={"figure_id": "other_figure_id"}), on="other_figure_id")[COMPARISONS]


def _refuse_unknown(rows: pd.DataFrame, figure_id: str | None) -> None:
    if figure_id is not None and figure_id not in set(rows["figure_id"]):
        raise UnknownNameError("figure", figure_id, rows["figure_id"])


def _from_either_side(pairs: pd.DataFrame, figure_id: str | None) -> pd.DataFrame:
    """Return pairs of figures as each of the two sees them; ``inverse`` where it is the other of the pair."""
    sides = {"figure_id": "other_figure_id", "other_figure_id": "figure_id"}
    turned = pairs[pairs["other_figure_id"].notna()].rename(columns=sides)
    both = pd.concat([pairs.assign(inverse=False), turned.assign(inverse=True)], ignore_index=True)
    return both if figure_id is None else both[both["figure_id"] == figure_id].reset_index(drop=True)


def download(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the register as they leave the house: without what only a screen needs, each with a citation."""
    cited = provenance.citations(data, rows["figure_id"])
    return rows.drop(columns=["searched", "begins", "where", "rank"]).assign(citation=rows["figure_id"].map(cited))


# -- how a choice is read and applied -----------------------------------------------------------------------------

_COLUMNS = {"theme": "theme", "measure": "measure_id", "kind": "kind", "source": "source_id"}


def _mask(rows: pd.DataFrame, chosen: Choice) -> pd.Series:
    mask = pd.Series(True, index=rows.index)
    for facet, column in _COLUMNS.items():
        if (name := getattr(chosen, facet)) != ALL:
            mask &= rows[column] == name
    if chosen.place != ALL:
        mask &= _has_place(rows, chosen.place)
    if chosen.first is not None or chosen.last is not None:
        mask &= _touches(rows, chosen)
    if chosen.text.strip():
        mask &= _found(rows, chosen.text)
    return mask


def _has_place(rows: pd.DataFrame, place: str) -> pd.Series:
    return rows["places"].map(lambda cell: place in cell.split()).astype("bool")


def _touches(rows: pd.DataFrame, chosen: Choice) -> pd.Series:
    # A last day that is not known is no limit; a figure without either end touches nothing.
    mask = rows["period_start"].notna() | rows["period_end"].notna()
    if chosen.first is not None:
        mask &= ~(rows["period_end"] < pd.Timestamp(chosen.first, 1, 1))
    if chosen.last is not None:
        mask &= ~(rows["begins"] > pd.Timestamp(chosen.last, 12, 31))
    return mask


def _found(rows: pd.DataFrame, text: str) -> pd.Series:
    exact = rows["figure_id"] == text.strip().casefold()
    if exact.any():
        return exact
    mask = pd.Series(True, index=rows.index)
    for word in _folded(text).split():
        if word.isdigit():
            mask &= rows["searched"].str.contains(rf"\b{word}\b", regex=True)
        else:
            mask &= rows["searched"].str.contains(_stem(word), regex=False)
    return mask


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _SEPARATED.sub("", text)).encode("ascii", "ignore").decode().casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word


def _years(period: str) -> tuple[int | None, int | None]:
    if period.strip() in {ALL, "", "None"}:
        return None, None
    match = _PERIOD.fullmatch(period.strip())
    if match is None or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        raise ParameterError(
            N_("period is '{period}'; write a year or two, such as 2013, 2013-2018, 2013- or -2018, or {every}"),
            period=period,
            every=ALL,
        )
    first, last = (int(year) if year else None for year in (match[1], match[3]))
    if not match[2]:
        return first, first
    if first is not None and last is not None and last < first:
        raise ParameterError(N_("period is '{period}', which ends before it begins"), period=period)
    return first, last


def _with(chosen: Choice, facet: str, name: str) -> Choice:
    changed: dict[str, Any] = {facet: name}
    return replace(chosen, **changed)


def _place(data: Dataset, place: str) -> str:
    if place == ALL or place in set(data.places["place_id"]):
        return place
    for language in LANGUAGES:
        named = data.places.loc[data.places[f"label_{language}"].map(_folded) == _folded(str(place)), "place_id"]
        if len(named):
            return str(named.iloc[0])
    return countries.code(data, place)


@once
def _oldest_first(data: Dataset) -> list[str]:
    published = data.sources.fillna({"published": "9"}).sort_values(["published", "source_id"])["source_id"]
    return [str(source) for source in published if source in set(data.figures["source_id"])]


def _held_against(data: Dataset, figures: set[str]) -> pd.DataFrame:
    table = data.targets
    mine = table[table["target_figure_id"].isin(figures) | table["actual_figure_id"].isin(figures)]
    if mine.empty:
        return mine
    return pd.concat([targets.attainment(data, target) for target in mine["target_id"]], ignore_index=True)
