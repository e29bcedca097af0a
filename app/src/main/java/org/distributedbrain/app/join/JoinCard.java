package org.distributedbrain.app.join;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;

/** The way in at a glance: QR code, address, and what the address is good for. */
public final class JoinCard extends VBox {
    private static final double SIDE = 170;

    public JoinCard(JoinModel model) {
        getStyleClass().addAll("card", "join-card");
        QrView qr = new QrView(SIDE);
        model.url().subscribe(qr::show);

        AddressField address = new AddressField(model.url());
        VBox words =
                new VBox(Parts.label(Texts.of("join.card"), "card-title"), Parts.paragraph(model.sentence(), "muted"));
        words.getStyleClass().add("join-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox top = new HBox(qr, words);
        top.getStyleClass().add("join-top");
        getChildren().setAll(top, address);
    }
}
