"""The fit behind before and after, against printed references, statsmodels, gretl and plain matrix algebra."""

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import design
from analytics.statistics import autocorrelated, averaged
from tests.places import CORPUS

PUBLISHED = CORPUS / "published"
needs_published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published reference data are not here")


def reference(*, leaves_out: bool) -> tuple[np.ndarray, np.ndarray]:
    rows = pd.read_csv(PUBLISHED / "simulated_reference.csv").dropna()
    if leaves_out:
        rows = rows[~rows["day"].between(design.LEFT_OUT_FROM, design.LEFT_OUT_TO)]
    days = rows["day"].to_numpy(float)
    return days, design.columns(days, rows["pain"].to_numpy())


# README.csv beside the data, row simulated_reference.csv: phi, w, estimate, se, df, low, high.
PRINTED = {
    ("level", False): (132, 0.78, 0.35, -0.7216, 0.4715, 12.93, -1.7408, 0.2976),
    ("trend", False): (132, 0.78, 0.35, -1.1365, 0.8703, 24.46, -2.9308, 0.6578),
    ("level", True): (104, 0.78, 0.35, -0.6698, 0.5364, 7.49, -1.9217, 0.5820),
    ("trend", True): (104, 0.81, 0.35, -1.3622, 1.6050, 9.29, -4.9758, 2.2514),
}


@needs_published
@pytest.mark.parametrize(("fit", "leaves_out"), PRINTED)
def test_the_default_gives_the_printed_digits(fit: str, leaves_out: bool) -> None:
    days, columns = reference(leaves_out=leaves_out)
    line = autocorrelated.fit(days, columns, [(0, 1, 2) if fit == "trend" else (0, 2)])[0]
    got = (line.n, line.phi, line.w, line.beta[-1], line.se[-1], line.df[-1], *line.interval(-1))
    n, phi, w, estimate, se, df, low, high = PRINTED[fit, leaves_out]
    assert got[:3] == (n, phi, w)
    assert np.round(got[3:5], 4).tolist() == [estimate, se]
    assert round(float(got[5]), 2) == df
    assert np.round(got[6:], 4).tolist() == [low, high]


@needs_published
@pytest.mark.parametrize(
    ("kept", "printed"), [([0, 1, 3], (-0.7933, -2.1021, 0.3064)), ([0, 1, 2, 3], (-1.2321, -3.3088, 0.7122))]
)
def test_the_grid_mixture_gives_the_printed_digits(kept: list[int], printed: tuple[float, ...]) -> None:
    days, columns = reference(leaves_out=False)
    line = averaged.mixture(days, columns[:, kept])
    assert np.round([line.estimate, line.low, line.high], 4).tolist() == list(printed)


def ml_loglik(days: np.ndarray, columns: np.ndarray, phi: float, w: float) -> tuple[float, float]:
    """Gaussian log-likelihood, mean and variance at their maximum for this phi and w, and the last coefficient."""
    white = autocorrelated.whiten(days, columns, np.array([phi]), np.array([w]))
    lines = autocorrelated.profile(white, range(columns.shape[1] - 1))
    n = len(days)
    value = -0.5 * (n * np.log(2 * np.pi * lines.q[0] / n) + white.logdet[0] + n)
    return float(value), float(lines.beta[0, -1])


@needs_published
@pytest.mark.parametrize(("phi", "w"), [(0.5, 0.0), (0.78, 0.35), (0.93, 0.1), (0.2, 0.8)])
def test_the_likelihood_equals_statsmodels_sarimax(phi: float, w: float) -> None:
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    days, columns = reference(leaves_out=False)
    index = np.arange(days[0], days[-1] + 1)
    observed = np.full(len(index), np.nan)
    observed[np.isin(index, days)] = columns[:, 0]
    regressors = np.column_stack([np.ones(len(index)), index >= 0]).astype(float)
    model = SARIMAX(observed, exog=regressors, order=(1, 0, 0), measurement_error=w > 0)
    ours = columns[:, [0, 1, 3]]
    white = autocorrelated.whiten(days, ours, np.array([phi]), np.array([w]))
    lines = autocorrelated.profile(white, (0, 1))
    s2 = lines.q[0] / len(days)
    noise = [w * s2] if w > 0 else []
    theirs = model.loglike([*lines.beta[0], phi, *noise, s2 * (1 - w) * (1 - phi**2)])
    assert ml_loglik(days, ours, phi, w)[0] == pytest.approx(theirs, abs=1e-6)


@needs_published
@pytest.mark.parametrize(
    ("kept", "phi", "loglik", "step"),
    [([0, 1, 3], 0.525, -208.0521, -0.6379), ([0, 1, 2, 3], 0.5224, -207.835, -1.0600)],
)
def test_the_likelihood_peaks_where_sarimax_says(kept: list[int], phi: float, loglik: float, step: float) -> None:
    days, columns = reference(leaves_out=False)
    value, coefficient = ml_loglik(days, columns[:, kept], phi, 0.0)
    assert round(value, 4) == pytest.approx(loglik, abs=1e-4)
    assert coefficient == pytest.approx(step, abs=1e-4)
    assert max(ml_loglik(days, columns[:, kept], phi + d, 0.0)[0] for d in (-0.01, 0.01)) < value


@needs_published
def test_cochrane_orcutt_on_us_investment_equals_gretl() -> None:
    rows = pd.read_csv(PUBLISHED / "macrodata.csv")
    growth = 400 * np.log(rows[["realinv", "realgdp"]]).diff().iloc[1:]
    days = np.arange(len(growth), dtype=float)
    columns = np.column_stack([growth["realinv"], np.ones(len(growth)), growth["realgdp"], rows["realint"].iloc[:-1]])
    white = autocorrelated.whitened_rows(days, columns, np.array([-0.108136]), np.zeros(1))[0][1:, 0, :]
    beta, ssr, *_ = np.linalg.lstsq(white[:, 1:], white[:, 0], rcond=None)
    s2 = ssr[0] / (len(white) - 3)
    se = np.sqrt(s2 * np.diag(np.linalg.inv(white[:, 1:].T @ white[:, 1:])))
    assert beta == pytest.approx([-9.50990, 4.37040, -0.579253], rel=2e-6)
    assert se == pytest.approx([0.990456, 0.208146, 0.268009], rel=2e-5)


@needs_published
def test_the_step_in_the_nile_is_the_published_one() -> None:
    flow = pd.read_csv(PUBLISHED / "nile.csv").iloc[:, -1].to_numpy(float)
    years = np.arange(1871, 1971) - 1899.0
    columns = design.columns(years, flow)[:, [0, 1, 3]]
    white = autocorrelated.whiten(years, columns, np.zeros(1), np.zeros(1))
    plain = autocorrelated.profile(white, (0, 1))
    assert plain.beta[0, -1] == pytest.approx(-247.7778, abs=5e-5)
    assert np.sqrt(plain.s2[0] * plain.inverse[0, -1, -1]) == pytest.approx(28.4352, abs=5e-5)
    # SARIMAX with its default optimiser stops short of the maximum (step -247.92, loglik -624.5396); Nelder-Mead
    # gets there: phi 0.159633, step -249.0747, loglik -624.538978.
    loglik, step = ml_loglik(years, columns, 0.159633, 0.0)
    assert loglik == pytest.approx(-624.538978, abs=1e-6)
    assert step == pytest.approx(-249.0747, abs=1e-4)


def test_the_filter_equals_plain_matrix_algebra_on_a_diary_with_gaps() -> None:
    rng = np.random.default_rng(3)
    days = np.sort(rng.choice(120, 50, replace=False)).astype(float) - 60
    columns = design.columns(days, rng.normal(size=50))
    phi, w = 0.8, 0.3
    lag = np.abs(days[:, None] - days)
    v = (1 - w) * phi**lag + w * (lag == 0)
    white = autocorrelated.whiten(days, columns, np.array([phi]), np.array([w]))
    assert white.gram[0] == pytest.approx(columns.T @ np.linalg.solve(v, columns))
    assert white.logdet[0] == pytest.approx(np.linalg.slogdet(v)[1])


def test_a_cell_that_does_not_look_at_a_day_equals_a_diary_without_it() -> None:
    rng = np.random.default_rng(4)
    days = np.sort(rng.choice(120, 60, replace=False)).astype(float) - 60
    columns = design.columns(days, rng.normal(size=60))
    phi, w = np.array([0.7]), np.array([0.2])
    seen = (rng.random((60, 1)) < 0.7).astype(float)
    kept = seen[:, 0] > 0
    masked, dropped = (
        autocorrelated.whiten(days, columns, phi, w, seen),
        autocorrelated.whiten(days[kept], columns[kept], phi, w),
    )
    assert masked.gram == pytest.approx(dropped.gram)
    assert masked.logdet == pytest.approx(dropped.logdet)


def test_degrees_of_freedom_are_the_classical_ones_for_independent_days() -> None:
    rng = np.random.default_rng(5)
    days = np.arange(-300.0, 300.0)
    df = [
        autocorrelated.fit(days, design.columns(days, rng.normal(size=600)), [(0, 1, 2)])[0].df[-1] for _ in range(5)
    ]
    assert np.median(df) > 100
    assert max(df) <= 600 - 3


def test_a_response_that_the_line_fits_exactly_gives_a_finite_answer() -> None:
    days = np.arange(-80.0, 80.0)
    line = autocorrelated.fit(days, design.columns(days, np.where(days >= 0, 2.0, 5.0)), [(0, 2)])[0]
    assert line.beta[-1] == pytest.approx(-3)
    assert np.isfinite(line.interval(-1)).all()
