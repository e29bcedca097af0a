package org.distributedbrain.app.shell;

import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Look;

/** Asked before a window with running jobs closes. */
final class CloseQuestion {
    private static final ButtonType STAY = new ButtonType(Texts.of("shell.close.stay"), ButtonData.CANCEL_CLOSE);
    private static final ButtonType LEAVE = new ButtonType(Texts.of("shell.close.leave"), ButtonData.OK_DONE);

    private CloseQuestion() {}

    /** @return true when the person wants to close */
    static boolean ask(Window owner, long unfinished) {
        Alert alert = new Alert(AlertType.CONFIRMATION, text(unfinished), STAY, LEAVE);
        alert.initOwner(owner);
        alert.setTitle(Texts.of("shell.close.question"));
        alert.setHeaderText(Texts.of("shell.close.question"));
        alert.setGraphic(null);
        alert.getDialogPane().setId("close-question");
        Look.dress(alert.getDialogPane().getScene());
        return alert.showAndWait().filter(LEAVE::equals).isPresent();
    }

    static String text(long unfinished) {
        return unfinished == 1
                ? Texts.of("shell.close.job")
                : Texts.of("shell.close.jobs", Figures.count(unfinished, "job"));
    }
}
