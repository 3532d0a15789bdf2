"""Exported folders: one change anywhere must show."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.audit.checkpoint import Checkpoint, origin_of, sign_checkpoint
from comity.audit.leaves import Leaf, commitment
from comity.audit.merkle import Tree
from comity.cases.export import (
    DIRECTORY_NAME,
    EXPORT_NAME,
    Export,
    ExportFile,
    ProvenLeaf,
    list_files,
    sign_export,
)
from comity.cases.packet import Check, verify_export
from comity.exchange import canonical, evidence
from comity.exchange.evidence import Kind, signing_key
from comity.exchange.manifest import make_mid
from comity.exchange.receipts import Receipt, Stage, sign_receipt
from comity.exchange.refusals import MalformedError
from tests.comity.exchange.makers import (
    DAY,
    EGYPT,
    FINGERPRINT,
    FRANCE,
    ITALY,
    ROOT,
    T0,
    a_manifest,
    directory_token,
    entry,
    entry_token,
    listed_sealing,
    seed,
    signed,
)

BODY = b"the request"
ASKED = signed(a_manifest(body=BODY))
ANSWER = signed(
    a_manifest(EGYPT, ITALY, b"the answer", mid=make_mid(T0 + DAY, bytes(10)), cas="EG-9"),
    EGYPT.signing,
)
# Small on purpose: every byte of it is flipped below.
DIRECTORY = directory_token(
    *(entry_token(of, suites=("1",), sealing=(listed_sealing(of.x25519),)) for of in (ITALY, EGYPT))
).encode()


def receipt(token: str, of, peer, stage=Stage.DELIVERED) -> str:
    manifest = evidence.unverified(Kind.MESSAGE, token).payload
    plain = Receipt(stage, of.code, peer.code, T0, 1, "0" * 64, manifest["mid"])
    return sign_receipt(replace(plain, evidence=canonical.digest(token)), of.signing)


def leaf(idx: int) -> Leaf:
    committed = commitment(b"s" * 32, {"n": str(idx)})
    return Leaf(
        idx, "2026-03-01T10:00:00Z", "request.sent", "o", "r", "u", "x", "j", "c", (), committed
    )


def export(of, **changes) -> Export:
    leaves = [leaf(idx) for idx in range(3)]
    tree = Tree.of([each.hash() for each in leaves])
    plain = Export(
        node=of.code,
        request="IT-2026-0042/1",
        made=T0 + DAY,
        files=list_files({"request.txt": BODY}),
        checkpoint=sign_checkpoint(
            Checkpoint(origin_of(of.code), 3, tree.root()), of.signing.private
        ),
        leaves=(ProvenLeaf(leaves[1], tree.inclusion(1)),),
        evidence=(ASKED, ANSWER),
        receipts=(receipt(ASKED, EGYPT, ITALY), receipt(ANSWER, ITALY, EGYPT)),
        directory_sha256=canonical.digest(DIRECTORY),
    )
    return replace(plain, **changes)


def folder(of, key=None, directory=DIRECTORY, **changes) -> dict[str, bytes]:
    token = sign_export(export(of, **changes), key or of.signing)
    return {
        f"{of.code}/{EXPORT_NAME}": token.encode(),
        f"{of.code}/{DIRECTORY_NAME}": directory,
        f"{of.code}/request.txt": BODY,
    }


ITALIAN, EGYPTIAN = folder(ITALY), folder(EGYPT)
BOTH = ITALIAN | EGYPTIAN


def found(files, root=FINGERPRINT) -> set[Check]:
    report = verify_export(files, root)
    assert report.sound is (not report.findings)
    return {finding.check for finding in report.findings}


def test_one_right_folder_is_sound():
    report = verify_export(ITALIAN, FINGERPRINT)
    assert report.findings == ()
    assert report.compared == ()
    assert [each.manifest.frm for each in report.folders[0].messages] == ["IT", "EG"]
    assert report.folders[0].log_size == 3


def test_the_report_ties_each_message_to_its_text_and_its_receipts():
    asked, answer = verify_export(ITALIAN, FINGERPRINT).folders[0].messages
    assert (asked.body_file, answer.body_file) == ("request.txt", "")
    assert [each.stage for each in asked.receipts] == [Stage.DELIVERED]


def test_the_folders_of_both_sides_are_compared():
    report = verify_export(BOTH, FINGERPRINT)
    assert report.findings == ()
    assert report.compared == (("EG", "IT"),)


def test_a_folder_without_a_name_is_checked_too():
    bare = {path.removeprefix("IT/"): data for path, data in ITALIAN.items()}
    assert found(bare) == set()


def test_another_root_than_the_one_known_is_told():
    assert found(ITALIAN, "0" * 64) == {Check.DIRECTORY}


def test_a_fingerprint_may_be_typed_with_spaces():
    assert found(ITALIAN, FINGERPRINT.upper()) == set()


@pytest.mark.parametrize("path", sorted(ITALIAN))
def test_no_changed_byte_at_any_place_of_any_file_passes(path):
    data = ITALIAN[path]
    for place in range(len(data)):
        for byte in (data[place] ^ 1, ord("A") if data[place] != ord("A") else ord("B")):
            changed = data[:place] + bytes([byte]) + data[place + 1 :]
            assert found(ITALIAN | {path: changed}), (path, place, byte)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_changed_byte_in_either_folder_passes(data):
    path = data.draw(st.sampled_from(sorted(BOTH)))
    place = data.draw(st.integers(0, len(BOTH[path]) - 1))
    bits = data.draw(st.integers(1, 255))
    changed = bytearray(BOTH[path])
    changed[place] ^= bits
    assert found(BOTH | {path: bytes(changed)})


@pytest.mark.parametrize("path", sorted(ITALIAN))
@pytest.mark.parametrize("change", [lambda d: d + b"\n", lambda d: d[:-1], lambda _d: b""])
def test_no_file_made_longer_shorter_or_empty_passes(path, change):
    assert found(ITALIAN | {path: change(ITALIAN[path])})


@pytest.mark.parametrize("path", sorted(BOTH))
def test_no_file_left_out_passes(path):
    assert found({name: data for name, data in BOTH.items() if name != path})


@pytest.mark.parametrize("path", ["IT/extra.txt", "extra.txt", "IT/sub/export.txt", "FR/x"])
def test_no_file_added_passes(path):
    assert Check.FILE in found(BOTH | {path: b"planted"})


def test_files_exchanged_within_a_folder_are_told():
    files = folder(ITALY, files=list_files({"request.txt": BODY, "b.txt": b"b"}))
    swapped = files | {"IT/request.txt": b"b", "IT/b.txt": BODY}
    assert found(files | {"IT/b.txt": b"b"}) == set()
    assert found(swapped) == {Check.FILE}


def test_no_export_at_all_is_told():
    assert found({}) == {Check.FOLDER}
    assert found({"a.txt": b""}) == {Check.FOLDER, Check.FILE}


def test_an_export_signed_by_another_node_is_told():
    assert found(folder(ITALY, key=EGYPT.signing)) == {Check.EXPORT}


def test_an_export_signed_by_an_unlisted_key_is_told():
    assert found(folder(ITALY, key=signing_key(seed("unlisted")))) == {Check.EXPORT}


def test_an_export_of_a_node_that_is_not_in_the_directory_is_told():
    assert found(folder(FRANCE, key=FRANCE.signing)) == {Check.EXPORT}


def test_a_forged_export_under_a_listed_kid_is_told():
    text = ITALIAN[f"IT/{EXPORT_NAME}"].decode().rsplit(".", 1)[0]
    tail = canonical.to_base64url(EGYPT.signing.private.sign(text.encode()))
    assert found(ITALIAN | {f"IT/{EXPORT_NAME}": f"{text}.{tail}".encode()}) == {Check.EXPORT}


def test_a_directory_is_judged_at_the_time_of_the_export():
    assert found(folder(ITALY, made=T0 + 30 * DAY)) == {Check.DIRECTORY}
    assert found(folder(ITALY, made=T0 + 29 * DAY)) == set()


def test_a_directory_of_another_root_is_told_although_the_export_names_it():
    stranger = directory_token(root=signing_key(seed("stranger"))).encode()
    files = folder(ITALY, directory=stranger, directory_sha256=canonical.digest(stranger))
    assert found(files) == {Check.DIRECTORY}


def test_a_key_that_had_ended_when_the_export_was_made_is_told():
    ended = replace(entry(ITALY).signing[0], not_after=T0 + timedelta(hours=1))
    token = directory_token(entry_token(ITALY, signing=(ended,)), entry_token(EGYPT)).encode()
    files = folder(ITALY, directory=token, directory_sha256=canonical.digest(token))
    assert found(files) == {Check.EXPORT}


def test_evidence_signed_by_somebody_else_is_told():
    forged = signed(a_manifest(body=BODY), EGYPT.signing)
    files = folder(ITALY, evidence=(forged, ANSWER), receipts=())
    assert found(files) == {Check.EVIDENCE}


def test_evidence_between_strangers_is_told():
    stray = signed(a_manifest(EGYPT, FRANCE), EGYPT.signing)
    assert found(folder(ITALY, evidence=(ASKED, ANSWER, stray))) == {Check.EVIDENCE}


def test_a_receipt_without_its_evidence_is_told():
    assert found(folder(ITALY, evidence=(ASKED,))) == {Check.RECEIPT}


def test_a_receipt_signed_by_the_wrong_side_is_told():
    own = receipt(ASKED, ITALY, EGYPT)
    assert found(folder(ITALY, receipts=(own,))) == {Check.RECEIPT}


def test_a_leaf_that_is_not_in_the_log_is_told():
    right = export(ITALY).leaves[0]
    changed = ProvenLeaf(replace(right.leaf, unit="other"), right.proof)
    assert found(folder(ITALY, leaves=(changed,))) == {Check.LEAF}
    moved = ProvenLeaf(replace(right.leaf, idx=2), right.proof)
    assert found(folder(ITALY, leaves=(moved,))) == {Check.LEAF}


def test_another_nodes_checkpoint_is_told():
    theirs = export(EGYPT).checkpoint
    assert found(folder(ITALY, checkpoint=theirs)) == {Check.CHECKPOINT}
    renamed = sign_checkpoint(Checkpoint(origin_of("IT"), 3, bytes(32)), EGYPT.signing.private)
    assert found(folder(ITALY, checkpoint=renamed)) == {Check.CHECKPOINT}


def test_a_message_one_side_left_out_is_told():
    thin = folder(EGYPT, evidence=(ASKED,), receipts=())
    report = verify_export(ITALIAN | thin, FINGERPRINT)
    assert [(f.check, f.folder) for f in report.findings] == [(Check.BOTH_SIDES, "EG")]


def test_two_versions_of_one_message_are_told_on_both_sides():
    other = signed(a_manifest(body=b"other"))
    lying = folder(EGYPT, evidence=(other, ANSWER), receipts=())
    report = verify_export(ITALIAN | lying, FINGERPRINT)
    assert [(f.check, f.folder) for f in report.findings] == [
        (Check.BOTH_SIDES, "IT"),
        (Check.BOTH_SIDES, "EG"),
    ]


def test_a_message_to_a_third_state_need_not_be_on_the_other_side():
    token = directory_token().encode()
    third = signed(a_manifest(to=FRANCE, mid=make_mid(T0, b"t" * 10)))
    given_to = {"directory": token, "directory_sha256": canonical.digest(token)}
    italian = folder(ITALY, evidence=(ASKED, ANSWER, third), **given_to)
    assert found(italian | EGYPTIAN) == set()


def test_two_folders_of_one_node_for_one_request_are_told():
    again = {path.replace("IT/", "IT-2/"): data for path, data in ITALIAN.items()}
    assert found(ITALIAN | again) == {Check.BOTH_SIDES}


def test_folders_of_two_requests_are_not_compared():
    report = verify_export(ITALIAN | folder(EGYPT, request="other"), FINGERPRINT)
    assert report.sound
    assert report.compared == ()


PATHS = ["../x", "/x", "a//b", "a/../b", ".", "a\\b", "a\x00", EXPORT_NAME, DIRECTORY_NAME]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_leads_elsewhere_is_not_signed(path):
    row = ExportFile(path, canonical.digest(b""), 0)
    with pytest.raises(MalformedError):
        sign_export(export(ITALY, files=(row,)), ITALY.signing)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(BOTH)), st.binary(max_size=200), min_size=1))
def test_any_bytes_under_the_right_names_are_told_and_never_raise(files):
    assert found(BOTH | files)


def test_the_root_key_itself_is_no_nodes_key():
    assert found(folder(ITALY, key=ROOT)) == {Check.EXPORT}
