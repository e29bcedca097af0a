package org.distributedbrain.app.jobs;

import javafx.beans.value.ObservableValue;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Pixels;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.picture.Thumbnail;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** The selected job's result as a picture that fills while tiles arrive; hidden for results that are none. */
final class JobPicture extends StackPane {
    /** Twice what is shown at most, for screens with fine pixels. */
    private static final int LONGEST_SIDE = 960;

    private final JobsModel model;
    private final ImageView image = new ImageView();

    /** What is shown, or being fetched. */
    private @Nullable JobView shown;

    private boolean fetching;

    JobPicture(JobsModel model, ObservableValue<JobView> job) {
        this.model = model;
        image.setPreserveRatio(true);
        image.setSmooth(true);
        image.fitWidthProperty().bind(widthProperty().subtract(2));
        image.setFitHeight(LONGEST_SIDE / 2.0);
        setId("job-picture");
        getStyleClass().add("job-picture");
        setMinWidth(0);
        getChildren().add(image);
        Parts.showWhile(this, job.map(JobPicture::isPicture).orElse(false));
        job.subscribe(this::look);
    }

    static boolean isPicture(JobView job) {
        return job.source() instanceof TileSource
                && (job.chunksDone() > 0 || job.state().isFinal());
    }

    private void look(@Nullable JobView job) {
        if (job == null || !isPicture(job) || fetching) {
            return; // once it is fetched, it is seen whether there is more
        }
        JobView before = shown;
        if (before == null || !before.id().equals(job.id())) {
            image.setImage(null);
        } else if (before.chunksDone() == job.chunksDone() && before.state() == job.state()) {
            return;
        }
        shown = job;
        fetching = true;
        model.picture(job.id(), LONGEST_SIDE, picture -> {
            fetching = false;
            picture.ifPresent(this::show);
            model.latest(job.id()).ifPresent(this::look);
        });
    }

    private void show(Thumbnail picture) {
        image.setImage(Pixels.image(picture.width(), picture.height(), picture.pixels()));
    }
}
