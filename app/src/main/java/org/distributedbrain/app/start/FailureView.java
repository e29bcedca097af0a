package org.distributedbrain.app.start;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/** Why the console could not start, and the ways out. */
public final class FailureView extends StackPane {

    /** @param start tries again with other, or the same, options */
    public FailureView(
            ConsoleOptions options,
            String sentence,
            FileDialogs dialogs,
            Consumer<ConsoleOptions> start,
            Runnable quit) {
        getStyleClass().add("failure-view");
        Label said = Parts.paragraph(sentence, "failure-text");
        said.setId("start-failure");

        Button again = button(Texts.of("start.again"), "start-again");
        again.getStyleClass().add("accent");
        again.setDefaultButton(true);
        again.setOnAction(e -> start.accept(options));
        Button port = button(Texts.of("start.port"), "start-free-port");
        port.setOnAction(e -> start.accept(options.withPort(0)));
        Button folder = button(Texts.of("start.folder"), "start-other-folder");
        folder.setOnAction(e -> dialogs.folder(Texts.of("start.folder.choose"))
                .ifPresent(chosen -> start.accept(options.withData(chosen))));
        Button leave = button(Texts.of("start.quit"), "start-quit");
        leave.setCancelButton(true);
        leave.setOnAction(e -> quit.run());
        FlowPane ways = new FlowPane(8, 8, again, port, folder, leave);
        ways.getStyleClass().add("actions");

        VBox card = new VBox(
                Parts.icon(Feather.ALERT_TRIANGLE, "failure-icon"),
                Parts.label(Texts.of("start.failed"), "dialog-title"),
                said,
                ways);
        card.getStyleClass().addAll("card", "failure-card");
        card.setMaxSize(600, Region.USE_PREF_SIZE);
        getChildren().setAll(card);
    }

    private static Button button(String text, String id) {
        Button button = new Button(text);
        button.setMnemonicParsing(true);
        button.setId(id);
        return button;
    }
}
