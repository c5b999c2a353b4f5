"""Makes reference.json: reconciled forecasts by the matrix formulas of Wickramasuriya et al. (2019) and the shrinkage of Schaefer and
Strimmer (2005), with NumPy's dense inverse. Run: python3 reference.py > reference.json"""
import json
import numpy as np

rng = np.random.default_rng(7)
bottoms = [("north", "tea"), ("north", "milk"), ("south", "tea"), ("south", "milk"), ("south", "bread")]
levels = [lambda k: ("*", "*"), lambda k: (k[0], "*"), lambda k: ("*", k[1])]
nodes, rows = [], []
for level in levels:
    for key in dict.fromkeys(level(k) for k in bottoms):
        nodes.append(key)
        rows.append([1.0 if level(k) == key else 0.0 for k in bottoms])
S = np.vstack([np.array(rows), np.eye(len(bottoms))])
nodes += bottoms
m, n = S.shape
base = np.round(S @ rng.uniform(5, 50, n) + rng.normal(0, 4, m), 3)
T = 12
common = rng.normal(0, 1, (T, 1))
bottom_errors = rng.normal(0, 1, (T, n)) * [1, 2, 0.5, 3, 1] + common
E = np.round(bottom_errors @ S.T + rng.normal(0, 0.7, (T, m)), 4)


def mint(W):
    Wi = np.linalg.inv(W)
    G = np.linalg.inv(S.T @ Wi @ S) @ S.T @ Wi
    return S @ G @ base


cov = E.T @ E / T
sd = np.sqrt(np.diag(cov))
X = E / sd
R = X.T @ X / T
V = (X**2).T @ (X**2) - (X.T @ X) ** 2 / T
V = V / (T * (T - 1))
off = ~np.eye(m, dtype=bool)
lam = min(1.0, max(0.0, V[off].sum() / (R[off] ** 2).sum()))
W = lam * np.diag(np.diag(cov)) + (1 - lam) * cov
history = np.round(rng.uniform(1, 20, (6, n)), 2)
pha = history.sum(0) / history.sum()
ahp = (history / history.sum(1, keepdims=True)).mean(0)
print(json.dumps({
    "nodes": nodes, "bottom": bottoms, "base": base.tolist(), "errors": E.tolist(), "history": history.tolist(),
    "ols": mint(np.eye(m)).tolist(), "structural": mint(np.diag(S.sum(1))).tolist(), "shrinkage": mint(W).tolist(),
    "intensity": lam, "ofAverages": (S @ (pha * base[0])).tolist(), "average": (S @ (ahp * base[0])).tolist(),
    "bottomUp": (S @ base[-n:]).tolist()}, indent=1))
