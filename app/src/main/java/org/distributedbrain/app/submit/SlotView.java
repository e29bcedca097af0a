package org.distributedbrain.app.submit;

import java.io.File;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.Operand;
import org.distributedbrain.matrix.MatrixInfo;
import org.kordamp.ikonli.feather.Feather;

/** The place for one operand's file: click to choose, or drop a file on it. */
final class SlotView extends StackPane {
    private static final PseudoClass HOVERED_BY_FILE = PseudoClass.getPseudoClass("file-over");
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Operand operand;
    private final Label title = Parts.label("", "slot-title");
    private final Label detail = Parts.label("", "slot-detail");
    private final Button choose = new Button();
    private final Button clear;
    private final SlotPreview preview = new SlotPreview();

    SlotView(SubmitModel model, Operand operand, FileDialogs dialogs) {
        this.operand = operand;
        getStyleClass().add("slot");
        setAlignment(Pos.TOP_RIGHT);

        Label letter = Parts.label(operand.name(), "slot-letter");
        VBox words = new VBox(title, detail);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(letter, words);
        head.getStyleClass().add("slot-face");
        VBox face = new VBox(head, preview);
        face.getStyleClass().add("slot-inside");

        choose.setGraphic(face);
        choose.setId("slot-" + operand);
        choose.getStyleClass().add("slot-button");
        choose.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        choose.setOnAction(e -> dialogs.openMatrix(Texts.of("submit.slot.chooser", operand))
                .ifPresent(file -> model.choose(operand, file)));

        clear = Parts.iconButton(Feather.X, Texts.of("submit.slot.clear", operand));
        clear.getStyleClass().add("slot-clear");
        clear.setOnAction(e -> {
            model.clear(operand);
            choose.requestFocus();
        });
        getChildren().setAll(choose, clear);
        model.slot(operand).subscribe(this::show);
        acceptFiles(model);
    }

    private void show(Slot slot) {
        preview.show(slot);
        switch (slot) {
            case Slot.Empty empty ->
                show(Texts.of("submit.slot.title", operand), Texts.of("submit.slot.empty"), false, false);
            case Slot.Reading reading ->
                show(Draft.nameOf(reading.file()), Texts.of("submit.slot.reading"), true, false);
            case Slot.Ready ready ->
                show(
                        Draft.nameOf(ready.file()),
                        Draft.shape(ready.matrix()) + " · " + kind(ready.matrix()),
                        true,
                        false);
            case Slot.Bad bad -> show(Draft.nameOf(bad.file()), Texts.of("submit.slot.bad"), true, true);
        }
    }

    /** How its values are stored, and that they are narrowed where float32 cannot hold them all. */
    private static String kind(MatrixInfo matrix) {
        return switch (matrix.dtype()) {
            case "text" -> "CSV";
            case "float64", "int64", "uint64", "int32", "uint32" -> matrix.dtype() + " → float32";
            default -> matrix.dtype();
        };
    }

    private void show(String name, String what, boolean filled, boolean wrong) {
        title.setText(name);
        detail.setText(what);
        clear.setVisible(filled);
        pseudoClassStateChanged(FILLED, filled);
        pseudoClassStateChanged(WRONG, wrong);
        choose.setAccessibleText(
                Texts.of("submit.slot.title", operand) + ": " + (filled ? name + ", " : "") + what + preview.words());
    }

    private void acceptFiles(SubmitModel model) {
        addEventHandler(DragEvent.DRAG_OVER, e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                pseudoClassStateChanged(HOVERED_BY_FILE, true);
                e.consume();
            }
        });
        addEventHandler(DragEvent.DRAG_EXITED, e -> pseudoClassStateChanged(HOVERED_BY_FILE, false));
        addEventHandler(DragEvent.DRAG_DROPPED, e -> {
            List<File> files = e.getDragboard().getFiles();
            drop(model, files);
            e.setDropCompleted(!files.isEmpty());
            e.consume();
        });
    }

    /** One file goes here; of two, the first is A and the second B. */
    private void drop(SubmitModel model, List<File> files) {
        if (files.size() >= 2) {
            model.choose(Operand.A, files.get(0).toPath());
            model.choose(Operand.B, files.get(1).toPath());
        } else if (!files.isEmpty()) {
            model.choose(operand, files.getFirst().toPath());
        }
    }
}
