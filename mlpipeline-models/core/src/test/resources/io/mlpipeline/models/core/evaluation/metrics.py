# Reference values of MetricsTest. Run with scikit-learn 1.2.1: python3 metrics.py > metrics.csv
import numpy as np
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score, mean_pinball_loss
rng = np.random.default_rng(20261121)
y = np.round(rng.gamma(2.0, 5.0, 200) * (rng.random(200) > 0.1), 3)
p = np.round(y * rng.uniform(0.6, 1.4, 200) + rng.normal(0, 1, 200), 3)
print("# mae", repr(float(mean_absolute_error(y, p))))
print("# rmse", repr(float(np.sqrt(mean_squared_error(y, p)))))
print("# r2", repr(float(r2_score(y, p))))
print("# wape", repr(float(mean_absolute_error(y, p, sample_weight=np.ones(200)) / np.mean(np.abs(y)))))
print("# bias", repr(float(np.mean(p - y))))
for q in (0.1, 0.5, 0.9):
    print("# pinball-%s" % q, repr(float(mean_pinball_loss(y, p, alpha=q))))
for a, b in zip(y, p):
    print("%s,%s" % (a, b))
