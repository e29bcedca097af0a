package org.distributedbrain.app.join;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.distributedbrain.app.text.Texts;

/**
 * A QR code, dark on white in every theme because cameras want it so. Modules are whole pixels and the quiet zone of four modules is kept,
 * so the code may be a little smaller than {@code side}.
 */
public final class QrView extends StackPane {
    private static final int QUIET = 4;

    private final Canvas canvas = new Canvas();
    private double side;
    private String text = "";

    public QrView(double side) {
        this.side = side;
        getStyleClass().add("qr");
        getChildren().add(canvas);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /** Makes it as large as that. */
    public void resizeTo(double length) {
        if (Math.abs(length - side) >= 1) {
            side = length;
            draw();
        }
    }

    public void show(String newText) {
        text = newText;
        draw();
    }

    private void draw() {
        if (text.isEmpty()) {
            return;
        }
        QrCode code = QrCode.of(text);
        int modules = code.size() + 2 * QUIET;
        double pixels = Math.max(1, Math.floor(side / modules));
        double length = pixels * modules;
        setMinSize(length, length);
        setMaxSize(length, length);
        canvas.setWidth(length);
        canvas.setHeight(length);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, length, length);
        g.setFill(Color.rgb(13, 17, 23));
        for (int row = 0; row < code.size(); row++) {
            for (int column = 0; column < code.size(); column++) {
                if (code.isDark(column, row)) {
                    g.fillRect((QUIET + column) * pixels, (QUIET + row) * pixels, pixels, pixels);
                }
            }
        }
        setAccessibleText(Texts.of("join.code", text.replaceFirst("#.*", "")));
    }
}
