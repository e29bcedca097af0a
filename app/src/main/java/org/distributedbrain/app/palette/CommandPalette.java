package org.distributedbrain.app.palette;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;

/** A field to type in and what fits it. Arrows choose, Enter does it, Escape closes. */
public final class CommandPalette extends VBox {
    private static final double ROW = 38;
    private static final int ROWS = 9;

    private final PaletteModel model;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ListView<Command> list;

    public CommandPalette(PaletteModel model, Runnable close) {
        this.model = model;
        this.close = close;
        getStyleClass().add("palette");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        field.setId("palette-field");
        field.setPromptText(Texts.of("palette.prompt"));
        field.setAccessibleText(Texts.of("palette.prompt"));
        field.textProperty().bindBidirectional(model.typed());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        list = new ListView<>(model.matches());
        list.setId("palette-list");
        list.setCellFactory(view -> new Cell());
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * ROWS + 2);
        list.setFocusTraversable(false);
        list.setAccessibleText(Texts.of("palette.accessible"));
        list.setPlaceholder(Parts.label(Texts.of("palette.nothing"), "muted"));
        list.setOnMouseClicked(e -> run());
        model.typed().subscribe(text -> list.getSelectionModel().selectFirst());
        getChildren().setAll(field, list);
    }

    /** Reads anew what can be done, and is typed into. */
    public void open() {
        model.open();
        list.getSelectionModel().selectFirst();
        field.requestFocus();
    }

    private void pressed(KeyEvent event) {
        KeyCode key = event.getCode();
        switch (key) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case ENTER -> run();
            case ESCAPE -> close.run();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int last = model.matches().size() - 1;
        int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, last));
        list.getSelectionModel().select(next);
        list.scrollTo(Math.max(0, next - ROWS / 2));
    }

    private void run() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            close.run();
            chosen.action().run();
        }
    }

    /** Name at the left; what it concerns and its keys at the right. */
    private static final class Cell extends ListCell<Command> {
        private final Label name = Parts.label("", "palette-name");
        private final Label kind = Parts.label("", "palette-kind");
        private final Label keys = Parts.label("", "keys");
        private final HBox face = new HBox(name, Parts.spring(), kind, keys);

        Cell() {
            getStyleClass().add("palette-cell");
            face.getStyleClass().add("palette-face");
            kind.setMinWidth(Region.USE_PREF_SIZE);
            keys.setMinWidth(Region.USE_PREF_SIZE);
            Parts.showWhile(keys, Parts.notEmpty(keys.textProperty()));
            setPrefWidth(1);
        }

        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            name.setText(command.name());
            kind.setText(command.kind());
            keys.setText(command.keys());
            setAccessibleText(command.kind() + ": " + command.name());
            setGraphic(face);
        }
    }
}
