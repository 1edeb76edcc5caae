import pytest

from dsolutions.errors import ConfigurationError
from dsolutions.runtime.catalogue import catalogue, resolve

OWN = """
[acme-encoder]
kind = "encoder"
purpose = "ours"
licence = "MIT"
weight_file = "model.safetensors"
bytes = 3
sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
[[acme-encoder.sources]]
kind = "path"
path = "models/acme"
"""


def test_the_shipped_models_are_listed_in_a_steady_order():
    assert list(catalogue()) == [
        "all-MiniLM-L6-v2",
        "all-mpnet-base-v2",
        "SmolLM2-135M-Instruct",
        "Qwen2.5-Coder-1.5B-Instruct",
    ]


def test_a_users_file_adds_models_by_argument_and_by_environment(tmp_path, monkeypatch):
    own = tmp_path / "models.toml"
    own.write_text(OWN)
    assert list(catalogue(own))[-1] == "acme-encoder"
    monkeypatch.setenv("DSOLUTIONS_MODELS", str(own))
    assert catalogue() == catalogue(own)


def test_a_users_entry_wins_over_the_shipped_one(tmp_path):
    own = tmp_path / "models.toml"
    own.write_text(OWN.replace("acme-encoder", "all-MiniLM-L6-v2"))
    assert catalogue(own)["all-MiniLM-L6-v2"].purpose == "ours"


def test_a_path_in_a_users_file_counts_from_that_file(tmp_path):
    own = tmp_path / "models.toml"
    own.write_text(OWN)
    folder = tmp_path / "models" / "acme"
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"abc")
    assert resolve("acme-encoder", models=catalogue(own)).folder == folder


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"MIT"', "MIT", "cannot be read"),
        ("ba78", "BA78", "acme-encoder.sha256"),
        ('"path"\n', '"ftp"\n', "acme-encoder.sources.0"),
        ("bytes", "size", "acme-encoder.bytes: field required"),
        ("[acme-encoder]", '["../acme"]', "cannot be"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, before, after, said):
    own = tmp_path / "models.toml"
    own.write_text(OWN.replace(before, after))
    with pytest.raises(ConfigurationError, match=said) as caught:
        catalogue(own)
    assert caught.value.item == str(own)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        catalogue(tmp_path / "absent.toml")
