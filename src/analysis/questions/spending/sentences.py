"""Sentences on what was spent and budgeted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.dataset.rows import rows_of
from analysis.language import _, dates, numbers
from analysis.questions.spending import answers as spending_answers
from analysis.questions.trends.sentences import trend_change
from analysis.show import wording


def spending(table: pd.DataFrame, printed: pd.DataFrame) -> str:
    """Say how the spending of the fund relates to the budget, see ``questions.spending``; Markdown."""
    whole: Any = table.set_index("item").loc["all"]
    spent, left = (_euros(amount) for amount in (whole["used"], abs(whole["left"])))
    quote: Any = printed.iloc[0]
    computed = numbers.share(quote["computed"], quote["computed"])
    rest = _("{left} was left", left=left)
    if whole["left"] < 0:
        rest = _("{left} was spent beyond it", left=left)
    return _(
        "**{spent} was spent: {computed} of the budget, printed as “{as_printed}”; {rest}.**",
        spent=spent,
        computed=computed,
        as_printed=quote["as_printed"],
        rest=rest,
    )


def fund(table: pd.DataFrame) -> str:
    """Say what could be granted, what was budgeted or reserved and what was spent, see ``answers.fund``; Markdown.

    A kind of which nothing is printed is not spoken of; empty where nothing is.
    """
    rows = {kind: _amounts(table[table["kind"] == kind]) for kind in spending_answers.APART}
    told = {
        "ceiling": _(
            "**Subsidies could be granted up to {ceiling}, each for what its decision covers.**",
            ceiling=rows["ceiling"],
        ),
        "budget": _("The budget in print is {budget}.", budget=rows["budget"]),
        "reserved": _("Reserved: {reserved}.", reserved=rows["reserved"]),
        "spent": _("Spent: {spent}.", spent=rows["spent"]),
    }
    parts = [text for kind, text in told.items() if rows[kind]]
    if rows["ceiling"] and rows["spent"]:
        years = sorted(_years(table, "ceiling") & _years(table, "spent"))
        shared = wording.listed([str(year) for year in years])
        parts.append(
            _("Both a ceiling and spending are in print for {shared}.", shared=shared)
            if years
            else _("Of no year are both a ceiling and spending in print.")
        )
    return " ".join(parts)


def _amounts(rows: pd.DataFrame) -> str:
    found: list[Any] = list(rows_of(rows))
    texts = [f"{wording.amount(row)} ({wording.window(row.period_start, row.period_end)})" for row in found]
    return wording.listed(texts)


def _years(table: pd.DataFrame, kind: str) -> set[int]:
    rows = table[table["kind"] == kind]
    begins, ends = rows["period_start"].fillna(rows["known_from"]), rows["period_end"].fillna(rows["known_until"])
    spans = zip(begins.dt.year, ends.dt.year, strict=True)
    return {
        year for first, last in spans if pd.notna(first) and pd.notna(last) for year in range(int(first), int(last) + 1)
    }


def underspending(reasons: pd.DataFrame) -> str:
    """Say how the document explains that money was left, see ``answers.reasons``; a Markdown list."""
    if reasons.empty:
        return _("No reason is printed.")
    projects, beside = (
        [
            _(
                "- {says} (“{as_printed}”, line {line})",
                says=wording.prose(row, "says"),
                as_printed=row.as_printed,
                line=row.line,
            )
            for row in rows_of(reasons[reasons["beside"] == alike])
        ]
        for alike in (False, True)
    )
    lines = []
    if projects:
        lines += [
            _("**What was left, the report explains by projects that could not go ahead in time:**"),
            "",
            *projects,
            "",
        ]
    if beside:
        lines += [_("**Beside these it remarks what stayed behind expectation:**"), "", *beside]
    return "\n".join(lines).rstrip()


def earmark(table: pd.DataFrame) -> str:
    """Set the spending on return beside what was reserved for it, see ``answers.against_available``; Markdown.

    What was not spent of the reserve is held against what was left of the budget: where it is more, the one does not
    explain the other.
    """
    rows = table.set_index("item")
    whole: Any = rows.loc["all"]
    row: Any = rows.loc["return"]
    spent, reserved, gap, left = (
        _euros(abs(amount)) for amount in (row["used"], row["available"], row["left"], whole["left"])
    )
    text = _(
        "**{reserved} of the budget was reserved for return; the spending on that priority is {spent}.** What is reserved is an earmark, neither a goal nor a limit, and nowhere is it said that the one is the spending of the other.",
        reserved=reserved,
        spent=spent,
    )
    if row["left"] <= max(whole["left"], 0):
        return text
    together = _euros(whole["used"] + row["left"])
    if whole["left"] >= 0:
        short = _("more than the {left} that was left of the whole budget", left=left)
    else:
        short = _("while the whole budget was overspent")
    return (
        text
        + " "
        + _(
            "The difference is {gap}, {short}: the reserve and what the other priorities spent come to {together} together, more than the budget. The report does not explain that.",
            gap=gap,
            short=short,
            together=together,
        )
    )


def _euros(amount: float) -> str:
    return numbers.interval(amount, amount, "EUR")


def real(table: pd.DataFrame, changes: pd.DataFrame) -> str:
    """Say what the total of the fund is worth in the prices of one year, and what other indices would make of it; Markdown.

    ``table`` is ``answers.real``, ``changes`` is ``questions.context.price_changes`` from the year of the
    total to the same price year.
    """
    row: Any = table.iloc[0]
    index = wording.deflator(row["deflator"])
    before, after = (numbers.interval(row[column], row[column], "EUR") for column in ("lower", "real_lower"))
    indices: list[Any] = list(rows_of(changes))
    others = ", ".join(f"{wording.deflator(other.deflator)} {_signed(other.change)}" for other in indices)
    return _(
        "**The {before} of {year} is {after} in the prices of {base_year}, by the {index}.** Prices changed between these years by: {others}.",
        before=before,
        year=row["year"],
        after=after,
        base_year=row["base_year"],
        index=index,
        others=others,
    )


def price_source(basis: pd.DataFrame) -> str:
    """Say where prices are from, and how far an imported table differs from the reference; Markdown.

    ``basis`` is ``questions.context.price_basis``.
    """
    row: Any = basis.iloc[0]
    if not row["imported"]:
        return _("Prices are those of the tables of the dataset.")
    updated = _("last updated {updated}", updated=row["updated"]) if row["updated"] else _("without a date of its own")
    parts = [
        _(
            "Prices are those of the World Bank, World Development Indicators, CC BY 4.0: the imported table {files} ({updated}, imported {day}).",
            files=row["files"],
            updated=updated,
            day=row["day"],
        )
    ]
    others: list[Any] = list(rows_of(basis.dropna(subset="reference_change")))
    for other in others:
        index, change = wording.deflator(other.deflator), _signed(other.change)
        reference = _signed(other.reference_change)
        parts.append(
            _(
                "By the {index} there prices changed by {change}, by that of the tables of the dataset by {reference}.",
                index=index,
                change=change,
                reference=reference,
            )
        )
    return " ".join(parts)


def beside_report(table: pd.DataFrame) -> str:
    """Say how the budget line and the report differ, and that why is not known; Markdown."""
    rows = table.set_index("item")
    report: Any = rows.loc["report"]
    gap: Any = rows.loc["difference"]
    line: Any = table[(table["item"] == "budget_line") & (table["stage"] == gap["stage"])].iloc[0]
    budget = numbers.interval(line["lower"], line["upper"], "EUR")
    reported = numbers.interval(report["lower"], report["upper"], "EUR")
    low, high = sorted((abs(gap["lower"]), abs(gap["upper"])))
    distance = numbers.interval(low, high, "EUR")
    direction = _("more") if gap["lower"] >= 0 else _("less") if gap["upper"] <= 0 else _("more or less")
    return _(
        "**The adopted budget line is {budget}, the two budgets of the report together {reported}: {distance} {direction} in the budget.** The line may hold costs that the report does not count as either field, or the report may give what was left after changes in the year; nothing in the sources says which.",
        budget=budget,
        reported=reported,
        distance=distance,
        direction=direction,
    )


def _signed(change: float) -> str:
    return ("+" if change >= 0 else "−") + numbers.share(abs(change), abs(change))


def budget_lines(nominal: pd.DataFrame, real: pd.DataFrame) -> str:
    """Say how budgets moved, as printed and in the prices of one year, by the stage that has most years; Markdown.

    Both frames are ``trends.answers.in_order``, the second of amounts in the prices of one year.
    """
    lead = _("Budgets, not what was spent.")
    parts = []
    for _key, group in nominal.groupby("series_id", sort=False):
        place = group["years"].idxmax()
        (line,), (worth,) = _records(nominal.loc[[place]]), _records(real.loc[[place]])
        text = f"{wording.trend(line)}: {_ends(line)} ({trend_change(line)})"
        if pd.notna(worth.change_lower):
            index = wording.in_prices(worth)
            text += f"; {index} {_ends(worth)} ({trend_change(worth)})"
        parts.append(f"- {text}.")
    return "\n".join([f"**{lead}**\n", *parts])


def asylum_budget(rows: pd.DataFrame, stretches: pd.DataFrame) -> str:
    """Say what was spent under a budget article, stretch by stretch, and why it breaks; Markdown.

    The frames are ``taken_up`` and ``in_order`` of ``questions.trends``; amounts are as printed.
    """
    parts = []
    printed = rows[rows["in_line"]].set_index(["trend_id", "year"])["value"]
    for stretch in _records(stretches):
        ends = dict.fromkeys((stretch.first_year, stretch.last_year))
        told = ", ".join(f"{_euros(printed[stretch.trend_id, year])} ({year})" for year in ends)
        if len(ends) > 1:
            told += f", {trend_change(stretch)}"
        if pd.notna(stretch.break_at):
            why = wording.prose(stretch, "break")
            cut = _("Break")
            parts.append(f"{cut} {dates.told(stretch.break_at, dates.MONTH)}: {why} **{told}.**")
        else:
            parts.append(f"**{wording.trend(stretch)}: {told}.**")
    return " ".join(parts)


def aid_at_home(rows: pd.DataFrame) -> str:
    """Say which share of aid was spent at home in the first, the last, the lowest and the highest year; Markdown.

    ``rows`` is ``trends.answers.taken_up``: a share in per cent, and the amount.
    """
    shares = rows[rows["unit"] == "percent"].reset_index(drop=True)
    places = [0, len(shares) - 1, shares["value"].idxmin(), shares["value"].idxmax()]
    first, last, least, most = (
        f"{numbers.interval(row.lower, row.upper, 'percent', 1)} ({row.year})" for row in _records(shares.loc[places])
    )
    amounts = rows[rows["unit"] == "EUR"]
    before, after = (_euros(value) for value in amounts["value"].iloc[[0, -1]])
    return _(
        "**Of Dutch aid {first} and {last} went to refugees in the Netherlands; lowest {least}, highest {most}.** In amounts, at current prices: {before} and {after}. It is the outturn of the whole government.",
        first=first,
        last=last,
        least=least,
        most=most,
        before=before,
        after=after,
    )


def _ends(line: Any) -> str:
    """Say with which amounts a stretch of ``questions.trends`` begins and ends."""
    ends = ((line.first_lower, line.first_upper, line.first_year), (line.last_lower, line.last_upper, line.last_year))
    texts = [f"{numbers.interval(low, high, 'EUR')} ({year})" for low, high, year in ends]
    return _("from {first} to {last}", first=texts[0], last=texts[1])


def _records(frame: pd.DataFrame) -> list[Any]:
    return list(rows_of(frame))
