"""What SparkLogisticRegressionTest expects, by scikit-learn 1.2.1. Run: python3 logistic.py
Spark minimises the mean log loss, scikit-learn C times its sum, so C is 1 / (n penalty)."""
import numpy as np
from sklearn.linear_model import LogisticRegression

X = np.array([[0.0, 0.6], [-0.55, -1.78], [-0.91, -1.98], [0.12, 2.68], [-0.98, -1.24], [0.98, 0.71], [0.21, -1.86],
              [-0.06, 1.39], [-2.69, -0.92], [-3.8, -2.58], [-3.68, -0.47], [-2.53, 0.54]])
two = np.array([0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0])
three = np.array([0, 1, 2, 0, 1, 2, 1, 0, 2, 1, 2, 0])
n = len(two)

def show(name, m):
    print(name, *map(repr, map(float, m.coef_[0])), repr(float(m.intercept_[0])))

net = dict(penalty='elasticnet', solver='saga', tol=1e-14, max_iter=10000000)
show('net 0.05 0.1', LogisticRegression(C=1 / (n * 0.15), l1_ratio=0.05 / 0.15, **net).fit(X, two))
show('weighted 0.1', LogisticRegression(C=1 / (n * 0.1 * 1.5), class_weight={0: 2, 1: 1}, tol=1e-14, max_iter=100000).fit(X, two))
m = LogisticRegression(C=1 / (n * 0.1), multi_class='multinomial', tol=1e-14, max_iter=100000).fit(X, three)
print('multinomial at (0.5, -0.5)', *map(repr, map(float, m.predict_proba([[0.5, -0.5]])[0])))
