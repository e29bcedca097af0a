package org.distributedbrain.app.shell;

import atlantafx.base.controls.ModalPane;
import javafx.collections.ObservableMap;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.jobs.JobsView;
import org.distributedbrain.app.join.InvitePane;
import org.distributedbrain.app.join.JoinCard;
import org.distributedbrain.app.submit.SubmitForm;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.app.workers.WorkersView;
import org.distributedbrain.publish.Totals;

/** The whole of the console's window: the strip above, the way in and the workers at the left, jobs at the right. */
public final class ConsoleView extends StackPane {
    private final ConsoleModel model;
    private final ThemeModel theme;
    private final SubmitForm form;
    private final InvitePane invitation;
    private final ModalPane modal = new ModalPane();

    public ConsoleView(ConsoleModel model, ThemeModel theme, FileDialogs dialogs) {
        this.model = model;
        this.theme = theme;
        this.form = new SubmitForm(model.submit(), dialogs);
        this.invitation = new InvitePane(model.join(), () -> modal.hide());
        getStyleClass().add("console");

        WorkersView workers = new WorkersView(model.workers(), model.totals().map(Totals::activeWorkers));
        VBox.setVgrow(workers, Priority.ALWAYS);
        VBox left = new VBox(new JoinCard(model.join()), workers);
        left.getStyleClass().add("column");
        JobsView jobs = new JobsView(model.jobs(), dialogs);
        VBox.setVgrow(jobs, Priority.ALWAYS);
        VBox right = new VBox(form, jobs);
        right.getStyleClass().add("column");
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        HBox content = new HBox(left, right);
        content.getStyleClass().add("content");
        widthProperty().subscribe(width -> {
            double leftWidth = leftWidth(width.doubleValue());
            left.setMinWidth(leftWidth);
            left.setMaxWidth(leftWidth);
        });

        BorderPane frame = new BorderPane(content);
        frame.setTop(new VBox(
                new TopStrip(model, theme, this::invite),
                NoticeBar.standing(model.trouble()),
                NoticeBar.dismissible(model.notice())));
        getChildren().setAll(frame, modal);
    }

    /** A third of the window, within reason. */
    static double leftWidth(double window) {
        return Math.clamp(Math.round(window * 0.325), 340, 680);
    }

    /** Where typing goes first. */
    void focusFirst() {
        form.focus();
    }

    /** Adds the keys of the whole window. */
    void addShortcuts(ObservableMap<KeyCombination, Runnable> keys) {
        keys.put(control(KeyCode.N), form::focus);
        keys.put(control(KeyCode.I), this::invite);
        keys.put(control(KeyCode.ENTER), model.submit()::run);
        keys.put(control(KeyCode.T), theme::toggle);
    }

    private void invite() {
        model.join().refresh();
        modal.show(invitation);
        invitation.requestFocus();
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }
}
