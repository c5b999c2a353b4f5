package io.mlpipeline.models.timeseries.arima;

/** The constant of an ARIMA model. */
public enum Constant {
    /** None: a model that is not differenced has mean 0. */
    NONE {
        @Override
        boolean hasIntercept(ArimaOrder order) {
            return false;
        }

        @Override
        boolean hasDrift(ArimaOrder order) {
            return false;
        }
    },
    /** A mean where nothing is differenced, otherwise none. */
    MEAN {
        @Override
        boolean hasIntercept(ArimaOrder order) {
            return order.differences() + order.seasonalDifferences() == 0;
        }

        @Override
        boolean hasDrift(ArimaOrder order) {
            return false;
        }
    },
    /** A straight line, and a mean where nothing is differenced; for models differenced at most once. */
    DRIFT {
        @Override
        boolean hasIntercept(ArimaOrder order) {
            return order.differences() + order.seasonalDifferences() == 0;
        }

        @Override
        boolean hasDrift(ArimaOrder order) {
            return order.differences() + order.seasonalDifferences() <= 1;
        }
    };

    abstract boolean hasIntercept(ArimaOrder order);

    abstract boolean hasDrift(ArimaOrder order);
}
