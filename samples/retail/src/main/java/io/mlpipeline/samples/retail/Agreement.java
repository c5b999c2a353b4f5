package io.mlpipeline.samples.retail;

/**
 * How far three ways to the same prediction lie apart.
 *
 * @param model the model's name
 * @param rows the number of rows predicted
 * @param httpDiffering rows for which HTTP and the in-process call differ in any bit
 * @param libraryDiffering rows for which the in-process call and the training library differ as floats
 * @param libraryRelative the largest relative difference to the training library
 */
record Agreement(String model, int rows, int httpDiffering, int libraryDiffering, double libraryRelative) {
    static Agreement of(String model, double[] inProcess, double[] http, double[] library) {
        int httpDiffering = 0;
        int libraryDiffering = 0;
        double relative = 0;
        for (int i = 0; i < inProcess.length; i++) {
            httpDiffering += Double.doubleToLongBits(inProcess[i]) == Double.doubleToLongBits(http[i]) ? 0 : 1;
            libraryDiffering += Float.compare((float) inProcess[i], (float) library[i]) == 0 ? 0 : 1;
            double scale = Math.max(Math.abs(inProcess[i]), Math.abs(library[i]));
            relative = Math.max(relative, scale == 0 ? 0 : Math.abs(inProcess[i] - library[i]) / scale);
        }
        return new Agreement(model, inProcess.length, httpDiffering, libraryDiffering, relative);
    }
}
