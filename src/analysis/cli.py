"""The command ``analysis``: thin; what it does is in the packages it calls."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.errors import AnalysisError, ParameterError, RenderError, counted

if TYPE_CHECKING:
    from analysis.rendering.run import Result


_quoted = click.option(
    "--documents",
    envvar="DOCUMENTS",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the text editions, SOURCE_ID.txt: the page of a figure then quotes its sentence.",
)


class _Output(click.Path):
    """A folder, or an address that fsspec knows, which stays a text."""

    def __init__(self, *, addresses: bool = True) -> None:
        super().__init__(path_type=Path, file_okay=False)
        self.addresses = addresses

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        if "://" not in str(value):
            return super().convert(value, parameter, context)
        if not self.addresses:
            self.fail("takes a folder here, and no address", parameter, context)
        return value


_output = click.option("--output", type=_Output(), help="The folder of the reports, or their address.")


def _dataset(data: Path | None) -> Path | None:
    """Return the folder of a dataset that is named, nothing where none is; raises where no dataset is there."""
    if not data:
        return None
    from analysis.dataset import schema

    return schema.find(data).absolute()


class _Commands(click.Group):
    """A group that turns this package's errors into a message and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except AnalysisError as error:
            click.echo(f"{error}", err=True)
            context.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="migration-analysis", message="%(version)s")
def main() -> None:
    """Figures, targets and results of Dutch migration and refugee-reception policy."""
    from analysis.rendering.kernels import deferred

    deferred.install()


@main.command("list")
@_output
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Another dataset, as of `render --data`."
)
def list_reports(output: Path | str | None, data: Path | None) -> None:
    """List the reports of the plan, and how each of them stands."""
    from analysis.rendering import inputs, store
    from analysis.rendering.plan import planfile

    project = inputs.find(data=_dataset(data))
    reports = planfile.load(project).reports
    with store.opened(output, project.rendered) as shelf:
        known = {record.name: (record.state, record.fingerprint) for record in shelf.each()}
    prints = inputs.Fingerprints(project)
    shared = prints.shared()
    rows = []
    for report in reports:
        fingerprint = prints.report(shared, report.name, report.title, report.notebook, report.parameters)
        state, made_of = known.get(report.name, ("-", None))
        if state == "fresh" and made_of != fingerprint:
            state = "stale"
        rows.append((report.name, report.group, state, report.title))
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + f"  {row[3]}")


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter, as the notebook declares it.")
@click.option(
    "--output", type=_Output(), help="Another folder for the reports, or an address: s3://BUCKET/FOLDER, sftp://…."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Another dataset, to try something; with --output, so that the reports of the project's own stay.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="How many at once; one for each core unless told.")
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Render on the workers of this Dask scheduler, one report for each thread unless --workers says fewer.",
)
@click.option("--force", is_flag=True, help="Render what has not changed, too.")
@click.option("--group", type=click.Choice(["weekly", "on_demand", "all"]), help="The reports of a group.")
@click.option("--kernels", type=click.Choice(["forked", "plain"]), default="forked", help="The kind of kernels.")
@click.option("--timeout", type=click.FloatRange(min=1), default=7200.0, help="Seconds for everything.")
@click.option("--report-timeout", type=click.FloatRange(min=1), default=900.0, help="Seconds for one report.")
@click.option("--cell-timeout", type=click.FloatRange(min=1), default=300.0, help="Seconds for one cell.")
@click.option("--keep", type=click.IntRange(min=1), default=20, help="How many runs to remember; 20 unless told.")
@click.option("--no-sharing", is_flag=True, help="Each report computes and draws all of its own.")
@click.option("--no-wait", is_flag=True, help="Fail when another render holds the folder, instead of waiting.")
@click.option(
    "--notify",
    "addresses",
    multiple=True,
    metavar="ADDRESS",
    envvar="ANALYSIS_NOTIFY",
    help="Tell it there, too: a web hook that takes JSON (https://…), or what Apprise knows (mailto://…). "
    "ANALYSIS_NOTIFY holds such addresses where nobody sees them.",
)
@click.option(
    "--notify-on",
    "occasion",
    type=click.Choice(["failure", "change", "always"]),
    default="change",
    help="When a report failed; or, unless told, when something changed as well; or always.",
)
@_quoted
def render(
    names: tuple[str, ...],
    parameters: tuple[str, ...],
    output: Path | str | None,
    data: Path | None,
    workers: int | None,
    cluster: str,
    force: bool,
    group: str | None,
    kernels: str,
    timeout: float,
    report_timeout: float,
    cell_timeout: float,
    keep: int,
    no_sharing: bool,
    no_wait: bool,
    addresses: tuple[str, ...],
    occasion: str,
    documents: Path | None,
) -> None:
    """Render reports: those named, or all of the weekly group; only what has changed.

    A NAME is a report of the plan, or a notebook. With -p it is rendered with other parameters than the plan's.
    """
    from analysis.rendering import inputs, notice, progress, run, store

    if data and not output:
        raise ParameterError("--data takes --output too: a folder for its reports, so that the project's own stay")
    order = run.Order(
        names=names,
        parameters=_pairs(parameters),
        group=group,
        workers=workers,
        cluster=cluster,
        force=force,
        kernels=kernels,
        cell_limit_s=cell_timeout,
        report_limit_s=report_timeout,
        limit_s=timeout,
        wait_s=0.0 if no_wait else timeout,
        keep=keep,
        sharing=not no_sharing,
    )
    project = inputs.find(documents=documents, data=_dataset(data))
    index = store.index(output, project.rendered)
    with (
        notice.Attendant(addresses, occasion, index, lambda problem: click.echo(problem, err=True)) as attendant,
        store.opened(output, project.rendered) as shelf,
    ):
        result = run.run(project, order, progress.suitable(), shelf=shelf)
        click.echo(_summary(result, index if isinstance(output, str) else project.shown(Path(index))))
        attendant.ended(result)
    if result.failed:
        sys.exit(1)


@main.command()
@click.option("--address", default="127.0.0.1", help="The address of this machine to answer at; 127.0.0.1 unless told.")
@click.option("--port", type=click.IntRange(0, 65535), default=8866, help="8866 unless told; 0 for one that is free.")
@click.option("--workers", type=click.IntRange(1, 64), help="How many pages at once; one for each core unless told.")
@click.option("--timeout", type=click.FloatRange(min=1), default=20.0, help="Seconds for one page.")
@click.option("--memory", type=click.IntRange(min=512), default=1024, help="Megabytes for each worker.")
@click.option(
    "--each",
    type=click.IntRange(min=1),
    default=16,
    help="Pages that one visitor may wait for at once; 16 unless told.",
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="Believe X-Forwarded-For or X-Real-Ip, in which a proxy names the visitor; nobody may get past it.",
)
@click.option("--cold", is_flag=True, help="Answer at once, and the first visitor of each question a second later.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Another dataset.")
@click.option(
    "--files",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Serve nothing: write a unit for systemd and a Containerfile there, to be read and changed.",
)
def app(
    address: str,
    port: int,
    workers: int | None,
    timeout: float,
    memory: int,
    each: int,
    behind_proxy: bool,
    cold: bool,
    data: Path | None,
    files: Path | None,
) -> None:
    """Serve the explorer and the controls of every question to browsers, without JupyterLab.

    It only reads, and runs nothing that is sent to it. /health says whether it can answer.
    """
    from analysis.app import deployment, server
    from analysis.app.workers import Limits
    from analysis.rendering import system

    if files:
        click.echo("\n".join(str(file) for file in deployment.write(files)))
        return
    limits = Limits(workers or system.cores(), timeout, memory, each=each, warm=not cold)
    place = server.Place(address, port, behind_proxy)
    server.run(place, data, limits, lambda at: click.echo(f"{at}  Ctrl+C ends it"))


@main.command("runs")
@_output
@click.option("--json", "as_json", is_flag=True, help="All that is kept of each run, as JSON.")
def list_runs(output: Path | str | None, as_json: bool) -> None:
    """List the renders that are remembered, newest first: when, what became of them, from which commit.

    A render that found nothing to do is not among them.
    """
    from analysis.rendering import history, inputs, store

    default = inputs.find().rendered
    with store.opened(output, default) as shelf:
        shelf.complete()
        runs = history.History(shelf.folder).runs()[::-1]
    if as_json:
        click.echo(history.listed(runs))
    elif runs:
        click.echo(history.table(runs))
    else:
        click.echo(f"{store.place(output, default)}: no run is kept there; analysis render keeps each")


@main.command()
@click.argument("old", default="last-1", metavar="[OLD]")
@click.argument("new", default="last", metavar="[NEW]")
@click.option("--data", is_flag=True, help="Compare datasets, figure by figure: OLD and NEW are folders or commits.")
@_output
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--page", type=click.Path(path_type=Path, dir_okay=False), help="Write it as an HTML page, too.")
@click.option("--check", is_flag=True, help="Exit with 1 where anything differs.")
def diff(
    old: str, new: str, data: bool, output: Path | str | None, as_json: bool, page: Path | None, check: bool
) -> None:
    """Say which figures, sentences, tables and charts changed, appeared or went, by report.

    OLD and NEW are runs, by number or as last, last-1 …, or folders of rendered reports. Without them the last run is
    compared with the one before.
    """
    from analysis.rendering import difference, inputs, store

    if data:
        found = difference.datasets(old, new, inputs.find().root)
    else:
        with store.opened(output, inputs.find().rendered) as shelf:
            shelf.complete()
            found = difference.compare(difference.side(old, shelf.folder), difference.side(new, shelf.folder))
    if page:
        try:
            page.write_text(found.page(), encoding="utf-8")
        except OSError as error:
            raise RenderError(f"{page}: cannot be written: {error.strerror}; name another file: --page") from error
    click.echo(found.json() if as_json else found.text())
    if check and found.changes:
        sys.exit(1)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--address", default="", metavar="URL", help="Where it will be published, for what has to be absolute.")
@click.option("--output", type=_Output(addresses=False), help="Another folder for the reports.")
@click.option("--workers", type=click.IntRange(1, 64), help="How many at once; one for each core unless told.")
@_quoted
def site(directory: Path, address: str, output: Path | None, workers: int | None, documents: Path | None) -> None:
    """Make the whole static site: all reports, a page for each figure, the data to take away.

    DIR is new, empty, or of an earlier site, which is replaced as a whole. Reports that have not changed are not
    rendered again.
    """
    from analysis.rendering import inputs, progress, run
    from analysis.rendering import site as sites

    project = inputs.find(documents=documents)
    order = run.Order(group="all", output=output, workers=workers)
    made = sites.build(project, lambda: run.run(project, order, progress.suitable()), directory, address)
    click.echo(f"{directory}: {made.pages} pages, {made.files} files, all named in manifest.json")


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--to", "file", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The page to write.")
@click.option("--language", default="en", help="The language of the reports.")
@click.option("--output", type=_Output(addresses=False), help="Another folder of reports.")
def briefing(names: tuple[str, ...], file: Path, language: str, output: Path | None) -> None:
    """Put reports that were rendered on two pages of paper each: answer, chart, table, limits, sources.

    A NAME is a report or a notebook; without one, each notebook that has a single report in the language. Open the page
    in a browser and print it, or save it as PDF.
    """
    from analysis.rendering import briefing as briefings
    from analysis.rendering import inputs

    number = briefings.write(inputs.find(), names, language, file, output)
    click.echo(f"{file}: {number} on two pages each; print it in a browser, or save it as PDF there")


@main.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Another dataset.")
def check(data: Path | None) -> None:
    """Check the dataset: every problem as file:line: column: problem.

    What is unfinished, and a recorded discrepancy that no longer holds, is a warning.
    """
    from analysis.dataset import check as checks
    from analysis.dataset import schema
    from analysis.questions import upkeep

    examination = checks.examine(data)
    for problem in [*examination.problems, *examination.warnings]:
        click.echo(str(problem))
    if examination.problems:
        sys.exit(1)
    for warning in upkeep.fallen(schema.find(data).absolute()):
        click.echo(str(warning))
    click.echo(checks.summary(data))


@main.command()
@click.option(
    "--documents",
    required=True,
    envvar="DOCUMENTS",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the text editions, SOURCE_ID.txt.",
)
@click.option(
    "--document",
    "only",
    multiple=True,
    metavar="SOURCE_ID",
    help="Only this document; what is kept of the others stands, and needs no text.",
)
@click.option("--lines", is_flag=True, help="Name the lines on which each rule explains a number.")
@click.option("--write", is_flag=True, help="Keep the result in the dataset, once nothing is found.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Another dataset.")
def audit(documents: Path, only: tuple[str, ...], lines: bool, write: bool, data: Path | None) -> None:
    """Prove that every number printed in the documents is accounted for, and every figure stands where it should."""
    from analysis.ledger import account as audits

    result = audits.audit(documents, data, only)
    if write and not result.findings:
        audits.write(result, data)
        result = audits.audit(documents, data, only)
    click.echo(result.table().drop(columns="text_sha256").to_string(index=False))
    click.echo()
    if lines:
        for row in result.lines().itertuples():
            click.echo(f"{row.rule_id}: {row.numbers} in {row.source_id}, on {row.lines}")
    else:
        click.echo(result.rules().to_string(index=False))
    for finding in [*result.findings, *result.differences, *result.news]:
        click.echo(str(finding))
    if not result.passed:
        sys.exit(1)
    if result.absent:
        click.echo(f"\nnot audited, and left as they are: {', '.join(sorted(result.absent))}")
        click.echo("a new rule without a source_id has to be tried on them too, by whoever has their texts")
    but = "; what is new is kept by the same command with --write" if result.news else ""
    click.echo(f"\nnothing is unaccounted for, missing or different{but}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--output", type=click.Path(path_type=Path), help="A template: NAME.xlsx, a folder, or NAME.csv.")
@click.option("--text", type=click.Path(path_type=Path, dir_okay=False), help="Keep the text that the lines refer to.")
@click.option(
    "--rules",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write there, as CSV, rules for not-figures.csv: what is probably no data, and why.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Another dataset, for its columns, units and rules.",
)
@click.option("--force", is_flag=True, help="Write over a template that is there already.")
def scan(
    file: Path, output: Path | None, text: Path | None, rules: Path | None, data: Path | None, force: bool
) -> None:
    """Propose the figures of a document that the project has never seen, for a person to complete.

    FILE is a text in Dutch or English, also from `pdftotext -layout`, or a saved web page; its name without ending is
    the source_id.
    """
    from analysis.dataset import schema
    from analysis.ledger import add as adds
    from analysis.ledger import documents, template
    from analysis.ledger import rules as proposed
    from analysis.ledger import scan as scans

    if output and not force:
        template.keep(output)
    folder = schema.find(data)
    document = documents.read_any(file)
    short = schema.abbreviations(folder).get(document.name)
    proposals = scans.propose(document, scans.columns_of(folder), short=short, data=data)
    if text:
        text.write_text(document.text, encoding="utf-8", newline="\n")
    csv = proposals.to_csv(index=False, lineterminator="\n")
    if output and output.suffix.lower() == ".csv":
        output.write_text(csv, encoding="utf-8", newline="\n")
    elif output:
        template.write(output, proposals, proposed.propose(document, data, proposals), document, *adds.by_hand(folder))
    else:
        click.echo(csv, nl=False)
    if rules:
        frame = proposed.propose(document, data, proposals)
        rules.write_text(frame.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")
        click.echo(f"{counted(len(frame), 'rule')} for not-figures.csv", err=True)
    likely = int((proposals["keep"] == scans.YES).sum())
    others = counted(len(proposals) - likely, "other number")
    click.echo(f"{counted(likely, 'probable figure')}, {others}", err=True)
    if output is None or output.suffix.lower() == ".csv":
        click.echo(f"for sources.csv: text_sha256 {document.sha256}, text_lines {document.lines}", err=True)
    else:
        click.echo(f"complete {output}, then: analysis add {output} --preview", err=True)


@main.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="TEMPLATE")
@click.option("--preview", is_flag=True, help="Only say what would change, and which notebooks take it up.")
@click.option("--guesses", is_flag=True, help="Take what the scan guessed, as the preview lists it, for right.")
@click.option("--replace", is_flag=True, help="Put a corrected template in the place of the document's rows.")
@click.option(
    "--notes", type=click.Path(path_type=Path), help="Write the notes that are to be read again into this .xlsx."
)
@click.option(
    "--source",
    "cells",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Something to say of the document in sources.csv, where TEMPLATE has no sheet for it.",
)
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Another dataset.")
def add(
    file: Path,
    preview: bool,
    guesses: bool,
    replace: bool,
    notes: Path | None,
    cells: tuple[str, ...],
    data: Path | None,
) -> None:
    """Add a completed template to the dataset: all of its rows, or none if one has a problem.

    TEMPLATE is what `scan --output` wrote: a workbook (.xlsx), a folder of CSV files, or a CSV file of figures, as a
    spreadsheet saves it; or what `--notes` wrote, of which the notes that you changed go in.
    """
    from analysis.dataset import schema
    from analysis.ledger import add as adds
    from analysis.ledger import rereading
    from analysis.questions import silence, upkeep

    if rereading.holds(file):
        click.echo(str(adds.settle(file, data, only_preview=preview)))
        return
    if notes:
        rereading.free(notes)
    asked: list[rereading.Note] = []

    def consequences(before: Path, after: Path, entered: silence.Keys) -> list[str]:
        asked.extend(silence.asked(before, after, entered) if notes else ())
        return upkeep.changed(before, after, entered)

    said = _pairs(cells, "--source", "COLUMN")
    try:
        told = adds.add(
            file,
            data,
            source=said,
            consequences=consequences,
            only_preview=preview,
            replace=replace,
            accept=guesses,
        )
        click.echo(str(told))
    finally:  # also where all rows are there already, which ask the same
        if notes and asked:
            rereading.write(notes, asked, schema.read(schema.find(data)))
            click.echo(
                f"{notes}: {counted(len(asked), 'note')}; change what is out of date, then: analysis add {notes}"
            )


@main.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--language", default="en", help="The language of the notebooks, and of what they compute.")
def notebooks(directory: Path, language: str) -> None:
    """Copy the notebooks into a folder to work in.

    What was saved in DIR since an earlier copy is kept; all else there is written anew.
    """
    from analysis.dataset import schema
    from analysis.dataset.languages import LANGUAGES
    from analysis.errors import UnknownNameError
    from analysis.rendering import inputs, lab

    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    home = schema.home()
    project = inputs.Project(home, home / "data")
    older = lab.copy(project, language, directory)
    click.echo(f"{directory}: {counted(len(project.notebook_names()), 'notebook')}; open {lab.FIRST}.ipynb first")
    for name in older:
        click.echo(f"{name}.ipynb: kept as you saved it, though its original has changed", err=True)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--only", metavar="FORMAT,...", default="", help="Just these: csv, sqlite, parquet, xlsx, codebook.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Another dataset.")
def export(directory: Path, only: str, data: Path | None) -> None:
    """Write the data into a folder to take away: CSV, SQLite, Parquet, a workbook, a codebook.

    DIR is new, empty, or what an export left there, which is replaced as a whole.
    """
    from analysis.export import taking

    taken = taking.export(directory, [name.strip() for name in only.split(",") if name.strip()], data)
    click.echo(f"{directory}: {', '.join(taken.formats)}; {taken.files} files, all named in manifest.json")
    for reason in taken.left_out:
        click.echo(f"left out: {reason}", err=True)


@main.command()
@click.argument("name", metavar="NAME")
@click.option("--url", "addresses", multiple=True, help="The address of a file, instead of the publisher's own.")
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), help="Another folder for the cache.")
def fetch(name: str, addresses: tuple[str, ...], cache: Path | None) -> None:
    """Download a feed (unhcr, worldbank; iati with --url) into the cache."""
    from tqdm import tqdm

    from analysis.feeds import catalogue

    with tqdm(unit="", unit_scale=True, desc=name, disable=None, leave=False) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total or None
            bar.update(done - bar.n)

        provenance = catalogue.fetch(name, addresses, cache, progress=progress)
    click.echo(provenance.summary() + _beside_the_reference(name, cache))


@main.command("import")
@click.argument("name", metavar="NAME")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), help="Another folder for the cache.")
def import_files(name: str, paths: tuple[Path, ...], cache: Path | None) -> None:
    """Take downloaded files of a feed (unhcr, iati, worldbank) into the cache."""
    from analysis.feeds import catalogue

    click.echo(catalogue.take(name, paths, cache).summary() + _beside_the_reference(name, cache))


def _beside_the_reference(name: str, folder: Path | None) -> str:
    """Say in a line where an import of UNHCR differs from the release that the dataset has, nothing of another feed."""
    if name != "unhcr":
        return ""
    from analysis.dataset import tables
    from analysis.errors import DataError, DataNotFoundError
    from analysis.feeds import cache
    from analysis.questions import refugee_stocks
    from analysis.questions.refugees.answers import basis

    try:
        data = tables.load()
        statistics = refugee_stocks.from_feed(data, cache.load(name, folder))
    except DataNotFoundError:
        return ""
    except DataError as error:
        return f"\n  note: no page can use it: {error}"
    row = basis(statistics).iloc[0]
    lacking = f"\n  note: lacks {row['lacking_en']}: no share of the world" if row["lacking_en"] else ""
    release = refugee_stocks.from_reference(data).source
    if not row["compared"]:
        return f"{lacking}\n  note: shares no number with {release}"
    if not row["differing"]:
        many = counted(row["compared"], "number")
        return f"{lacking}\n  note: {many} shared with {release}, the same in both"
    there = {"world": "in the world", "host": f"in {row['place_en']}", "origin": f"from {row['place_en']}"}
    who = "refugees" if row["place_category"] == "refugees" else "others in need of protection"
    years, compared = row["differing_years"], counted(row["compared"], "number")
    said = (
        f"contradicts {release} in {years}: {row['contradicting']:,} of {compared} differ"
        if row["contradicting"]
        else f"lower than {release} in {years}, as a table without all countries may be: "
        f"{row['differing']:,} of {compared}"
    )
    return (
        f"{lacking}\n  note: {said}, most of all {who} {there[row['place_role']]} at the end of "
        f"{row['place_year']}: {row['place_imported']:,.0f} here, {row['place_reference']:,.0f} there"
    )


def _pairs(texts: tuple[str, ...], option: str = "-p", what: str = "NAME") -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, separator, value = text.partition("=")
        if not separator or not name:
            raise ParameterError(f"{option} takes {what}=VALUE, not {text!r}")
        if name in pairs:
            raise ParameterError(f"{option} gives {name!r} twice")
        pairs[name] = value
    return pairs


def _summary(result: Result, index: str) -> str:
    from analysis.rendering.shelf import INDEX

    line = result.counts
    if result.unchanged or (result.folder / INDEX).is_file():
        line += f": {index}"
    if result.inputs_changed:
        line += "\ninputs changed while rendering, so nothing of this counts as fresh: render again"
    return line


if __name__ == "__main__":
    main()
