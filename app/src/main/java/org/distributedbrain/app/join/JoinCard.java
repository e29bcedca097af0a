package org.distributedbrain.app.join;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.theme.Parts;

/** The way in at a glance: QR code, address, and what the address is good for. */
public final class JoinCard extends HBox {
    private static final double SIDE = 148;

    public JoinCard(JoinModel model) {
        getStyleClass().addAll("card", "join-card");
        setAlignment(Pos.TOP_LEFT);
        QrView qr = new QrView(SIDE);
        model.invitation().subscribe(invitation -> qr.show(invitation.best().toString()));

        AddressField address = new AddressField(model.invitation().map(i -> i.best().toString()));
        VBox words = new VBox(
                Parts.label("Add a device", "card-title"),
                Parts.paragraph(model.sentence(), "muted"),
                Parts.spring(),
                address);
        words.getStyleClass().add("join-words");
        VBox.setVgrow(words.getChildren().get(2), Priority.ALWAYS);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().setAll(qr, words);
    }
}
