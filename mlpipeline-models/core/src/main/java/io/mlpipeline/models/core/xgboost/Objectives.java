package io.mlpipeline.models.core.xgboost;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.model.Link;

/** What each of XGBoost's objectives makes of margins, and margins of its base score. */
final class Objectives {
    private Objectives() {}

    static Link link(String objective) {
        return switch (objective) {
            case "reg:squarederror",
                    "reg:linear",
                    "reg:squaredlogerror",
                    "reg:absoluteerror",
                    "reg:quantileerror",
                    "reg:pseudohubererror",
                    "rank:ndcg",
                    "rank:pairwise",
                    "rank:map",
                    "binary:logitraw" -> Link.IDENTITY;
            case "count:poisson", "reg:gamma", "reg:tweedie" -> Link.EXP;
            case "binary:logistic", "reg:logistic" -> Link.LOGISTIC;
            case "multi:softprob", "multi:softmax" -> Link.SOFTMAX;
            default ->
                throw new InvalidDataException("Models of objective '" + objective + "' are not read: regression,"
                        + " ranking, logistic and softmax ones are. Maybe it was trained with an objective of one's own:"
                        + " then its predictions mean what only its authors know");
        };
    }

    /** The margin of a base score, in single precision as XGBoost computes it but for the last digit of the logarithm. */
    static float margin(String objective, float score) {
        if (objective.equals("binary:logitraw") || link(objective) == Link.LOGISTIC) {
            return (float) -StrictMath.log(1.0f / score - 1.0f);
        }
        return link(objective) == Link.EXP ? (float) StrictMath.log(score) : score;
    }
}
