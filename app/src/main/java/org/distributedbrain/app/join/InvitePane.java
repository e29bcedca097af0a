package org.distributedbrain.app.join;

import java.net.URI;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.distributedbrain.Invitation;
import org.distributedbrain.app.theme.Parts;

/** The invitation large enough for a camera across the table, with every address. */
public final class InvitePane extends VBox {
    private static final double SIDE = 320;

    private final VBox addresses = new VBox();

    public InvitePane(JoinModel model) {
        getStyleClass().add("invite-pane");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        addresses.getStyleClass().add("invite-addresses");

        model.refresh();
        HBox head = new HBox(Parts.label("Invite devices", "dialog-title"));
        head.getStyleClass().add("dialog-head");

        QrView qr = new QrView(SIDE);
        HBox picture = new HBox(qr);
        picture.getStyleClass().add("invite-picture");
        getChildren().setAll(head, picture, Parts.paragraph(model.sentence(), "muted"), addresses);
        model.invitation().subscribe(invitation -> {
            qr.show(invitation.best().toString());
            list(invitation);
        });
    }

    private void list(Invitation invitation) {
        addresses
                .getChildren()
                .setAll(invitation.all().stream()
                        .map(URI::toString)
                        .map(text -> new AddressField(new SimpleStringProperty(text)))
                        .toList());
    }
}
