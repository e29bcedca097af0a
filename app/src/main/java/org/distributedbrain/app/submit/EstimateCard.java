package org.distributedbrain.app.submit;

import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Verification;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the job would take on the grid as it is now, what it will be, and the button that runs it. */
final class EstimateCard extends VBox {
    /** From this width on the figures stand in two columns. */
    private static final double TWO_COLUMNS = 560;

    private final SubmitModel model;

    EstimateCard(SubmitModel model) {
        this.model = model;
        getStyleClass().addAll("card", "estimate-card");
        Label title = Parts.label(Texts.of("submit.estimate.title"), "card-title");
        Label total = Parts.label(shown(EstimateCard::total), "estimate-total");
        total.setId("estimate");
        Label on = Parts.paragraph(shown(EstimateCard::workers), "muted");
        Parts.showWhile(on, model.estimate().map(estimate -> true).orElse(false));
        GridPane figures = new GridPane();
        figures.getStyleClass().add("estimate-figures");
        row(figures, 0, Texts.of("submit.estimate.out"), shown(estimate -> Figures.roughBytes(estimate.bytesOut())));
        row(figures, 1, Texts.of("submit.estimate.in"), shown(estimate -> Figures.roughBytes(estimate.bytesIn())));
        row(figures, 2, Texts.of("submit.estimate.bound"), shown(EstimateCard::bound));
        row(figures, 3, Texts.of("submit.estimate.local"), shown(EstimateCard::local));
        widthProperty().map(width -> width.doubleValue() >= TWO_COLUMNS).subscribe(wide -> arrange(figures, wide));

        Label hint = Parts.paragraph(model.hint(), "muted");
        hint.setId("submit-hint");
        Parts.showWhile(hint, Parts.notEmpty(model.hint()));
        ObservableValue<Boolean> unverified = model.verification().map(how -> how.method() == Verification.Method.NONE);
        Label warning = Parts.paragraph(Texts.of("submit.unverified"), "told", "unverified");
        Parts.showWhile(warning, unverified);
        Label error = Parts.paragraph(model.error(), "error");
        error.setId("submit-error");
        Parts.showWhile(error, Parts.notEmpty(model.error()));
        getChildren().setAll(title, total, on, figures, hint, warning, error, run());
    }

    private Button run() {
        Button run = new Button(Texts.of("submit.run"), Parts.icon(Feather.PLAY));
        run.setId("run");
        run.getStyleClass().add("accent");
        run.setMnemonicParsing(true);
        run.setMaxWidth(Double.MAX_VALUE);
        run.disableProperty().bind(model.runnable().not());
        run.setOnAction(e -> model.run());
        Parts.tip(run, Texts.of("submit.run.tip"));
        return run;
    }

    /** A dash while nothing is known. */
    private ObservableValue<String> shown(Function<Estimate, String> part) {
        return model.estimate().map(part).orElse("–");
    }

    /** A name and its value side by side, one below the other or two in a row. */
    private static void arrange(GridPane figures, boolean wide) {
        for (int i = 0; i < figures.getChildren().size(); i++) {
            int line = i / 2;
            int column = wide ? line / 2 * 2 : 0;
            GridPane.setConstraints(figures.getChildren().get(i), column + i % 2, wide ? line % 2 : line);
        }
    }

    private static void row(GridPane figures, int row, String name, ObservableValue<String> value) {
        figures.add(Parts.label(name, "muted"), 0, row);
        figures.add(Parts.paragraph(value, "estimate-value"), 1, row);
    }

    private static String total(Estimate estimate) {
        return about(estimate.totalMs());
    }

    private static String workers(Estimate estimate) {
        return estimate.totalMs() == null
                ? Texts.of("submit.estimate.nobody")
                : Texts.of("submit.estimate.on", Figures.count(estimate.workers(), "worker"));
    }

    private static String bound(Estimate estimate) {
        return switch (estimate.boundBy()) {
            case UPLINK -> Texts.of("submit.estimate.bound.uplink");
            case DOWNLINK -> Texts.of("submit.estimate.bound.downlink");
            case COMPUTE -> Texts.of("submit.estimate.bound.compute");
            case OVERHEAD -> Texts.of("submit.estimate.bound.overhead");
            case null -> "–";
        };
    }

    private static String local(Estimate estimate) {
        String alone = about(estimate.localMs());
        return estimate.localIsFaster() ? Texts.of("submit.estimate.faster", alone) : alone;
    }

    private static String about(@Nullable Double ms) {
        return ms == null ? "–" : "≈ " + Figures.roughDuration(ms);
    }
}
