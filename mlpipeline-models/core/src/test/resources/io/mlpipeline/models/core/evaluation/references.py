# Reference values of ReferenceMetricsTest. Run with scikit-learn 1.2.1: /usr/bin/python3 references.py > references.json
import json
import warnings
import numpy as np
from sklearn import metrics as m
from sklearn.calibration import calibration_curve
from sklearn.isotonic import IsotonicRegression

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20261122)
cases = []


def regression(name, y, p, w):
    k = dict(sample_weight=w)
    s = {
        "mae": m.mean_absolute_error(y, p, **k),
        "rmse": np.sqrt(m.mean_squared_error(y, p, **k)),
        "r2": m.r2_score(y, p, **k),
        "smape": np.average(2 * np.abs(y - p) / (np.abs(y) + np.abs(p)), weights=w),
        "wape": np.sum(w * np.abs(y - p)) / np.sum(w * np.abs(y)),
        "bias": np.average(p - y, weights=w),
        "pinball-0.2": m.mean_pinball_loss(y, p, alpha=0.2, **k),
        "poisson-deviance": m.mean_poisson_deviance(y, p, **k),
        "tweedie-deviance-1.5": m.mean_tweedie_deviance(y, p, power=1.5, **k),
    }
    if np.all(y > 0):
        s["mape"] = m.mean_absolute_percentage_error(y, p, **k)
        s["gamma-deviance"] = m.mean_gamma_deviance(y, p, **k)
    add(name, y, p.reshape(-1, 1), w, s)


def classes(name, y, p, w):
    k = dict(sample_weight=w)
    n = p.shape[1]
    if n == 1:
        full = np.column_stack([1 - p[:, 0], p[:, 0]])
        hard = (p[:, 0] >= 0.5).astype(int)
    else:
        full = p
        hard = np.argmax(p, axis=1)
    c = full.shape[1]
    s = {"accuracy": m.accuracy_score(y, hard, **k), "log-loss": m.log_loss(y, full, labels=range(c), **k)}
    for a in ("micro", "macro", "weighted"):
        s["precision-" + a] = m.precision_score(y, hard, average=a, zero_division=0, **k)
        s["recall-" + a] = m.recall_score(y, hard, average=a, zero_division=0, **k)
        s["f1-" + a] = m.f1_score(y, hard, average=a, zero_division=0, **k)
    if n == 1:
        s["precision"] = m.precision_score(y, hard, zero_division=0, **k)
        s["recall"] = m.recall_score(y, hard, zero_division=0, **k)
        s["f1"] = m.f1_score(y, hard, zero_division=0, **k)
        s["brier"] = np.average((p[:, 0] - y) ** 2, weights=w)
        if len(set(y)) == 2:
            s["roc-auc"] = m.roc_auc_score(y, p[:, 0], **k)
            s["pr-auc"] = m.average_precision_score(y, p[:, 0], **k)
            s["brier"] = m.brier_score_loss(y, p[:, 0], **k)
    else:
        one = np.eye(c)[y]
        s["brier"] = np.average(np.sum((p - one) ** 2, axis=1), weights=w)
        s["roc-auc"] = np.mean([m.roc_auc_score(one[:, i], p[:, i], **k) for i in range(c)])
        s["pr-auc"] = np.mean([m.average_precision_score(one[:, i], p[:, i], **k) for i in range(c)])
    case = add(name, y, p, w, s)
    case["confusion"] = m.confusion_matrix(y, hard, labels=range(c), **k).astype(float).tolist()
    if n == 1 and len(set(y)) == 2 and np.all(w == 1):
        observed, predicted = calibration_curve(y, p[:, 0], n_bins=7)
        case["calibration"] = [list(map(float, observed)), list(map(float, predicted))]


def add(name, y, p, w, scores):
    case = {
        "name": name,
        "labels": [float(v) for v in y],
        "predicted": [float(v) for v in p.ravel()],
        "weights": [float(v) for v in w],
        "scores": {k: float(v) for k, v in scores.items()},
    }
    cases.append(case)
    return case


n = 150
y = np.round(rng.gamma(2.0, 5.0, n) + 0.01, 3)
p = np.round(np.abs(y * rng.uniform(0.6, 1.4, n) + rng.normal(0, 1, n)) + 0.01, 3)
w = np.round(rng.uniform(0, 3, n), 2) * (rng.random(n) > 0.2)
regression("regression", y, p, np.ones(n))
regression("regression, weighted", y, p, w)
zeros = np.round(y * (rng.random(n) > 0.3), 3)
regression("regression with zeros, weighted", zeros, p, w)
b = (rng.random(n) < 0.3).astype(int)
q = np.clip(0.3 * b + rng.uniform(0, 0.7, n), 0, 1)
classes("binary", b, q.reshape(-1, 1), np.ones(n))
classes("binary, weighted", b, q.reshape(-1, 1), w)
classes("binary, ties", b, np.round(q, 1).reshape(-1, 1), np.ones(n))
classes("binary, ties, weighted", b, np.round(q, 1).reshape(-1, 1), w)
classes("binary, certain and wrong", b, np.round(q).reshape(-1, 1), np.ones(n))
classes("binary, all equal", b, np.full((n, 1), 0.5), np.ones(n))
classes("binary, one class", np.zeros(n, int), q.reshape(-1, 1), np.ones(n))
c = rng.integers(0, 4, n)
z = rng.normal(0, 1, (n, 4)) + 1.2 * np.eye(4)[c]
z = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
classes("four classes", c, z, np.ones(n))
classes("four classes, weighted", c, z, w)

x = np.round(rng.uniform(-3, 3, n), 1)
t = (rng.random(n) < 1 / (1 + np.exp(-x))).astype(float)
iso = IsotonicRegression(out_of_bounds="clip").fit(x, t, sample_weight=w)
grid = np.linspace(-4, 4, 81)
isotonic = {"x": x.tolist(), "y": t.tolist(), "w": w.tolist(), "at": grid.tolist(), "is": iso.predict(grid).tolist()}
print(json.dumps({"cases": cases, "isotonic": isotonic}))
