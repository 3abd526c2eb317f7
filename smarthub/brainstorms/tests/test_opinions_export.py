"""Reading what Polis exports, of any year and in any order."""

import pytest

from smarthub.brainstorms.rules.polis_export import NotAnExport, Statement, Vote, read_export
from smarthub.brainstorms.tests import real

COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500282615559,Mon Jul 17,10,0,38,7,1,"Two lines
and a ""quote"", too"
1500282544716,Mon Jul 17,9,4,56,2,-1,รถเมล์ไฟฟ้า
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
1500000000003,x,10,2,-1
1500000000001,x,10,2,1
1500000000002,x,9,11,0
"""


def test_statements_and_votes_of_an_export():
    export = read_export(COMMENTS, VOTES)
    assert export.statements == (
        Statement("9", "รถเมล์ไฟฟ้า", "4", is_rejected=True),
        Statement("10", 'Two lines\nand a "quote", too', "0"),
    )
    assert export.votes[-1] == Vote("2", "10", -1, 1500000000003)


def test_of_a_changed_vote_the_latest_counts_wherever_it_stands_in_the_file():
    votes = read_export(COMMENTS, VOTES).as_votes()
    assert (votes.people, votes.statements) == (("2", "11"), ("9", "10"))
    assert votes.cast[0, 1] == -1
    assert votes.rejected == {"9"}


def test_newer_exports_tell_meta_and_seed_statements():
    newer = "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,group-informed-consensus,comment-body\n1,5,0,1,0,0,true,TRUE,0.5,I live here\n"
    assert read_export(newer, VOTES).statements[0] == Statement("5", "I live here", "0", is_meta=True, is_seed=True)


def test_a_statement_without_a_line_is_there_without_a_text():
    assert read_export("comment-id\n", VOTES).statements == (Statement("9", ""), Statement("10", ""))


def test_files_may_be_empty_but_for_their_headings():
    votes = read_export("comment-id,comment-body\n", "comment-id,voter-id,vote\n").as_votes()
    assert votes.cast.shape == (0, 0)


def test_byte_order_mark_windows_lines_and_half_lines_are_read():
    votes = "\ufefftimestamp,comment-id,voter-id,vote\r\n1,a,b,1\r\n\r\n2,a\r\n3,a,c,\r\n4,,c,1\r\n1.5e12,a,d,-1.0\r\nlong ago,a,e,0\r\n"
    read = read_export("comment-id\r\n", votes)
    assert [(vote.person, vote.choice, vote.at) for vote in read.votes] == [
        ("e", 0, 0),
        ("b", 1, 1),
        ("d", -1, 1500000000000),
    ]


@pytest.mark.parametrize(
    ("comments", "votes", "code", "words"),
    [
        ("", VOTES, "no-column", "comments.csv has no column “comment-id”."),
        (COMMENTS, "a,b\n", "no-column", "votes.csv has no column “comment-id”."),
        (COMMENTS, "comment-id,voter-id,vote\n1,2,3\n", "wrong-vote", "votes.csv, line 2"),
        (COMMENTS, "comment-id,voter-id,vote\n1,2," + "1" * 1_000_001, "not-csv", "votes.csv cannot be read"),
    ],
)
def test_what_is_no_export_is_refused_with_a_sentence(comments, votes, code, words):
    with pytest.raises(NotAnExport) as refused:
        read_export(comments, votes)
    assert refused.value.refusal.code == code
    assert words in refused.value.refusal.in_language("en")


@pytest.mark.parametrize(
    ("name", "people", "statements", "votes"),
    [
        ("bg2050-volunteers", 126, 371, 14283),
        ("brexit-consensus", 204, 50, 5303),
        ("london.youth.policing", 26, 39, 638),
        ("scoop-hivemind.biodiversity", 536, 316, 29719),
    ],
)
def test_real_exports_are_read_whole(name, people, statements, votes):
    read = real.export(name)[0].as_votes()
    assert (*read.cast.shape, read.count) == (people, statements, votes)
