def test_packs_lists_pipelines_and_adapters(cli):
    shown = cli("packs").stdout
    for word in ("tests", "for tests", "herald", "shouter", "loud"):
        assert word in shown
