package org.distributedbrain.app.join;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Parts;

/** The invitation over the whole screen, for a projector: nothing but the code, the address and how many have joined. */
public final class Poster extends VBox {
    /** What the words above and below the code take. */
    private static final double WORDS = 270;

    private static final double LEAST = 120;

    public Poster(JoinModel model) {
        getStyleClass().add("poster");
        setId("poster");
        QrView qr = new QrView(LEAST);
        model.url().subscribe(qr::show);
        heightProperty().subscribe(height -> fit(qr));
        widthProperty().subscribe(width -> fit(qr));

        Label address = Parts.paragraph(model.url(), "poster-address");
        Label joined = Parts.label(model.joined(), "poster-joined");
        getChildren()
                .setAll(
                        Parts.label(Texts.of("join.poster.title"), "poster-title"),
                        qr,
                        address,
                        joined,
                        Parts.label(Texts.of("join.poster.leave"), "muted"));
    }

    private void fit(QrView qr) {
        qr.resizeTo(Math.max(LEAST, Math.min(getHeight() - WORDS, getWidth() - 80)));
    }

    /** Opens it over the screen that the window is on; Escape or F11 closes it. */
    static Stage open(JoinModel model, Window owner) {
        Stage stage = new Stage();
        stage.initOwner(owner);
        stage.setTitle(Texts.of("join.title"));
        stage.setX(owner.getX());
        stage.setY(owner.getY());
        stage.setWidth(owner.getWidth());
        stage.setHeight(owner.getHeight());
        Scene scene = new Scene(new Poster(model));
        Look.dress(scene);
        scene.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE || e.getCode() == KeyCode.F11) {
                stage.close();
            }
        });
        stage.setScene(scene);
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreen(true);
        stage.show();
        return stage;
    }
}
