"""Recipes: what a researcher asks of the dataset from Python, each a few lines that run as they stand here.

    >>> import altair as alt
    >>> import pandas as pd
    >>> import analysis
    >>> data = analysis.load()

``data`` shows its tables, ``data.describe("figures")`` what the columns of one hold.

**All amounts of a programme, with their bounds.** What a programme is called stands in ``data.programmes``; here both
phases of Prospects. Amounts of different kinds, windows or payers are not to be added up.

    >>> from analysis.questions.programme import answers as programme
    >>> phases = data.programmes.query("label_en.str.contains('Prospects')")["programme_id"]
    >>> amounts = pd.concat([programme.money(data, phase).assign(programme_id=phase) for phase in phases])
    >>> amounts[["programme_id", "kind", "as_printed", "total_lower", "total_upper"]]
      programme_id     kind         as_printed  total_lower  total_upper
    0  prospects-2  ceiling  max. EUR 800 mln.  800000000.0  800000000.0

**Returns by year.** How many people returned lies between two ends where support of two kinds could be combined.

    >>> from analysis.questions.returns import answers as returns
    >>> years = returns.by_year(data)
    >>> years[["period_end", "people_lower", "people_upper"]]
      period_end  people_lower  people_upper
    0 2009-12-31        1028.0        1028.0
    ...
    3 2012-12-31        1468.0        2035.0
    ...

**A chart of your own, with intervals.** Any frame with ``lower`` and ``upper`` will do; ``theme.enable`` gives it the
fonts and colours of the reports, and lets it be seen without a network.

    >>> from analysis.show import theme
    >>> theme.enable("en")
    >>> base = alt.Chart(years, title="People who returned with support").encode(y=alt.Y("year(period_end):O"))
    >>> ends = base.mark_rule(strokeWidth=3).encode(
    ...     x=alt.X("people_lower:Q", title="people"), x2="people_upper:Q", tooltip=["where"]
    ... )
    >>> chart = ends + base.mark_point(filled=True).encode(x="people_lower:Q")
    >>> chart.save("returns.html", inline=True)

**A country's figures beside UNHCR's.** Countries go by their code or by their name in English or Dutch.

    >>> from analysis.questions.country import answers as country
    >>> printed = country.refugee_figures(data, "Turkije").dropna(subset="period_end")
    >>> unhcr = country.refugee_stocks(data, "Turkije").query("category == 'refugees'")
    >>> beside = printed.assign(year=printed["period_end"].dt.year).merge(unhcr, on=["role", "year"])
    >>> beside[["year", "as_printed", "lower", "upper", "people"]]
       year   as_printed      lower      upper   people
    0  2023  3,3 miljoen  3250000.0  3350000.0  3251127

**A comparison that nobody made yet, with its verdict.** What differs between two figures is read from their rows;
where ``comparisons.csv`` has looked at the pair, its verdict stands. Only what is allowed has a change.

    >>> from analysis.questions import comparability
    >>> pairs = comparability.verdicts(data, [("pr13-1250-3", "pr13-1252-3"), ("pr13-1254-3", "pr13-1256-3")])
    >>> pairs[["as_printed", "other_as_printed", "verdict", "change_lower", "change_upper"]]
      as_printed other_as_printed         verdict  change_lower  change_upper
    0       1028             1280      comparable         252.0         252.0
    1       1641             1468  not_comparable           NaN           NaN
    >>> print(pairs.loc[1, "reason_en"])
    The total of 2011 is the sum of both columns, that of 2012 the column of financial support. How many ...

**Figures of your own choice.** A basket holds them once and in order, and a cell displays them with their bounds, each
pair compared as above. It is saved as CSV, workbook, BibTeX or CSL-JSON, and its address opens the same basket among
the reports.

    >>> basket = analysis.basket(data, "rs18-0211-1", "pr13-1250-3", "pr13-1252-3")
    >>> basket.address
    'basket.html#rs18-0211-1,pr13-1250-3,pr13-1252-3'
    >>> basket.comparisons.loc[:0, ["as_printed", "other_as_printed", "change_lower"]]
      as_printed other_as_printed  change_lower
    0       1028             1280         252.0
    >>> basket.save("basket.csv")
    >>> analysis.basket(data).read("basket.csv") == basket
    True

**Where it is from.** Every result carries ``figure_id``; its document, section and line are one call away.

    >>> analysis.sources(data, amounts).frame[["figure_id", "document", "line"]]
         figure_id                                document  line
    0  mr23-0687-1  Migratierapportage 2023, eerste editie   687

**To Excel, Stata and Parquet.** A workbook opens in an Excel of any language. Stata takes no column that is empty
throughout, and letters of any alphabet from version 118 on. Parquet is written by DuckDB (the extra ``export``). R
reads all three, with ``readxl``, ``haven`` and ``arrow``.

    >>> amounts.to_excel("amounts.xlsx", index=False)
    >>> amounts.dropna(axis="columns", how="all").to_stata("amounts.dta", version=118, write_index=False)
    >>> import duckdb
    >>> duckdb.from_df(amounts).write_parquet("amounts.parquet")

All of the dataset, in these formats and more, is ``analysis export DIR``.
"""
