"""What was asked a moment ago is kept for a moment, and no longer."""

from smarthub.kit.recent import Recent, forget_everything


def test_it_is_kept_for_its_time() -> None:
    kept: Recent[str, int] = Recent(seconds=60)
    assert kept.keep("a", 1) == kept.get("a") == 1
    assert kept.get("b") is None
    over: Recent[str, int] = Recent(seconds=0)
    over.keep("a", 1)
    assert over.get("a") is None


def test_it_forgets_one_or_all_and_never_grows_beyond_its_bound() -> None:
    kept: Recent[str, int] = Recent(seconds=60, most=2)
    for number, key in enumerate("abc"):
        kept.keep(key, number)
    assert (kept.get("a"), kept.get("c")) == (None, 2)
    kept.forget("c")
    assert kept.get("c") is None
    kept.keep("d", 4)
    forget_everything()
    assert kept.get("d") is None
