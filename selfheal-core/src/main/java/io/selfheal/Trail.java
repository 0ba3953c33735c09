package io.selfheal;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The last 15 minutes of some gauges as a table: a line for each step of ten seconds, a column for each gauge. */
final class Trail implements Evidence {
    private final List<String> names = new ArrayList<>();
    private final List<float[]> columns = new ArrayList<>();

    /** Adds a column, the oldest value first; NaN where nothing was seen. */
    void add(String metric, float[] values) {
        names.add(metric);
        columns.add(values);
    }

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public void collect(Incident incident, Snapshot snapshot, OutputStream to) throws Exception {
        StringBuilder line = new StringBuilder("seconds before");
        names.forEach(name -> line.append(',').append(quoted(name)));
        for (int step = 0; step < History.STEPS; step++) {
            int at = step;
            if (columns.stream().allMatch(column -> Float.isNaN(column[at]))) {
                continue;
            }
            line.append('\n').append((History.STEPS - 1 - step) * 10);
            for (float[] column : columns) {
                line.append(',').append(Float.isNaN(column[step]) ? "" : Float.toString(column[step]));
            }
            to.write(line.toString().getBytes(StandardCharsets.UTF_8));
            line.setLength(0);
        }
        to.write('\n');
    }

    private static String quoted(String name) {
        return name.indexOf(',') < 0 && name.indexOf('"') < 0 ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
