package org.distributedbrain.app.submit;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
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
import org.kordamp.ikonli.feather.Feather;

/** The form for a new job. */
public final class SubmitForm extends VBox implements FirstFocus {
    private final SubmitModel model;
    private final SlotView slotA;
    private final SizeFields sizes;

    public SubmitForm(SubmitModel model, FileDialogs dialogs) {
        this.model = model;
        getStyleClass().addAll("card", "submit-form");
        setMaxHeight(USE_PREF_SIZE);
        slotA = new SlotView(model, Operand.A, dialogs);
        sizes = new SizeFields(model);
        SlotView slotB = new SlotView(model, Operand.B, dialogs);
        HBox.setHgrow(slotA, Priority.ALWAYS);
        HBox.setHgrow(slotB, Priority.ALWAYS);
        HBox files = new HBox(slotA, Parts.label("×", "times"), slotB);
        files.getStyleClass().add("slots");

        ObservableValue<Boolean> byFiles = model.mode().map(mode -> mode == Mode.FILES);
        Parts.showWhile(files, byFiles);
        Parts.showWhile(sizes, model.mode().map(mode -> mode == Mode.SIZES));
        getChildren().setAll(head(), origin(), new StackPane(files, sizes), new OptionFields(model), foot());
    }

    @Override
    public void focusFirst() {
        Parts.focusFirst(
                switch (model.mode().get()) {
                    case FILES -> slotA;
                    case SIZES -> sizes;
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

    private HBox head() {
        SegmentedButton modes = new SegmentedButton(
                mode("Two files", "mode-files", Mode.FILES), mode("Random matrices", "mode-sizes", Mode.SIZES));
        HBox head = new HBox(Parts.label("New job", "card-title"), Parts.spring(), modes);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
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
                () -> model.mode().get() == Mode.FILES && model.slot(operand).get() instanceof Slot.Bad bad
                        ? operand + ": " + bad.sentence()
                        : "",
                model.mode(),
                model.slot(operand));
        Label label = Parts.paragraph(text, "error");
        label.setId("error-" + operand);
        Parts.showWhile(label, Parts.notEmpty(text));
        return label;
    }

    private HBox foot() {
        Label hint = Parts.label(model.hint(), "muted");
        Parts.showWhile(hint, Parts.notEmpty(model.hint()));
        Label error = Parts.paragraph(model.error(), "error");
        error.setId("submit-error");
        Parts.showWhile(error, Parts.notEmpty(model.error()));
        Label estimate = Parts.paragraph(model.estimate(), "muted");
        estimate.setId("estimate");
        Parts.showWhile(estimate, Parts.notEmpty(model.estimate()));

        VBox words = new VBox(hint, estimate, sentence(Operand.A), sentence(Operand.B), error);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);

        Button run = new Button("_Run", Parts.icon(Feather.PLAY));
        run.setId("run");
        run.getStyleClass().add("accent");
        run.setMnemonicParsing(true);
        run.setMinWidth(88);
        run.disableProperty().bind(model.runnable().not());
        run.setOnAction(e -> model.run());
        Parts.tip(run, "Submit this job (Ctrl+Enter)");
        HBox foot = new HBox(words, run);
        foot.getStyleClass().add("submit-foot");
        return foot;
    }
}
