import json

import pytest

from dsolutions.adapters import Adapter
from dsolutions.errors import AdapterMismatch, ConfigurationError, InputError, ResumeRefused
from dsolutions.runtime import Precision, Row, Runtime
from dsolutions.testing import tiny_adapter, tiny_encoder
from dsolutions.training import train

RECIPE = """
base = "tiny"
adapter = {{name = "direction"}}
head = {{name = "direction", labels = ["down", "up"], pooling = ["mean", "focus"]}}
deltas = {{train = "{train}", rank = 4, layers = 1}}
augmentation = {{swap_target = 0.2, drop_target = 0.2}}
{more}
[optimisation]
epochs = {epochs}
batch_size = 8
learning_rate = 1e-3
head_learning_rate = 1e-2
average = {average}
patience = 20

[[data]]
file = "moves.jsonl"
name = "Moves"
licence = "CC0-1.0"
source = "written for this test"
items = "entities"
target = "name"
split = "split"
"""


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A folder with labelled data, and the tiny encoder behind the recipe's model name."""
    names = ["acme", "borealis", "cobalt", "dorado"]
    with (tmp_path / "moves.jsonl").open("w") as file:
        for n in range(160):
            label = ["down", "up"][n % 2]
            text = f"{names[n // 2 % 4]} {'zzz' if label == 'up' else 'qqq'} {n}"
            entity = {"name": names[n // 2 % 4], "start": 0, "label": label}
            file.write(
                json.dumps({"text": text, "entities": [entity], "split": "test" if n > 140 else "train"})
                + "\n"
            )
    encoder = tiny_encoder()
    monkeypatch.setattr("dsolutions.runtime.Encoder.load", lambda *_: encoder)

    def run(train_what="lora", *, epochs=8, average=0.0, more="", output="out", **options):
        recipe = tmp_path / "recipe.toml"
        recipe.write_text(RECIPE.format(train=train_what, epochs=epochs, average=average, more=more))
        return train(recipe, tmp_path / output, data=tmp_path, progress=False, **options)

    run.folder = tmp_path
    return run


@pytest.mark.parametrize("what", ["none", "lora", "last_layers", "all"])
def test_training_learns_and_leaves_a_card(workshop, what):
    folder = workshop(what, average=0.9)
    adapter = Adapter.load(folder)
    assert (adapter.deltas is None) == (what == "none")
    assert adapter.card.scores["Moves test accuracy"] > 0.8
    assert adapter.card.data[0].rows == 127
    assert 'file = "moves.jsonl"' in adapter.card.recipe
    assert adapter.card.heads[0].temperature != 1.0
    assert not (folder / "checkpoints").exists()
    runtime = Runtime(tiny_encoder(), precision=Precision.float32())
    runtime.load(adapter)
    lines = (workshop.folder / "moves.jsonl").read_text().splitlines()
    tested = [record for record in map(json.loads, lines) if record["split"] == "test"]
    rows = [Row.about(record["text"], 0, len(record["entities"][0]["name"])) for record in tested]
    found = [["down", "up"][answer["direction"].argmax()] for answer in runtime.predict(rows, "direction")]
    right = [label == record["entities"][0]["label"] for label, record in zip(found, tested, strict=True)]
    assert sum(right) / len(right) == pytest.approx(adapter.card.scores["Moves test accuracy"], abs=1e-4)


def test_the_same_recipe_gives_the_same_adapter(workshop):
    digests = {Adapter.load(workshop(epochs=2)).digest for _ in range(2)}
    assert len(digests) == 1


def test_an_interrupted_training_goes_on_from_its_checkpoint(workshop, monkeypatch):
    whole = Adapter.load(workshop(epochs=3)).digest
    from transformers import Trainer

    evaluate, calls = Trainer.evaluate, []

    def interrupted(self, *args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return evaluate(self, *args, **kwargs)

    monkeypatch.setattr(Trainer, "evaluate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        workshop(epochs=3)
    assert list((workshop.folder / "out" / "checkpoints").glob("checkpoint-*"))
    monkeypatch.setattr(Trainer, "evaluate", evaluate)
    assert Adapter.load(workshop(epochs=3)).digest == whole


def test_checkpoints_of_another_recipe_are_refused(workshop):
    checkpoints = workshop.folder / "out" / "checkpoints"
    checkpoints.mkdir(parents=True)
    (checkpoints / "recipe.toml").write_text("another")
    with pytest.raises(ResumeRefused, match="--no-resume"):
        workshop()
    assert workshop(epochs=1, resume=False).exists()


def test_a_student_learns_from_a_teacher(workshop):
    teacher = workshop("all", output="teacher")
    # With weight 1 the labels in the data are not looked at, so all it knows comes from the teacher.
    lesson = f'distillation = {{teacher = "{teacher}", weight = 1.0}}'
    student = Adapter.load(workshop("none", more=lesson))
    assert student.card.scores["Moves test accuracy"] > 0.8


def test_a_teacher_with_other_labels_is_refused(workshop):
    teacher = tiny_adapter(labels=("left", "right")).save(workshop.folder / "teacher")
    with pytest.raises(AdapterMismatch, match="left"):
        workshop(more=f'distillation = {{teacher = "{teacher}"}}')


def test_labels_that_the_head_does_not_have_are_named(workshop):
    with (workshop.folder / "moves.jsonl").open("a") as file:
        file.write(
            '{"text": "x", "entities": [{"name": "x", "start": 0, "label": "sideways"}], "split": "train"}\n'
        )
    with pytest.raises(ConfigurationError, match="sideways"):
        workshop()


def test_a_missing_data_file_says_how_to_give_the_folder(workshop):
    (workshop.folder / "moves.jsonl").unlink()
    with pytest.raises(InputError, match="DSOLUTIONS_DATA"):
        workshop()


def test_a_wrong_key_in_a_recipe_is_named(tmp_path):
    (tmp_path / "r.toml").write_text('adapter = {name = "x"}\nlearning_rat = 1\n')
    with pytest.raises(ConfigurationError, match=r"head|learning_rat"):
        train(tmp_path / "r.toml")


MANY = """
base = "tiny"
adapter = {name = "mood"}
deltas = {train = "lora", rank = 4}
optimisation = {epochs = 10, batch_size = 8, learning_rate = 1e-3, head_learning_rate = 1e-2, patience = 20}
rename = {0 = "glad", 1 = "sad"}

[head]
name = "mood"
labels = ["glad", "sad"]
task = "multi_label"
reader = "lstm_attention"
units = 8
""" + "".join(
    f"""
[[data]]
file = "{part}.tsv"
part = "{part}"
name = "Moods"
licence = "CC0-1.0"
source = "written for this test"
separator = ","
"""
    for part in ("train", "validation", "test")
)


def test_rows_with_several_labels_train_an_lstm_head_from_files_for_each_part(workshop):
    for part, rows in (("train", 80), ("validation", 16), ("test", 16)):
        lines = [
            f'so "{"zz" * (n & 1)}{"qq" * (n >> 1 & 1)} {n}\t{",".join(str(i) for i in (0, 1) if n >> i & 1)}'
            for n in range(rows)
        ]
        (workshop.folder / f"{part}.tsv").write_text("\n".join(["text\tlabel", *lines]))
    recipe = workshop.folder / "mood.toml"
    recipe.write_text(MANY)
    adapter = Adapter.load(train(recipe, workshop.folder / "mood", data=workshop.folder, progress=False))
    [head] = adapter.card.heads
    assert len(head.thresholds) == 2
    assert [source.rows for source in adapter.card.data] == [80]
    assert adapter.card.scores["Moods test macro_f1"] > 0.8
    runtime = Runtime(tiny_encoder(), precision=Precision.float32())
    runtime.load(adapter)
    answers = runtime.predict([Row('so "zz 1'), Row('so "qq 2'), Row('so "zzqq 3')], "mood")
    assert [set(head.decide(answer["mood"])) for answer in answers] == [{"glad"}, {"sad"}, {"glad", "sad"}]


def test_a_teacher_for_several_labels_is_refused(tmp_path):
    (tmp_path / "r.toml").write_text('distillation = {teacher = "x"}\n' + MANY)
    with pytest.raises(ConfigurationError, match="single_label"):
        train(tmp_path / "r.toml")
