package org.distributedbrain.app.submit;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.submit.SubmitModel.Mode;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.FirstFocus;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.Operand;
import org.distributedbrain.kernel.TileKernel;
import org.kordamp.ikonli.feather.Feather;

/** The form for a new job: what is computed and how at the left, what that would take at the right, or below where there is no room. */
public final class SubmitForm extends ScrollPane implements FirstFocus {
    private static final double SIDE_BY_SIDE = 860;
    private static final double ESTIMATE = 300;
    private static final double GAP = 16;
    private static final double WIDEST = 1_180;

    private final SubmitModel model;
    private final SlotView slotA;
    private final SizeFields sizes;
    private final TileFields tiles;

    public SubmitForm(SubmitModel model, FileDialogs dialogs) {
        this.model = model;
        getStyleClass().addAll("submit-form", "bare-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        slotA = new SlotView(model, Operand.A, dialogs);
        sizes = new SizeFields(model);
        tiles = new TileFields(model);
        VBox what =
                new VBox(head(), origin(), operands(new SlotView(model, Operand.B, dialogs)), new OptionFields(model));
        what.getStyleClass().addAll("card", "submit-what");
        EstimateCard takes = new EstimateCard(model);
        FlowPane cards = new FlowPane(GAP, GAP, what, takes);
        cards.widthProperty().subscribe(width -> {
            double room = Math.min(WIDEST, width.doubleValue());
            boolean beside = room >= SIDE_BY_SIDE;
            what.setPrefWidth(Math.max(1, beside ? room - ESTIMATE - GAP - 1 : room));
            takes.setPrefWidth(Math.max(1, beside ? ESTIMATE : room));
        });
        setContent(cards);
    }

    @Override
    public void focusFirst() {
        Parts.focusFirst(
                switch (model.mode().get()) {
                    case FILES -> slotA;
                    case SIZES -> sizes;
                    case TILES -> tiles;
                    case AGAIN -> this;
                });
    }

    /** Where the form was filled in from. */
    private HBox origin() {
        Label words = Parts.paragraph(model.origin(), "muted");
        words.setId("submit-origin");
        HBox.setHgrow(words, Priority.ALWAYS);
        Button forget = Parts.iconButton(Feather.X, Texts.of("submit.forget"));
        forget.setOnAction(e -> model.forget());
        HBox origin = new HBox(8, Parts.icon(Feather.REPEAT), words, forget);
        origin.setAlignment(Pos.CENTER_LEFT);
        Parts.showWhile(origin, Parts.notEmpty(model.origin()));
        return origin;
    }

    private StackPane operands(SlotView slotB) {
        HBox.setHgrow(slotA, Priority.ALWAYS);
        HBox.setHgrow(slotB, Priority.ALWAYS);
        HBox slots = new HBox(slotA, Parts.label("×", "times"), slotB);
        slots.getStyleClass().add("slots");
        VBox files = new VBox(slots, sentence(Operand.A), sentence(Operand.B));
        files.getStyleClass().add("files");
        showIn(Mode.FILES, files);
        showIn(Mode.SIZES, sizes);
        showIn(Mode.TILES, tiles);
        return new StackPane(files, sizes, tiles);
    }

    private void showIn(Mode mode, Node fields) {
        Parts.showWhile(fields, model.mode().map(now -> now == mode));
    }

    private HBox head() {
        SegmentedButton modes = new SegmentedButton(
                mode(Texts.of("submit.mode.files"), "mode-files", Mode.FILES),
                mode(Texts.of("submit.mode.sizes"), "mode-sizes", Mode.SIZES),
                mode(tileMode(), "mode-tiles", Mode.TILES));
        HBox head = new HBox(Parts.label(Texts.of("submit.title"), "view-title"), Parts.spring(), modes);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private String tileMode() {
        List<TileKernel> kernels = model.tiles().kernels();
        String only = kernels.getFirst().name();
        return kernels.size() == 1
                ? Character.toUpperCase(only.charAt(0)) + only.substring(1)
                : Texts.of("submit.mode.tiles");
    }

    private ToggleButton mode(String text, String id, Mode mode) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        model.mode().subscribe(now -> button.setSelected(now == mode));
        button.setOnAction(e -> {
            model.mode().set(mode);
            button.setSelected(true);
        });
        return button;
    }

    /** What is wrong with one operand's file. */
    private Label sentence(Operand operand) {
        ObservableValue<String> text = Bindings.createStringBinding(
                () -> model.slot(operand).get() instanceof Slot.Bad bad ? operand + ": " + bad.sentence() : "",
                model.slot(operand));
        Label label = Parts.paragraph(text, "error");
        label.setId("error-" + operand);
        Parts.showWhile(label, Parts.notEmpty(text));
        return label;
    }
}
