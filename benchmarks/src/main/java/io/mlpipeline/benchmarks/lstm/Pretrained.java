package io.mlpipeline.benchmarks.lstm;

import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;

/**
 * A global model that was trained once, on what came before the first origin, and is not trained again at later ones.
 *
 * @param name what tables call it
 * @param fitted the model
 */
record Pretrained(String name, FittedPanelForecaster fitted) implements PanelForecaster {
    @Override
    public FittedPanelForecaster fit(Panel panel) {
        return fitted;
    }
}
