package org.distributedbrain.app.join;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.distributedbrain.Invitation;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Question;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The invitation large enough for a camera across the table; beside it the door, every address, and the key. */
public final class InvitePane extends ScrollPane {
    private static final KeyCombination FULL_SCREEN = new KeyCodeCombination(KeyCode.F11);
    private static final double LEAST = 220;
    private static final double MOST = 640;
    /** What stands above and below the code. */
    private static final double WORDS = 255;
    /** What stands left and right of it in its card. */
    private static final double AROUND = 34;

    private final JoinModel model;
    private final QrView qr = new QrView(LEAST);
    private final VBox addresses = new VBox(Parts.label(Texts.of("join.addresses"), "card-title"));

    /** @param settings opens them */
    public InvitePane(JoinModel model, TunnelModel tunnel, Runnable settings) {
        this.model = model;
        getStyleClass().addAll("bare-scroll", "invite-pane");
        setFitToWidth(true);
        addresses.getStyleClass().addAll("card", "invite-card");

        VBox side = new VBox(new DoorCard(model), new TunnelCard(model, tunnel, settings), addresses, key());
        side.getStyleClass().add("column");
        HBox.setHgrow(side, Priority.ALWAYS);
        side.setMinWidth(280);
        side.setMaxWidth(620);
        HBox columns = new HBox(code(), side);
        columns.getStyleClass().add("columns");
        VBox view = new VBox(head(), columns);
        view.getStyleClass().add("view");
        setContent(view);

        widthProperty().subscribe(width -> fit());
        heightProperty().subscribe(height -> fit());
        model.refresh();
        model.url().subscribe(qr::show);
        model.invitation().subscribe(this::list);
        sceneProperty().subscribe(this::shortcut);
    }

    private Node head() {
        Button full = new Button(Texts.of("join.full"), Parts.icon(Feather.MAXIMIZE));
        full.setId("full-screen");
        full.setMinWidth(Region.USE_PREF_SIZE);
        full.setOnAction(e -> fullScreen());
        Parts.tip(full, Texts.of("join.full.tip", FULL_SCREEN.getDisplayText()));
        HBox head = new HBox(Parts.label(Texts.of("join.title"), "view-title"), Parts.spring(), full);
        head.getStyleClass().add("view-head");
        return head;
    }

    private Node code() {
        AddressField address = new AddressField(model.url());
        Label sentence = Parts.paragraph(model.sentence(), "muted");
        Label fingerprint = Parts.paragraph(
                model.fingerprint().map(print -> Texts.of("join.fingerprint", print)), "small", "fingerprint");
        fingerprint.setId("fingerprint");
        Parts.showWhile(fingerprint, Parts.notEmpty(model.fingerprint()));
        Label joined = Parts.paragraph(model.joined(), "invite-joined");
        joined.setId("joined");
        joined.setGraphic(Parts.icon(Feather.USERS));
        VBox card = new VBox(qr, address, sentence, fingerprint, joined);
        card.getStyleClass().addAll("card", "invite-card", "invite-code");
        card.minWidthProperty().bind(qr.minWidthProperty().add(AROUND));
        card.prefWidthProperty().bind(card.minWidthProperty());
        card.maxWidthProperty().bind(card.minWidthProperty());
        return card;
    }

    private Node key() {
        Button renew = new Button(Texts.of("join.renew"), Parts.icon(Feather.REFRESH_CW));
        renew.setId("renew");
        renew.disableProperty().bind(model.busy());
        renew.setOnAction(e -> renew());
        VBox card = new VBox(
                Parts.label(Texts.of("join.key"), "card-title"),
                Parts.paragraph(Texts.of("join.key.meaning"), "muted", "small"),
                renew);
        card.getStyleClass().addAll("card", "invite-card");
        return card;
    }

    private void renew() {
        if (Question.ask(
                getScene().getWindow(),
                "renew-question",
                Texts.of("join.renew.title"),
                Texts.of("join.renew.text"),
                Texts.of("join.renew.yes"),
                Texts.of("join.renew.no"))) {
            model.renew();
        }
    }

    private void list(Invitation invitation) {
        addresses.getChildren().remove(1, addresses.getChildren().size());
        invitation.ways().forEach(way -> addresses.getChildren().add(new WayIn(way, model)));
    }

    /** By the outer size: what is inside changes with the code. */
    private void fit() {
        double width = getWidth() * 0.46;
        double height = getHeight() - WORDS;
        qr.resizeTo(Math.clamp(Math.min(width, height), LEAST, MOST));
    }

    /** The key goes with the view. */
    private void shortcut(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.getAccelerators().remove(FULL_SCREEN);
        }
        if (now != null) {
            now.getAccelerators().put(FULL_SCREEN, this::fullScreen);
        }
    }

    private void fullScreen() {
        Poster.open(model, getScene().getWindow());
    }
}
