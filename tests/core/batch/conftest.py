from __future__ import annotations

import pytest


@pytest.fixture
def news(tmp_path):
    """Write a CSV file of short news, with some rows that cannot be answered; return its path."""

    def write(rows, name="in.csv"):
        path = tmp_path / name
        lines = []
        for i in range(rows):
            if i % 10 == 3:
                lines.append(f"{i},too,many,fields")
            elif i % 10 == 7:
                lines.append(f"{i},boom goes Acme,EU")
            else:
                lines.append(f'{i},"Acme’s item {i}, again",EU')
        path.write_text("\n".join(["id,text,desk", *lines]) + "\n", encoding="utf-8")
        return path

    return write
