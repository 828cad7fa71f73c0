"""The audit passes on a document that is fully accounted for, and names the place of each kind of alteration."""

import hashlib

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.dataset import check
from analysis.errors import UnknownNameError
from analysis.ledger import account as audits
from analysis.ledger.account import RuleError

EDITION = "is another edition: SHA-256 "


@pytest.fixture
def kept(made_up):
    """The made-up dataset with its result kept."""
    audits.write(audits.audit(made_up.documents, made_up.folder), made_up.folder)
    return made_up


def findings(dataset):
    result = audits.audit(dataset.documents, dataset.folder)
    return [str(finding) for finding in [*result.findings, *result.differences]]


def alter(dataset, old, new, encoding="utf-8"):
    path = dataset.documents / "made-up.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode(encoding))


def test_every_number_is_accounted_for(kept):
    result = audits.audit(kept.documents, kept.folder)
    assert (result.findings, result.differences) == ([], [])
    row = result.table().iloc[0].to_dict()
    del row["text_sha256"]
    assert row == {
        "source_id": "made-up",
        "numbers": 8,
        "in_figures": 4,
        "in_windows": 1,
        "by_rules": 3,
        "unaccounted": 0,
    }
    assert result.rules().to_dict("records") == [
        {"rule_id": "chapter", "made-up": 2},
        {"rule_id": "footnote", "made-up": 1},
    ]


def test_the_kept_result_is_valid_data_that_names_each_number(kept):
    assert check.check(kept.folder) == []
    rows = [(row["number_id"], row["number"], row["accounted_by"]) for row in kept.read("audit_numbers")]
    assert rows == [
        ("made-up-0001-n01", "1", "rule"),
        ("made-up-0003-n01", "2021", "window"),
        ("made-up-0003-n02", "2.800", "figure"),
        ("made-up-0003-n03", "vier", "figure"),
        ("made-up-0004-n01", "1", "rule"),
        ("made-up-0004-n02", "6,4 miljoen", "figure"),
        ("made-up-0007-n01", "2", "rule"),
        ("made-up-0007-n02", "drie", "figure"),
    ]


def test_an_altered_figure_is_named(kept):
    alter(kept, "2.800", "2.900")
    found = findings(kept)
    assert any(
        f.startswith("made-up:3: made-up-0003-1: 'ruim 2.800' does not begin on this line: In de") for f in found
    )
    assert any(f.startswith("made-up:3: the number '2.900' is unaccounted for: ") and "[2.900]" in f for f in found)
    assert any(EDITION in f for f in found)


def test_an_altered_window_is_named(kept):
    alter(kept, "periode 2021", "periode 2022")
    assert any(
        f.startswith("made-up:3: made-up-0003-1: the window '2021' does not begin on this line") for f in findings(kept)
    )


def test_the_end_of_a_window_on_other_words_accounts_for_its_number_and_is_named_where_it_is_not_there(made_up):
    rows = [row for row in made_up.read("figures") if row["line"] != "7"]
    rows[0] |= {"period_end_basis": "printed", "period_end_as_printed": "drie landen", "period_end_line": 7}
    made_up.write("figures", rows)
    entries = audits.audit(made_up.documents, made_up.folder).entries
    assert ("drie", "window", "made-up-0003-1") in {(e.number, e.accounted_by, e.figure_id) for e in entries}
    rows[0] |= {"period_end_as_printed": "vijf landen"}
    made_up.write("figures", rows)
    assert any(
        f.startswith("made-up:7: made-up-0003-1: the end of the window 'vijf landen' does not begin on this line")
        for f in findings(made_up)
    )


@pytest.mark.parametrize("sentence", ["Er kwamen 12 mensen.", "Er kwamen zeven mensen.", "Daarvan keerde de helft om."])
def test_a_new_sentence_with_a_number_is_named(kept, sentence):
    alter(kept, "miljoen.\n", f"miljoen.\n{sentence}\n")
    assert any(f.startswith("made-up:6: the number ") and "is unaccounted for" in f for f in findings(kept))


def test_a_new_number_that_a_rule_swallows_is_named(kept):
    alter(kept, "drie landen", "drie landen, en Hoofdstuk 9")
    found = findings(kept)
    assert any(f.startswith("made-up:7: the number '9' is new: rule chapter") for f in found)
    assert any(f.startswith("all documents: the rule chapter explains 3 numbers, pinned are 2") for f in found)


def test_a_missing_document_is_named(kept):
    (kept.documents / "made-up.txt").unlink()
    assert any(f.startswith("made-up: ") and "made-up.txt: the document cannot be read" in f for f in findings(kept))


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp1252", "is not UTF-8: byte 0xeb"), ("utf-8-sig", "byte order mark")]
)
def test_another_encoding_is_named_with_its_line_and_remedy(kept, encoding, said):
    alter(kept, "Resultaten", "Resultaten in Syrië", encoding)
    (found,) = [f for f in findings(kept) if "made-up.txt" in f]
    assert said in found
    assert "made-up.txt:1: " in found
    assert "iconv" in found


def test_other_line_ends_are_another_edition_and_said_so(kept):
    path = kept.documents / "made-up.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert any("its lines end in CR LF" in f for f in findings(kept))


def test_another_edition_is_named_with_its_hash(kept):
    alter(kept, "geholpen", "bereikt")
    digest = hashlib.sha256((kept.documents / "made-up.txt").read_bytes()).hexdigest()
    assert any(f.startswith(f"made-up: {EDITION}{digest}, expected ") for f in findings(kept))


def test_a_form_feed_does_not_end_a_line(made_up):
    alter(made_up, "\n\nHoofdstuk", "\n\f\nHoofdstuk")
    assert not any("does not begin on this line" in f for f in findings(made_up))


def test_a_printed_form_must_end_where_a_number_ends(made_up):
    rows = made_up.read("figures")
    rows[0]["as_printed"] = "ruim 2"
    rows[2]["as_printed"] = "EUR 6,4"
    made_up.write("figures", rows)
    audited = audits.audit(made_up.documents, made_up.folder)
    assert [f.message for f in audited.findings if "does not begin" in f.message] == [
        "made-up-0003-1: 'ruim 2' does not begin on this line",
        "made-up-0004-1: 'EUR 6,4' does not begin on this line",
    ]


def test_two_rows_cannot_claim_the_same_characters(made_up):
    rows = made_up.read("figures")
    made_up.write("figures", [*rows, rows[1] | {"figure_id": "made-up-0003-3", "fact_id": "made-up-0003-3"}])
    audited = audits.audit(made_up.documents, made_up.folder)
    assert [str(f) for f in audited.findings] == ["made-up:3: made-up-0003-3: 'vier' is claimed twice, or out of order"]


def test_a_rule_that_matches_inside_a_figure_is_an_error(made_up):
    rows = made_up.read("not-figures")
    made_up.write("not-figures", [*rows, {"rule_id": "wrong", "pattern": r"\bdrie\b", "reason_en": "None", "hits": 1}])
    message = "made-up:7: the rule wrong matches inside the figure made-up-0007-1; make it narrower: "
    assert any(f.startswith(message) for f in findings(made_up))


def test_a_rule_that_explains_nothing_is_stale(made_up):
    rows = made_up.read("not-figures")
    made_up.write("not-figures", [*rows, {"rule_id": "stale", "pattern": "zesde", "reason_en": "None", "hits": 1}])
    assert "all documents: the rule stale explains nothing; remove it from not-figures.csv" in findings(made_up)


def test_a_rule_for_a_document_and_line_matches_only_there(made_up):
    rows = made_up.read("not-figures")
    rows[1] |= {"source_id": "made-up", "line": 5}
    made_up.write("not-figures", rows)
    assert any(f.startswith("made-up:4: the number '1' is unaccounted for") for f in findings(made_up))


def test_a_pattern_that_cannot_be_read_is_named(made_up):
    made_up.write("not-figures", [{"rule_id": "broken", "pattern": "(", "reason_en": "None", "hits": 1}])
    with pytest.raises(RuleError, match=r"not-figures\.csv: broken: pattern '\('"):
        audits.audit(made_up.documents, made_up.folder)


def test_a_result_with_findings_is_not_kept(made_up):
    alter(made_up, "drie landen", "tien landen")
    result = audits.audit(made_up.documents, made_up.folder)
    with pytest.raises(audits.AuditError, match="its result is not kept"):
        audits.write(result, made_up.folder)


def test_the_command_keeps_a_result_and_says_that_all_is_well(made_up):
    options = ["audit", "--documents", str(made_up.documents), "--data", str(made_up.folder)]
    first = CliRunner().invoke(main, options)
    assert first.exit_code == 0, first.output
    assert "made-up: is audited for the first time, so that there is nothing to compare with; keep the " in first.output
    assert first.output.endswith("; what is new is kept by the same command with --write\n")
    assert CliRunner().invoke(main, [*options, "--write"]).exit_code == 0
    again = CliRunner().invoke(main, options)
    assert again.exit_code == 0
    assert again.output.endswith("nothing is unaccounted for, missing or different\n")
    alter(made_up, "drie landen", "tien landen")
    altered = CliRunner().invoke(main, [*options, "--write"])
    assert altered.exit_code == 1
    assert "made-up:7: the number 'tien' is unaccounted for" in altered.output


OTHER = "Hoofdstuk 3 noemt vijf landen.\n"


@pytest.fixture
def two(made_up):
    """The made-up dataset with a second document, audited, whose text is no longer at hand."""
    text = made_up.documents / "other.txt"
    text.write_text(OTHER, encoding="utf-8", newline="\n")
    digest = hashlib.sha256(OTHER.encode()).hexdigest()
    (known,) = made_up.read("sources")
    other = known | {"source_id": "other", "text_sha256": digest, "text_lines": "1"}
    made_up.write("sources", [known, other])
    figure = made_up.read("figures")[-1] | {"source_id": "other", "line": "1", "as_printed": "vijf", "value": "5"}
    made_up.write(
        "figures", [*made_up.read("figures"), figure | dict.fromkeys(("figure_id", "fact_id"), "other-0001-1")]
    )
    rule = {"rule_id": "only-other", "source_id": "other", "pattern": "noemt", "reason_en": "None", "hits": 0}
    rules = [row | {"hits": 3} if row["rule_id"] == "chapter" else row for row in made_up.read("not-figures")]
    made_up.write("not-figures", rules)
    audits.write(audits.audit(made_up.documents, made_up.folder), made_up.folder)
    made_up.write("not-figures", [*made_up.read("not-figures"), rule])
    text.unlink()
    return made_up


def test_one_document_is_audited_alone_and_what_is_kept_of_the_others_stands(two):
    result = audits.audit(two.documents, two.folder, ["made-up"])
    assert [str(finding) for finding in [*result.findings, *result.differences]] == []
    assert result.absent == {"other"}
    before = {name: two.read(name) for name in ("audit", "audit_numbers", "not-figures")}
    audits.write(result, two.folder)
    rules = {row["rule_id"]: row["hits"] for row in two.read("not-figures")}
    assert rules == {"chapter": "3", "footnote": "1", "only-other": "0"}
    assert {name: two.read(name) for name in before} == before


def test_what_is_advised_names_the_dataset_and_the_document_that_was_audited_alone(two):
    alter(two, "drie landen", "drie landen, en Hoofdstuk 9")
    alone = audits.audit(two.documents, two.folder, ["made-up"])
    assert alone.differences[0].message.endswith(
        f"keep it with `analysis audit --documents DIR --document made-up --data {two.folder} --write`"
    )


def test_no_rule_is_to_be_removed_for_want_of_a_document_that_is_not_at_hand(two):
    found = findings(two)
    assert len(found) == 1
    assert found[0].startswith("other: ")
    assert "the document cannot be read" in found[0]


def test_a_document_without_a_text_cannot_be_audited_alone(two):
    with pytest.raises(UnknownNameError, match="unknown document with a text 'others'"):
        audits.audit(two.documents, two.folder, ["others"])


def test_a_rule_that_explains_more_than_before_names_the_lines(two):
    alter(two, "drie landen", "drie landen, en Hoofdstuk 9")
    (found,) = [f for f in findings(two) if "pinned" in f]
    assert found.startswith(
        "all documents: the rule chapter explains 4 numbers, pinned are 3 (new: made-up 7); see whether that is right"
    )


def join(dataset, text):
    """Put a further document into a dataset, with a rule of its own for its verses."""
    (dataset.documents / "psalm.txt").write_text(text, encoding="utf-8", newline="\n")
    known = dataset.read("sources")
    digest = hashlib.sha256(text.encode()).hexdigest()
    dataset.write("sources", [*known, known[0] | {"source_id": "psalm", "text_sha256": digest, "text_lines": "1"}])
    verses = {"rule_id": "verse", "source_id": "psalm", "pattern": r"vers \d+", "reason_en": "Verse", "hits": 1}
    dataset.write("not-figures", [*dataset.read("not-figures"), verses])
    return ["audit", "--documents", str(dataset.documents), "--data", str(dataset.folder)]


def test_what_rules_explain_in_a_new_document_is_news_until_it_is_kept(kept):
    options = join(kept, "Hoofdstuk 3 gaat van vers 8 naar vers 7.\n")
    first = CliRunner().invoke(main, options)
    assert first.exit_code == 0, first.output
    assert "psalm: the rule verse is new: 2 hits (psalm 1); see whether that is right, then keep it " in first.output
    assert "all documents: the rule chapter has 1 new hit (psalm 1); see whether that is right, then " in first.output
    written = CliRunner().invoke(main, [*options, "--write"])
    assert written.exit_code == 0, written.output
    assert "see whether" not in written.output
    assert {row["rule_id"]: row["hits"] for row in kept.read("not-figures")} == {
        "chapter": "3",
        "footnote": "1",
        "verse": "2",
    }


def test_an_old_rule_that_explains_more_of_an_old_document_is_an_error_beside_a_new_one_too(kept):
    options = join(kept, "Hoofdstuk 3 gaat van vers 8 naar vers 7.\n")
    alter(kept, "drie landen", "drie landen, en Hoofdstuk 9")
    result = CliRunner().invoke(main, options)
    assert result.exit_code == 1
    assert "all documents: the rule chapter explains 3 numbers, pinned are 2 (new: made-up 7); see " in result.output


def test_a_kept_result_leaves_every_line_that_says_what_it_said_as_it_stood(kept):
    path = kept.folder / "not-figures.csv"
    odd = (
        path.read_text(encoding="utf-8")
        .replace("chapter,", '"chapter",')
        .replace("Marker", '"Marker')
        .replace("of a footnote", 'of a footnote"')
    )
    path.write_text(odd, encoding="utf-8", newline="\n")
    options = join(kept, "Van vers 8 naar vers 7.\n")
    path.write_text(odd + 'verse,psalm,,vers \\d+,"Verse",,1\n', encoding="utf-8", newline="\n")
    assert CliRunner().invoke(main, [*options, "--write"]).exit_code == 0
    assert path.read_text(encoding="utf-8") == odd + "verse,psalm,,vers \\d+,Verse,,2\n"


def test_the_command_names_the_lines_that_each_rule_explains(two):
    options = ["audit", "--documents", str(two.documents), "--data", str(two.folder), "--document", "made-up"]
    shown = CliRunner().invoke(main, [*options, "--lines"])
    assert shown.exit_code == 0, shown.output
    assert "chapter: 2 in made-up, on 1, 7\nfootnote: 1 in made-up, on 4\n" in shown.output
    assert "not audited, and left as they are: other\n" in shown.output
