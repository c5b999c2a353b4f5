"""The weights that the tests of Smile's linear and logistic regression expect, by scikit-learn 1.2.1 and SciPy.
Run: python3 references.py. Smile penalises weights of features divided by their standard deviation (divided by n)."""
import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, LogisticRegression, Ridge

X = np.array([[0.0, 0.6], [-0.55, -1.78], [-0.91, -1.98], [0.12, 2.68], [-0.98, -1.24], [0.98, 0.71], [0.21, -1.86],
              [-0.06, 1.39], [-2.69, -0.92], [-3.8, -2.58], [-3.68, -0.47], [-2.53, 0.54]])
y = np.array([2.6, 3.51, 1.96, 0.77, 2.5, 3.96, 4.04, 1.56, -0.79, -1.04, -1.61, -1.63])
n, sd, mu = len(y), X.std(0), X.mean(0)
Z = (X - mu) / sd
tight = dict(tol=1e-14, max_iter=1000000)

def show(name, model):
    w = model.coef_ / sd
    print(name, *map(repr, map(float, w)), repr(float(y.mean() - w @ mu)))

m = LinearRegression().fit(X, y)
print('ols', *map(repr, map(float, m.coef_)), repr(float(m.intercept_)))
show('ridge 3', Ridge(3, solver='cholesky').fit(Z, y))
show('lasso 5', Lasso(5 / (2 * n), **tight).fit(Z, y))
a = 5 / (2 * n) + 3 / n
show('net 5 3', ElasticNet(a, l1_ratio=5 / (2 * n) / a, **tight).fit(Z, y))

b = (y > 1.5).astype(int)
b[0] = 0
m = LogisticRegression(C=1 / 0.5, tol=1e-12, max_iter=100000).fit(X, b)
print('binary labels', b.tolist())
print('logistic 0.5', *map(repr, map(float, m.coef_[0])), repr(float(m.intercept_[0])))
c = np.array([0, 1, 2, 0, 1, 2, 1, 0, 2, 1, 2, 0])

def loss(v):
    W = np.vstack([v.reshape(2, 3), np.zeros(3)])
    s = X @ W[:, :2].T + W[:, 2]
    return (np.logaddexp.reduce(s, axis=1) - s[np.arange(n), c]).sum() + 0.25 * (W[:, :2] ** 2).sum()

r = minimize(loss, np.zeros(6), method='BFGS', options=dict(gtol=1e-9))
W = np.vstack([r.x.reshape(2, 3), np.zeros(3)])
s = np.array([0.5, -0.5]) @ W[:, :2].T + W[:, 2]
print('multinomial 0.5 at (0.5, -0.5)', *map(repr, map(float, np.exp(s) / np.exp(s).sum())))
