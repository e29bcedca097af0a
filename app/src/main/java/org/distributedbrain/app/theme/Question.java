package org.distributedbrain.app.theme;

import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;

/** Asked before something is done that loses work. */
public final class Question {
    private Question() {}

    /**
     * Waits for the answer.
     *
     * @param id of the dialog
     * @return true when the person wants it
     */
    public static boolean ask(Window owner, String id, String title, String text, String yes, String no) {
        ButtonType wanted = new ButtonType(yes, ButtonData.OK_DONE);
        Alert alert = new Alert(AlertType.CONFIRMATION, text, new ButtonType(no, ButtonData.CANCEL_CLOSE), wanted);
        alert.initOwner(owner);
        alert.setTitle(title);
        alert.setHeaderText(title);
        alert.setGraphic(null);
        alert.getDialogPane().setId(id);
        alert.getDialogPane().setMaxWidth(460);
        Look.dress(alert.getDialogPane().getScene());
        return alert.showAndWait().filter(wanted::equals).isPresent();
    }
}
