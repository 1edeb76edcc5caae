import json

import pytest

from dsolutions.errors import InputError
from dsolutions.training.examples import Example, hold_out, read_examples
from dsolutions.training.recipe import DataSection


def example(source, number, part="train"):
    return Example(group=f"{source}:{number}", text=f"text {number}", label="up", part=part)


def test_a_share_of_the_texts_is_held_out_and_no_text_is_on_both_sides():
    examples = [example("a", number) for number in range(40) for _ in range(2)]
    rest, held = hold_out(examples, 0.1, seed=0)
    assert (len(rest), len(held)) == (72, 8)
    assert not {e.group for e in rest} & {e.group for e in held}


def test_a_set_with_a_validation_part_keeps_its_training_part_whole():
    own = [example("own", n) for n in range(20)]
    own += [example("own", 20, "validation"), example("own", 21, "test")]
    others = [example("other", n) for n in range(20)]
    rest, held = hold_out([*own, *others], 0.1, seed=0)
    assert [e.group for e in rest if e.source == "own"] == [f"own:{n}" for n in range(20)]
    assert sorted(e.source for e in held) == ["other", "other", "own"]
    assert all(e.part != "test" for e in [*rest, *held])


@pytest.fixture
def section():
    return DataSection(file="moves.jsonl", name="Moves", licence="CC0-1.0", source="own")


def write(folder, label):
    folder.mkdir()
    (folder / "moves.jsonl").write_text(json.dumps({"text": "acme up", "label": label}))
    return folder


def test_a_file_beside_the_recipe_goes_before_one_in_the_data_folder(tmp_path, section):
    beside, data = tmp_path / "recipes", write(tmp_path / "data", "from the data folder")
    assert read_examples(section, [beside, data], {})[0].label == "from the data folder"
    write(beside, "beside the recipe")
    assert read_examples(section, [beside, data], {})[0].label == "beside the recipe"


def test_a_missing_file_is_named_where_the_data_should_be(tmp_path, section):
    with pytest.raises(InputError, match=r"data/moves\.jsonl"):
        read_examples(section, [tmp_path / "recipes", tmp_path / "data"], {})


def test_rows_of_an_invented_set_are_marked_so(tmp_path, section):
    data = write(tmp_path / "data", "up")
    invented = section.model_copy(update={"invented": True})
    assert [read_examples(one, [data], {})[0].invented for one in (section, invented)] == [False, True]
