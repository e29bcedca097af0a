package org.distributedbrain.app.submit;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.publish.JobView;

/** The form for a new job: two files, sizes, or a kernel without operands; what they make, and what is wrong with them. */
public final class SubmitModel {

    /** What is computed, and from what. */
    public enum Mode {
        /** The product of two matrices in files. */
        FILES,
        /** The product of two random matrices. */
        SIZES,
        /** A kernel that needs no operands. */
        TILES,
        /** The same as a job that was, for which there are no fields. */
        AGAIN
    }

    private final Grid grid;
    private final Tasks tasks;
    private final Consumer<JobView> submitted;

    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(this, "mode", Mode.FILES);
    private final OperandFiles files;
    private final Repeat again;
    private final StringProperty rowsA = new SimpleStringProperty(this, "rowsA", "1024");
    private final StringProperty colsA = new SimpleStringProperty(this, "colsA", "1024");
    private final StringProperty colsB = new SimpleStringProperty(this, "colsB", "1024");
    private final StringProperty seed = new SimpleStringProperty(this, "seed", "7");
    private final ObjectProperty<Partition> partition =
            new SimpleObjectProperty<>(this, "partition", JobOptions.DEFAULT.partition());
    private final ObjectProperty<Priority> priority =
            new SimpleObjectProperty<>(this, "priority", JobOptions.DEFAULT.priority());
    private final ObjectProperty<Verification> verification =
            new SimpleObjectProperty<>(this, "verification", JobOptions.DEFAULT.verification());
    private final ReadOnlyStringWrapper origin = new ReadOnlyStringWrapper(this, "origin", "");
    private final TilesModel tiles;
    private final ViewfinderModel viewfinder;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyBooleanWrapper runnable = new ReadOnlyBooleanWrapper(this, "runnable");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper(this, "hint", "");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private final EstimateModel estimate;
    private Draft draft = new Draft.Incomplete("");

    /** @param submitted told of each accepted job, on the screen thread */
    public SubmitModel(Grid grid, MatrixProbe probe, Tasks tasks, Consumer<JobView> submitted) {
        this.grid = grid;
        this.tasks = tasks;
        this.submitted = submitted;
        this.files = new OperandFiles(probe, tasks);
        this.again = new Repeat(probe, tasks, this::repeated);
        this.estimate = new EstimateModel(grid, tasks);
        this.tiles = new TilesModel(tasks);
        this.viewfinder = new ViewfinderModel(tiles, tasks);
        mode.addListener(o -> modeChanged());
        for (Observable field : new Observable[] {
            files.slot(Operand.A),
            files.slot(Operand.B),
            rowsA,
            colsA,
            colsB,
            seed,
            partition,
            priority,
            verification,
            tiles.planned()
        }) {
            field.addListener(o -> evaluate());
        }
        evaluate();
    }

    public ObjectProperty<Mode> mode() {
        return mode;
    }

    public ReadOnlyObjectProperty<Slot> slot(Operand operand) {
        return files.slot(operand);
    }

    public StringProperty rowsA() {
        return rowsA;
    }

    public StringProperty colsA() {
        return colsA;
    }

    public StringProperty colsB() {
        return colsB;
    }

    public StringProperty seed() {
        return seed;
    }

    public ObjectProperty<Partition> partition() {
        return partition;
    }

    public ObjectProperty<Priority> priority() {
        return priority;
    }

    public ObjectProperty<Verification> verification() {
        return verification;
    }

    /** How the results of what the form describes can be checked, the usual way first. */
    public List<Verification> verifications() {
        return isProduct() ? Checks.OF_PRODUCTS : Checks.OF_TILES;
    }

    private boolean isProduct() {
        return switch (mode.get()) {
            case FILES, SIZES -> true;
            case TILES -> false;
            case AGAIN ->
                !(again.draft() instanceof Draft.Ready ready && ready.spec().source() instanceof TileSource);
        };
    }

    /** The kernels without operands. */
    public TilesModel tiles() {
        return tiles;
    }

    /** What a picture would show. */
    public ViewfinderModel viewfinder() {
        return viewfinder;
    }

    /** True while a submission is under way. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runnable() {
        return runnable.getReadOnlyProperty();
    }

    /** What the job will be, or what is still to be given. */
    public ReadOnlyStringProperty hint() {
        return hint.getReadOnlyProperty();
    }

    /** What it would take; null while that is not known. */
    public ReadOnlyObjectProperty<Estimate> estimate() {
        return estimate.estimate();
    }

    /** Workers came or went, or jobs did: what a job would take may have changed. */
    public void gridChanged() {
        estimate.gridChanged();
    }

    /** Why it cannot be run; empty when it can. */
    public ReadOnlyStringProperty error() {
        return error.getReadOnlyProperty();
    }

    /** Puts a file into a slot and looks at it. */
    public void choose(Operand operand, Path file) {
        files.choose(operand, file);
    }

    public void clear(Operand operand) {
        files.clear(operand);
    }

    /** From which job the form was filled in, and how its result will be verified, in a sentence; empty when it was not. */
    public ReadOnlyStringProperty origin() {
        return origin.getReadOnlyProperty();
    }

    /** Fills the form in as for that job, so that it can be changed and run once more. What is not there any more says so. */
    public void fill(JobView job) {
        partition.set(job.options().partition());
        priority.set(job.options().priority());
        verification.set(job.options().verification());
        origin.set(Texts.of(
                "submit.origin", job.label(), job.options().verification().word()));
        switch (Refill.of(job)) {
            case Refill.TwoFiles(Path left, Path right) -> {
                mode.set(Mode.FILES);
                choose(Operand.A, left);
                choose(Operand.B, right);
            }
            case Refill.Random(String m, String k, String n, String number) -> {
                rowsA.set(m);
                colsA.set(k);
                colsB.set(n);
                seed.set(number);
                mode.set(Mode.SIZES);
            }
            case Refill.Tiles(TileKernel kernel, var given) -> {
                tiles.fill(kernel, given);
                mode.set(Mode.TILES);
            }
            case Refill.Same same -> again.set(same, job.options());
            case Refill.Nothing() -> again.set(new Draft.Wrong(Texts.of("submit.unknown", job.label())));
        }
    }

    /** The form as it was before {@link #fill}: nothing of that job stays. */
    public void forget() {
        origin.set("");
        verification.set(JobOptions.DEFAULT.verification());
        if (mode.get() == Mode.AGAIN) {
            mode.set(Mode.FILES);
        }
    }

    private void repeated() {
        mode.set(Mode.AGAIN);
        modeChanged();
    }

    /** Submits the draft; does nothing while there is none or another submission is under way. */
    public void run() {
        if (busy.get() || !(draft instanceof Draft.Ready ready)) {
            return;
        }
        busy.set(true);
        evaluate();
        tasks.run(
                "submit",
                () -> grid.submit(ready.spec()),
                job -> {
                    busy.set(false);
                    evaluate();
                    submitted.accept(job);
                },
                sentence -> {
                    busy.set(false);
                    evaluate();
                    error.set(sentence);
                });
    }

    private void modeChanged() {
        if (!verifications().contains(verification.get())) {
            verification.set(verifications().getFirst());
        }
        if (mode.get() == Mode.TILES) {
            tiles.look();
            viewfinder.look();
        }
        evaluate();
    }

    private void evaluate() {
        JobOptions options = new JobOptions(partition.get(), priority.get(), verification.get());
        draft = switch (mode.get()) {
            case FILES ->
                Draft.ofFiles(files.slot(Operand.A).get(), files.slot(Operand.B).get(), options);
            case SIZES -> Draft.ofSizes(new Sizes(rowsA.get(), colsA.get(), colsB.get(), seed.get()), options);
            case TILES -> Draft.ofTiles(tiles.planned().get(), options);
            case AGAIN -> again.draft() instanceof Draft.Ready ready ? ready.with(options) : again.draft();
        };
        estimate.draft(draft instanceof Draft.Ready ready ? ready.spec() : null);
        runnable.set(draft instanceof Draft.Ready && !busy.get());
        hint.set(
                switch (draft) {
                    case Draft.Incomplete(String missing) -> missing;
                    case Draft.Wrong wrong -> "";
                    case Draft.Ready ready -> ready.preview();
                });
        error.set(draft instanceof Draft.Wrong(String sentence) ? sentence : "");
    }
}
