"""`huashu pack` and `huashu install`: from an author's folder to a trainee's machine, whole or not at all."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from scenarios.bundle import MANIFEST, Bundle, read, write
from scenarios.model import Scenario
from scenarios.problems import problem
from tests.cli.conftest import BEST, OWN_RULE, RUDE, Call, Called, add_rule, without_proof
from trainer import __version__
from trainer.cli.exits import ExitCode
from trainer.cli.proofs import Proof


@pytest.fixture(autouse=True)
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The trainee's data folder; proofs, which rest on the marks, are for other tests."""
    monkeypatch.setattr("scenarios.library.home", lambda: tmp_path / "data" / "packs")
    monkeypatch.setattr("trainer.cli.proofs.prove_each", without_proof())
    return tmp_path / "data" / "packs"


@pytest.fixture
def trainee(huashu: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command line of somebody without a folder of their own."""
    monkeypatch.delenv("HUASHU_SCENARIOS")
    return huashu


@pytest.fixture
def made(own: Path, trainee: Call, tmp_path: Path) -> Path:
    """A bundle of the small scenario and its persona."""
    called = trainee("pack", own, "-o", tmp_path / "first.huashu", "--name", "first", "--version", "1.1")
    assert called.code == 0, called.err
    return tmp_path / "first.huashu"


def _install(call: Call, bundle: Bundle, tmp_path: Path, *options: str) -> Called:
    (tmp_path / "given.huashu").write_bytes(write(bundle))
    return call("install", tmp_path / "given.huashu", *options)


def _listed(call: Call) -> list[str]:
    return [entry["id"] for entry in json.loads(call("list", "--json").out) if entry["pack"]]


def test_a_bundle_holds_the_folder_and_says_who_checked_it(made: Path, own: Path) -> None:
    bundle = read(made.read_bytes())
    assert (bundle.name, bundle.version, bundle.huashu) == ("first", "1.1", __version__)
    assert bundle.contents == {name: (own / name).read_bytes() for name in ("personas/steady.yaml", "small.yaml")}


def test_golden_transcripts_go_along_and_are_no_scenarios(
    own: Path, trainee: Call, tmp_path: Path, packs: Path
) -> None:
    (own / "small.golden").mkdir()
    names = [f"small.golden/{name}.yaml" for name in ("best", "blind", "worst")]
    for name in names:
        (own / name).write_text("seed: 1\n", "utf-8")
    assert trainee("pack", own, "-o", tmp_path / "g.huashu", "--name", "g").code == 0
    assert [name for name in read((tmp_path / "g.huashu").read_bytes()).contents if ".golden/" in name] == names
    assert trainee("install", tmp_path / "g.huashu").lines == ["新增  personas/steady", "新增  small"]
    assert (_listed(trainee), len(list(packs.rglob("*.golden/*.yaml")))) == (["small"], 3)


def test_the_same_folder_gives_the_same_bytes(made: Path, own: Path, trainee: Call, tmp_path: Path) -> None:
    for file in own.rglob("*.yaml"):
        file.touch()
    trainee("pack", own, "-o", tmp_path / "again.huashu", "--name", "first", "--version", "1.1")
    assert (tmp_path / "again.huashu").read_bytes() == made.read_bytes()


def test_what_was_packed_is_installed_listed_and_played(made: Path, trainee: Call) -> None:
    called = trainee("install", made)
    assert (called.code, called.lines) == (0, ["新增  personas/steady", "新增  small"])
    entry = json.loads(trainee("list", "--json").out)[-1]
    assert (entry["id"], entry["valid"], entry["pack"]) == ("small", True, "first")
    assert trainee("play", "small", "--plain", given=BEST[0]).code == 0


def test_installed_rules_mark_replies_and_are_kept(own: Path, trainee: Call, tmp_path: Path, db: Path) -> None:
    add_rule(own)
    assert trainee("pack", own, "-o", tmp_path / "r.huashu", "--name", "r").code == 0
    line = '{"item": 1, "reply": "您好。您真是个榆木疙瘩。"}'
    assert RUDE not in trainee("score", given=line).out
    assert f"新增  rules/{RUDE}" in trainee("install", tmp_path / "r.huashu").lines
    assert RUDE in trainee("score", given=line).out


def test_what_is_installed_is_listed(made: Path, trainee: Call) -> None:
    assert (trainee("install", "--list").out, trainee("install", "--list", "--json").out) == ("", "[]\n")
    trainee("install", made)
    assert trainee("install", "--list").lines == ["first  1.1  small"]
    (row,) = json.loads(trainee("install", "--list", "--json").out)
    assert (row["scenarios"], row["personas"], row["huashu"]) == (["small"], ["personas/steady"], __version__)


def test_an_update_says_what_it_changed(made: Path, trainee: Call, tmp_path: Path) -> None:
    first = read(made.read_bytes())
    trainee("install", made)
    small = first.contents["small.yaml"].replace("退费拖了二十天".encode(), "退费拖了三十天".encode())
    contents = {**first.contents, "small.yaml": small, "more/other.yaml": small}
    grown = first._replace(version="1.2", contents=contents)
    assert _install(trainee, grown, tmp_path).lines == ["新增  more/other", "更新  small"]
    less = grown._replace(version="1.3", contents={k: v for k, v in contents.items() if k != "small.yaml"})
    assert _install(trainee, less, tmp_path).lines == ["删除  small"]
    assert _listed(trainee) == ["more/other"]


def test_an_older_version_wants_force(made: Path, trainee: Call, tmp_path: Path) -> None:
    trainee("install", made)
    older = read(made.read_bytes())._replace(version="1.0.9")
    refused = _install(trainee, older, tmp_path)
    assert (refused.code, trainee("install", "--list").lines) == (ExitCode.USAGE, ["first  1.1  small"])
    assert "--force" in refused.err
    assert _install(trainee, older, tmp_path, "--force").code == 0
    assert trainee("install", "--list").lines == ["first  1.0.9  small"]


def test_two_bundles_may_not_hold_one_id(made: Path, trainee: Call, tmp_path: Path) -> None:
    trainee("install", made)
    called = _install(trainee, read(made.read_bytes())._replace(name="second"), tmp_path)
    assert called.code == ExitCode.INVALID
    assert "small" in called.err and "first" in called.err
    assert trainee("install", "--list").lines == ["first  1.1  small"]


def test_a_shipped_id_is_refused(made: Path, trainee: Call, tmp_path: Path) -> None:
    small = read(made.read_bytes()).contents["small.yaml"]
    shadow = read(made.read_bytes())._replace(contents={"chapter7/08-agitated.yaml": small})
    called = _install(trainee, shadow, tmp_path)
    assert (called.code, _listed(trainee)) == (ExitCode.INVALID, [])
    assert "chapter7/08-agitated.yaml:1: error E402" in called.err


def test_a_broken_scenario_is_refused_and_nothing_is_changed(
    made: Path, trainee: Call, tmp_path: Path, packs: Path
) -> None:
    first = read(made.read_bytes())
    trainee("install", made)
    broken = first._replace(version="2", contents={**first.contents, "bad.yaml": b"title: x\n"})
    called = _install(trainee, broken, tmp_path)
    assert called.code == ExitCode.INVALID
    assert "\nbad.yaml:1: error E102" in called.err
    assert str(packs) not in called.err
    assert trainee("install", "--list").lines == ["first  1.1  small"]
    assert len([entry for entry in packs.iterdir() if entry.is_dir()]) == 1


def test_golden_replies_that_go_astray_want_force(made: Path, trainee: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    astray = problem("small.yaml", 1, "E502", "走了别的路")
    monkeypatch.setattr("trainer.cli.proofs.prove_each", without_proof(astray))
    refused = trainee("install", made)
    assert (refused.code, "--force" in refused.err, _listed(trainee)) == (ExitCode.INVALID, True, [])
    assert trainee("install", made, "--force").code == 0
    assert _listed(trainee) == ["small"]


def test_sessions_of_a_removed_scenario_stay_readable(made: Path, trainee: Call) -> None:
    trainee("install", made)
    left = trainee("play", "small", "--plain", given="\n".join(BEST[:2]))
    removed = trainee("install", "--remove", "first")
    assert (removed.code, removed.lines) == (0, ["删除  personas/steady", "删除  small"])
    assert trainee("play", "small", "--plain").code == ExitCode.USAGE
    assert "退费拖了二十天" in trainee("show", left.session).out
    assert trainee("play", "--plain", "--resume", left.session, given=BEST[2]).code == 0
    assert trainee("audit").code == 0


def test_what_is_not_installed_cannot_be_removed(made: Path, trainee: Call) -> None:
    trainee("install", made)
    called = trainee("install", "--remove", "other")
    assert called.code == ExitCode.USAGE
    assert "first" in called.err


@pytest.mark.parametrize(
    "arguments", [(), ("--list", "x"), ("x", "--remove", "y"), ("--json",), ("--list", "--force"), ("none.huashu",)]
)
def test_what_makes_no_sense_is_a_wrong_command_line(arguments: tuple[str, ...], trainee: Call) -> None:
    assert trainee("install", *arguments).code == ExitCode.USAGE


@pytest.mark.parametrize("raw", [b"", b"title: x\n", b"PK\x03\x04 and no more"])
def test_what_is_no_bundle_is_refused(raw: bytes, trainee: Call, tmp_path: Path, packs: Path) -> None:
    (tmp_path / "x.huashu").write_bytes(raw)
    called = trainee("install", tmp_path / "x.huashu")
    assert (called.code, called.out, packs.exists()) == (ExitCode.INVALID, "", False)
    assert "Traceback" not in called.err


def test_a_bundle_that_was_changed_is_refused(made: Path, trainee: Call, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(tmp_path / "x.huashu", "w") as other:
        for name in archive.namelist():
            raw = archive.read(name)
            other.writestr(name, raw if name == MANIFEST else raw + b"\n")
    assert trainee("install", tmp_path / "x.huashu").code == ExitCode.INVALID
    assert _listed(trainee) == []


def test_a_full_disk_is_said_and_leaves_nothing(made: Path, trainee: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scenarios.library.write", full)
    assert trainee("install", made).code == ExitCode.DATABASE
    assert _listed(trainee) == []


def test_english_is_spoken(made: Path, trainee: Call, tmp_path: Path) -> None:
    assert trainee("install", made, "--lang", "en").lines == ["added  personas/steady", "added  small"]
    (tmp_path / "x.huashu").write_bytes(b"x")
    assert "Not a bundle" in trainee("install", tmp_path / "x.huashu", "--lang", "en").err


def test_a_folder_with_an_error_is_not_packed(own: Path, trainee: Call, tmp_path: Path) -> None:
    (own / "bad.yaml").write_text("title: x\n", "utf-8")
    called = trainee("pack", own, "-o", tmp_path / "x.huashu")
    assert (called.code, called.out) == (ExitCode.INVALID, "")
    assert f"{own / 'bad.yaml'}:1: error E102" in called.err
    assert not (tmp_path / "x.huashu").exists()


def test_a_broken_rule_is_not_packed(own: Path, trainee: Call, tmp_path: Path) -> None:
    add_rule(own)
    path = own / "rules" / f"{RUDE}.yaml"
    path.write_text(OWN_RULE.replace("您真是个【榆木疙瘩】", "您真是个【榆木】疙瘩"), "utf-8")
    called = trainee("pack", own, "-o", tmp_path / "x.huashu")
    assert called.code == ExitCode.INVALID
    assert f"{path}:7: error E706 " in called.err


def test_a_folder_of_rules_alone_is_no_folder_of_scenarios(own: Path, trainee: Call, tmp_path: Path) -> None:
    add_rule(own)
    called = trainee("pack", own / "rules", "-o", tmp_path / "x.huashu")
    assert (called.code, f"{RUDE}.yaml:1: error E10" in called.err) == (ExitCode.INVALID, True)


def test_what_no_bundle_takes_is_said(own: Path, trainee: Call, tmp_path: Path) -> None:
    (own / "README.md").write_text("x", "utf-8")
    (own / ".git").mkdir()
    (own / ".git" / "config").write_text("x", "utf-8")
    called = trainee("pack", own, "-o", tmp_path / "x.huashu")
    assert (called.code, "README.md" in called.err, ".git" in called.err) == (0, True, False)


def test_a_persona_in_a_folder_of_its_own_is_not_lost_in_silence(own: Path, trainee: Call, tmp_path: Path) -> None:
    (own / "personas" / "more").mkdir()
    (own / "personas" / "more" / "x.yaml").write_text("title: x\n", "utf-8")
    called = trainee("pack", own, "-o", tmp_path / "x.huashu")
    assert (called.code, "personas/more/x.yaml" in called.err) == (ExitCode.INVALID, True)


@pytest.mark.parametrize(
    "options", [("--name", "Große Sache"), ("--name", "../x"), ("--version", "one"), ("--name", "")]
)
def test_a_name_or_version_that_is_none_is_a_wrong_command_line(
    options: tuple[str, str], own: Path, trainee: Call, tmp_path: Path
) -> None:
    assert trainee("pack", own, "-o", tmp_path / "x.huashu", *options).code == ExitCode.USAGE


def test_an_empty_folder_is_not_packed(trainee: Call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert trainee("pack", tmp_path / "empty", "-o", tmp_path / "x.huashu").code == ExitCode.INVALID
    assert trainee("pack", tmp_path / "none").code == ExitCode.USAGE


def test_only_a_bundle_is_ever_overwritten(made: Path, own: Path, trainee: Call, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", "utf-8")
    assert trainee("pack", own, "-o", tmp_path / "letter.txt").code == ExitCode.USAGE
    assert trainee("pack", own, "-o", made, "--version", "3").code == 0
    assert trainee("pack", own, "-o", tmp_path / "no" / "x.huashu").code == ExitCode.USAGE


def test_ones_own_folder_comes_before_an_installed_copy(made: Path, trainee: Call, own: Path) -> None:
    trainee("install", made)
    entries = json.loads(trainee("list", "--json", "--scenarios", own).out)
    assert [(entry["id"], entry["pack"]) for entry in entries][-1] == ("small", None)
    assert [entry["id"] for entry in entries].count("small") == 1


def test_the_real_proof_is_asked_before_packing(
    own: Path, trainee: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def prove(scenarios: Iterable[Scenario], *_: object, **_options: object) -> list[Proof]:
        found = list(scenarios)
        asked.extend(scenario.id for scenario in found)
        return without_proof()(found)

    monkeypatch.setattr("trainer.cli.proofs.prove_each", prove)
    trainee("pack", own, "-o", tmp_path / "x.huashu")
    assert asked == ["small"]
