package org.distributedbrain.app.jobs;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;

/** A bar that shows where the workers' time went, with its figures below. */
final class ShareBar extends VBox {
    private static final List<String> KINDS = List.of("compute", "transfer", "idle");

    private final FlowPane legend = new FlowPane(16, 4);
    private double[] shares = {0, 0, 1};
    private final Pane bar = new Pane() {
        @Override
        protected void layoutChildren() {
            double x = 0;
            for (int i = 0; i < shares.length; i++) {
                double width = shares[i] * getWidth();
                getChildren().get(i).resizeRelocate(x, 0, width, getHeight());
                x += width;
            }
        }
    };

    ShareBar() {
        getStyleClass().add("share-bar");
        bar.getStyleClass().add("share-bars");
        bar.setMinHeight(12);
        bar.setPrefHeight(12);
        KINDS.forEach(kind -> {
            Region part = new Region();
            part.getStyleClass().add("share-" + kind);
            bar.getChildren().add(part);
        });
        Label title = Parts.label(Texts.of("jobs.shares"), "section-title");
        Parts.tip(title, Texts.of("jobs.shares.meaning"));
        getChildren().setAll(title, bar, legend);
    }

    void show(TimeShares now) {
        shares = new double[] {now.compute(), now.transfer(), now.idle()};
        legend.getChildren()
                .setAll(
                        key("compute", Texts.of("jobs.share.compute", percent(now.compute()))),
                        key("transfer", Texts.of("jobs.share.transfer", percent(now.transfer()))),
                        key("idle", Texts.of("jobs.share.idle", percent(now.idle()))));
        bar.requestLayout();
    }

    private static String percent(double share) {
        return Figures.percent(100 * share);
    }

    private static Label key(String kind, String words) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("share-swatch", "share-" + kind);
        Label label = Parts.label(words, "small");
        label.setGraphic(swatch);
        return label;
    }
}
