"""Kernels of a render share their answers in its workplace, unless they are told to share nothing."""

import pickle

from analysis.dataset import once
from analysis.rendering import run
from analysis.rendering.kernels import workplace


def test_answers_are_shared_within_a_render_and_gone_with_it(monkeypatch):
    with workplace.guarded(sharing=True) as place:
        monkeypatch.setenv(once.VARIABLE, place.environment()[once.VARIABLE])
        assert once.Answers("a").of("how many", lambda: 5) == 5
        (file,) = place.answers.iterdir()
        assert pickle.loads(file.read_bytes()) == 5
        assert once.Answers("a").of("how many", lambda: 6) == 5
    assert not place.folder.exists()


def test_without_sharing_each_kernel_computes_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv(once.VARIABLE, str(tmp_path))  # of a render that started this one
    with workplace.guarded() as place:
        monkeypatch.setenv(once.VARIABLE, place.environment()[once.VARIABLE])
        assert [once.Answers("a").of("how many", lambda said=said: said) for said in (5, 6)] == [5, 6]
    assert not list(tmp_path.iterdir())


def test_pictures_are_kept_unless_nothing_is_shared(tmp_path):
    with workplace.guarded() as place:
        pools = [run._Pool(run.Order(sharing=said), place, tmp_path, {}, None, 1) for said in (True, False)]
    assert [pool._pictures() for pool in pools] == [tmp_path / "pictures", None]
