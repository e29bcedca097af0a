package org.distributedbrain.app.submit;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.submit.SubmitModel.Mode;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Choices;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;

/** How the job is to be done: how it is checked, how it is cut, and what it gets beside others. */
final class OptionFields extends FlowPane {

    OptionFields(SubmitModel model) {
        getStyleClass().add("option-fields");
        String check = Texts.of("submit.option.verification");
        ComboBox<Verification> verification = Choices.of("verification", check, model.verification());
        model.mode().subscribe(mode -> offer(verification, model));
        model.origin().subscribe(origin -> offer(verification, model));
        String importance = Texts.of("submit.option.priority");
        ComboBox<Priority> priority = Choices.of("priority", importance, model.priority(), Priority.values());
        String cut = Texts.of("submit.option.partition");
        ComboBox<Partition> partition = Choices.of("partition", cut, model.partition(), Partition.values());

        VBox cutting = field(cut, Texts.of("submit.meaning.partition"), partition);
        Parts.showWhile(cutting, model.mode().map(mode -> mode != Mode.TILES));
        getChildren()
                .setAll(
                        field(check, Texts.of("submit.meaning.verification"), verification),
                        field(importance, Texts.of("submit.meaning.priority"), priority),
                        cutting);
    }

    /** The model has a choice that is possible before the box is told which there are. */
    private static void offer(ComboBox<Verification> box, SubmitModel model) {
        List<Verification> possible = model.verifications();
        if (!box.getItems().equals(possible)) {
            Verification chosen = model.verification().get();
            box.getItems().setAll(possible);
            box.setValue(possible.contains(chosen) ? chosen : possible.getFirst());
        }
    }

    private static VBox field(String name, String meaning, ComboBox<?> box) {
        Parts.tip(box, meaning);
        box.setAccessibleHelp(meaning);
        Label label = Parts.label(name, "field-label");
        label.setLabelFor(box);
        VBox field = new VBox(label, box);
        field.getStyleClass().add("option-field");
        return field;
    }
}
