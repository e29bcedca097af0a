package org.distributedbrain.app.jobs;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.matrix.MatrixOverview;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** A look at the selected job's result: a picture where it is one, otherwise a heat map with its figures. Read only while it is in the scene. */
final class ResultLook extends VBox {
    /** Cells of the heat map along its longer side. */
    private static final int CELLS = 512;

    private final JobsModel model;
    private final ObservableValue<JobView> job;
    private final Label words = Parts.paragraph("", "muted", "small");
    private final HeatMap heat = new HeatMap(this::point);
    private final MetricGrid figures = new MetricGrid();
    private @Nullable JobId asked;
    private String standing = "";

    ResultLook(JobsModel model, ObservableValue<JobView> job) {
        this.model = model;
        this.job = job;
        getStyleClass().add("result-look");
        JobPicture picture = new JobPicture(model, job);
        VBox.setVgrow(heat, Priority.ALWAYS);
        heat.setPrefHeight(240);
        words.setId("result-words");
        getChildren().setAll(words, picture, heat, figures);
        job.subscribe(now -> look());
        sceneProperty().subscribe(scene -> look());
    }

    private void look() {
        JobView now = job.getValue();
        if (now == null || getScene() == null) {
            return;
        }
        boolean picture = now.source() instanceof TileSource;
        boolean ready = now.state() == JobState.DONE && !picture;
        if (!ready) {
            asked = null;
            show(null, picture ? Texts.of("jobs.look.picture") : Texts.of("jobs.look.later"));
            words.setVisible(!JobPicture.isPicture(now));
            words.setManaged(!JobPicture.isPicture(now));
        } else if (!now.id().equals(asked)) {
            words.setVisible(true);
            words.setManaged(true);
            JobId id = now.id();
            asked = id;
            show(null, Texts.of("jobs.look.reading"));
            model.look(
                    id,
                    CELLS,
                    seen -> {
                        if (id.equals(asked)) {
                            show(seen, Texts.of("jobs.look.hint"));
                        }
                    },
                    sentence -> {
                        if (id.equals(asked)) {
                            show(null, sentence);
                        }
                    });
        }
    }

    private void show(@Nullable MatrixOverview seen, String sentence) {
        standing = sentence;
        words.setText(sentence);
        heat.show(seen);
        heat.setVisible(seen != null);
        heat.setManaged(seen != null);
        figures.show(seen == null ? List.of() : figures(seen));
        heat.setAccessibleText(
                seen == null
                        ? sentence
                        : Texts.of(
                                "jobs.look.accessible",
                                Figures.value(seen.min()),
                                Figures.value(seen.max()),
                                Figures.value(seen.mean())));
    }

    private void point(String at) {
        words.setText(at.isEmpty() ? standing : at);
    }

    private static List<JobFigures.Metric> figures(MatrixOverview m) {
        return List.of(
                new JobFigures.Metric(
                        Texts.of("jobs.look.min"), Figures.value(m.min()), Texts.of("jobs.look.min.meaning")),
                new JobFigures.Metric(
                        Texts.of("jobs.look.max"), Figures.value(m.max()), Texts.of("jobs.look.max.meaning")),
                new JobFigures.Metric(
                        Texts.of("jobs.look.mean"), Figures.value(m.mean()), Texts.of("jobs.look.mean.meaning")),
                new JobFigures.Metric(
                        Texts.of("jobs.look.shape"),
                        Figures.whole(m.rows()) + " × " + Figures.whole(m.cols()),
                        Texts.of("jobs.look.shape.meaning")),
                new JobFigures.Metric(
                        Texts.of("jobs.look.nan"), Figures.whole(m.nan()), Texts.of("jobs.look.nan.meaning")),
                new JobFigures.Metric(
                        Texts.of("jobs.look.infinite"),
                        Figures.whole(m.infinite()),
                        Texts.of("jobs.look.infinite.meaning")));
    }
}
