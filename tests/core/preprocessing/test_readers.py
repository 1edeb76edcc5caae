import json
import tracemalloc

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsolutions.errors import InputError
from dsolutions.preprocessing import open_rows, read_rows


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def texts(path):
    """The text of each row, or the error where it has none."""
    return [row.error.message if row.error else row.fields["text"] for row in read_rows(path)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.csv", "id,text\n1,Acme cuts\n2,Borealis wins\n"),
        ("in.csv", "id;text\r\n1;Acme cuts\r\n2;Borealis wins"),
        ("in.csv", "id\ttext\n1\tAcme cuts\n2\tBorealis wins\n"),
        ("in.csv", "id|text\r1|Acme cuts\r2|Borealis wins\r"),
        ("IN.CSV", 'id,text\n\n1,"Acme cuts"\n2,Borealis wins\n\n'),
        ("in.tsv", "id\ttext\n1\tAcme cuts\n2\tBorealis wins\n"),
        ("in.jsonl", '{"id": 1, "text": "Acme cuts"}\n\n{"id": 2, "text": "Borealis wins"}'),
        ("in.csv", "text\nAcme cuts\nBorealis wins\n"),
    ],
)
def test_formats(file, name, content):
    assert texts(file(name, content)) == ["Acme cuts", "Borealis wins"]


def test_parquet_keeps_its_types(tmp_path):
    path = tmp_path / "in.parquet"
    table = pa.table({"id": [1, 2], "text": ["Acme cuts", None], "tags": [["a"], []]})
    pq.write_table(table, path, row_group_size=1)
    assert [row.fields for row in read_rows(path)] == table.to_pylist()
    assert [row.share for row in read_rows(path)] == [0.5, 1.0]


def test_a_text_file_is_one_document_as_it_is(file):
    [row] = read_rows(file("note.txt", "Acme\r\ncuts"))
    assert row.fields == {"id": "note", "text": "Acme\r\ncuts", "kind": None}
    [row] = read_rows(file("page.html", "<p>Acme"))
    assert row.fields["kind"] == "html"


def test_commas_in_the_text_do_not_decide_the_delimiter(file):
    path = file("in.csv", "id;text, long\n1;Acme, Borealis, and Corvid\n2;one, two, three, four\n")
    assert open_rows(path).columns == ("id", "text, long")


def test_quoted_fields_hold_anything(file):
    path = file("in.csv", 'id,text\n1,"two\nlines, and ""quotes"""\n2,plain\n')
    assert texts(path) == ['two\nlines, and "quotes"', "plain"]


def test_a_long_text_in_one_cell_is_read(file):
    body = "Acme cuts jobs. " * 20_000
    assert texts(file("in.csv", f'id,text\n1,"{body}"\n')) == [body]


def test_a_row_with_the_wrong_number_of_fields_is_one_error(file):
    path = file("in.csv", "id,text\n1,Acme\n2,one,too many\n3\n4,Borealis\n")
    assert texts(path) == [
        "Acme",
        "line 3: 3 fields where the header has 2",
        "line 4: 1 fields where the header has 2",
        "Borealis",
    ]
    rows = list(read_rows(path))
    assert [row.position for row in rows] == [0, 1, 2, 3]
    assert rows[1].error.item == "in.csv"


@pytest.mark.parametrize(
    "rest", ["2,plain\n3,plain\n", '2,"quoted"\n3,"quoted, too"\n', '2,plain\n3,"a ""b"""\n']
)
def test_an_unclosed_quote_costs_its_own_line_only(file, rest):
    path = file("in.csv", f'id,text\n1,"never closed\n{rest}')
    errors = [row.error is not None for row in read_rows(path)]
    assert errors == [True, False, False]


def test_an_unclosed_quote_in_a_long_file_is_given_up_early(file):
    path = file("in.csv", 'id,text\n0,"never closed\n' + "".join(f"{i},Acme\n" for i in range(1, 20_001)))
    rows = list(read_rows(path))
    assert len(rows) == 20_001
    assert [row.position for row in rows if row.error] == [0]


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=1))
def test_what_a_csv_writer_wrote_is_read_back(tmp_path_factory, cells):
    import csv

    path = tmp_path_factory.getbasetemp() / "roundtrip.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "text"])
        writer.writerows(enumerate(cells))
    assert texts(path) == cells


@settings(max_examples=200)
@given(st.lists(st.sampled_from(['"', ",", "\n", "a", "1", "é", " ", "\r"]), max_size=40).map("".join))
def test_no_csv_is_too_broken(tmp_path_factory, body):
    path = tmp_path_factory.getbasetemp() / "broken.csv"
    path.write_bytes(("id,text\n" + body + "\n9,last\n").encode())
    rows = list(read_rows(path))
    assert [row.position for row in rows] == list(range(len(rows)))
    assert (
        rows[-1].fields == {"id": "9", "text": "last"} or "last" in rows[-1].fields["text"] or rows[-1].error
    )


def test_broken_json_lines_are_errors(file):
    lines = ['{"text": "a"}', '{"text": ', "[1]", "3", '{"text": "\\ud800"}', "[" * 9999, '{"text": "b"}']
    rows = list(read_rows(file("in.jsonl", "\n".join(lines))))
    assert [row.error is None for row in rows] == [True, False, False, False, False, False, True]
    assert "not an object" in rows[2].error.message
    assert rows[4].error.message.startswith("line 5: ")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "gb18030", "shift_jis"],
)
def test_encodings(file, encoding):
    text = {
        "cp1251": "Компания снизила прогноз прибыли",
        "gb18030": "公司发布盈利预警股价下跌",
        "shift_jis": "会社は業績予想を下方修正した",
    }.get(encoding, "Café “Zoé” fällt um 5 % – again")
    path = file("in.csv", ("id,text\n" + f"1,{text}\n" * 20).encode(encoding))
    assert set(texts(path)) == {text}


def test_one_broken_row_does_not_garble_the_others(file):
    path = file("in.csv", b"id,text\n1,caf\xc3\xa9\n2,caf\xe9\n3,na\xc3\xafve\n")
    assert texts(path) == ["café", "line 3: bytes that are not utf-8", "naïve"]


def test_bytes_that_break_the_encoding_late_are_an_error_row(file):
    path = file("in.jsonl", b'{"text": "plain"}\n' * 20_000 + b'{"text": "caf\xe9"}\n')
    assert [row.position for row in read_rows(path) if row.error] == [20_000]


def test_damage_inside_a_parquet_file_costs_only_its_row_group(tmp_path):
    path = tmp_path / "in.parquet"
    words = [f"Acme news item number {i}" for i in range(30)]
    pq.write_table(
        pa.table({"text": words}), path, row_group_size=10, compression="none", use_dictionary=False
    )
    raw = bytearray(path.read_bytes())
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    raw[column.data_page_offset : column.data_page_offset + 40] = b"\xff" * 40
    path.write_bytes(raw)
    rows = list(read_rows(path))
    assert [row.error is None for row in rows] == [True] * 10 + [False] * 10 + [True] * 10


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("in.csv", "", "the file is empty"),
        ("in.csv", "id,text\n", "the file has no rows"),
        ("in.csv", "\n\n", "line 1: no header"),
        ("in.csv", 'id,"text\n', "line 1: the quotes do not match"),
        ("in.csv", "text,text\na,b\n", "two columns are called 'text'"),
        ("in.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x81\x8d\x00\xff\xfe\x81" * 30, "this is not a text file"),
        ("in.jsonl", "\n \n", "the file has no rows"),
        ("in.parquet", "id,text\n", "this is not a Parquet file"),
        ("in.xlsx", "x", "no format that can be read has this suffix"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(file, name, content, message):
    with pytest.raises(InputError, match=message) as caught:
        read_rows(file(name, content))
    assert caught.value.remedy


def test_a_missing_file_and_a_folder_are_refused_at_once(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_rows(tmp_path / "in.csv")
    with pytest.raises(InputError, match="this is a folder"):
        read_rows(tmp_path)


def test_a_missing_column_is_named_with_those_there_are(file):
    with pytest.raises(InputError, match=r"no column is called 'headline'.*choose among: id, story"):
        read_rows(file("in.csv", "id,story\n1,a\n"), columns={"text": "headline"})


def test_columns_without_a_name_get_their_number(file):
    [row] = read_rows(file("in.csv", ",text\n0,Acme\n"))
    assert row.fields == {"column_1": "0", "text": "Acme"}


def test_memory_does_not_grow_with_the_file(file):
    line = json.dumps({"text": "Acme cuts jobs " * 20}) + "\n"
    path = file("in.jsonl", line * 20_000)
    tracemalloc.start()
    for _ in read_rows(path):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < path.stat().st_size / 4
