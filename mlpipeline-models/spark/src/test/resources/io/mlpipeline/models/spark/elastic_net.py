# Reference weights of SparkLinearRegressionTest, made with scikit-learn 1.2.1.
# ElasticNet minimises mean((y - p)^2) / 2 + alpha * l1_ratio * |w| + alpha * (1 - l1_ratio) / 2 * |w|^2,
# so l1 = 0.3 and l2 = 0.7 are alpha = 1 and l1_ratio = 0.3.
import numpy as np
from sklearn.linear_model import ElasticNet
rng = np.random.default_rng(7)
x = np.round(rng.normal(0, 2, (12, 2)), 2)
y = np.round(1.5 * x[:, 0] - 0.8 * x[:, 1] + 3 + rng.normal(0, 0.5, 12), 2)
model = ElasticNet(alpha=1, l1_ratio=0.3, tol=1e-14, max_iter=1000000).fit(x, y)
print(x.tolist())
print(y.tolist())
print(model.coef_.tolist(), model.intercept_)
# With standardised features the penalty applies to weight * deviation (divided by n).
deviation = x.std(axis=0)
model = ElasticNet(alpha=1, l1_ratio=0.3, tol=1e-14, max_iter=1000000).fit(x / deviation, y)
print((model.coef_ / deviation).tolist(), model.intercept_)
