package dev.roundup.benchmarks.report;

import dev.roundup.benchmarks.rows.Row;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** A picture of how the figures stand to their targets. */
public final class Chart {
  /** Beyond this a bar says no more. */
  private static final double MOST = 3;

  private Chart() {}

  /** One bar a figure that has a target: 1 is the target, more is better. */
  public static void write(Path file, Map<Row, List<Figure>> figures) {
    List<String> names = new ArrayList<>();
    List<Double> met = new ArrayList<>();
    List<Double> missed = new ArrayList<>();
    figures.forEach(
        (row, measured) ->
            measured.stream()
                .filter(figure -> figure.met() != null)
                .forEach(
                    figure -> {
                      names.add(row.name() + ": " + figure.what().strip());
                      double share = Math.min(MOST, figure.shareOfTarget());
                      met.add(figure.met() ? share : 0);
                      missed.add(figure.met() ? 0 : share);
                    }));
    if (names.isEmpty()) {
      return;
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(1200)
            .height(640)
            .title("Figures as multiples of their targets (1 = target, more is better, cut at 3)")
            .build();
    chart.getStyler().setXAxisLabelRotation(60);
    chart.getStyler().setOverlapped(true);
    chart.getStyler().setYAxisMax(MOST);
    chart.getStyler().setAvailableSpaceFill(0.6);
    chart.addSeries("met", names, met).setFillColor(new Color(0x2f, 0x7d, 0x5b));
    chart.addSeries("missed", names, missed).setFillColor(new Color(0xc0, 0x4a, 0x3a));
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
