package org.distributedbrain.app.submit;

import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Pixels;
import org.distributedbrain.picture.Thumbnail;
import org.jspecify.annotations.Nullable;

/** The picture to zoom: a click goes nearer, a right click back, the wheel does either, a drag moves it; + − and the arrow keys do the same. */
final class Viewfinder extends StackPane {
    private static final double HEIGHT = 270;
    private static final double CLICK = 3;
    private static final double STEP = 1.25;
    private static final double ARROW = 0.1;

    /** A press that moves by less than that is a click. */
    private static final double STILL = 4;

    private final ViewfinderModel model;
    private final ImageView image = new ImageView();
    private double pressedX;
    private double pressedY;

    Viewfinder(ViewfinderModel model) {
        this.model = model;
        setId("viewfinder");
        getStyleClass().add("viewfinder");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(Texts.of("submit.viewfinder"));
        Parts.tip(this, Texts.of("submit.viewfinder.tip"));
        setCursor(Cursor.CROSSHAIR);
        image.setPreserveRatio(true);
        image.setSmooth(true);
        image.setFitHeight(HEIGHT);
        image.fitWidthProperty().bind(widthProperty());
        setMinSize(0, HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(Region.USE_PREF_SIZE);
        getChildren().setAll(image);
        model.picture().subscribe(this::show);
        setOnMousePressed(this::pressed);
        setOnMouseReleased(this::released);
        setOnScroll(this::scrolled);
        setOnKeyPressed(this::typed);
    }

    private void show(@Nullable Thumbnail picture) {
        if (picture == null) {
            image.setImage(null);
            return;
        }
        image.setImage(Pixels.image(picture.width(), picture.height(), picture.pixels()));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        pressedX = event.getX();
        pressedY = event.getY();
    }

    private void released(MouseEvent event) {
        double dx = event.getX() - pressedX;
        double dy = event.getY() - pressedY;
        if (Math.hypot(dx, dy) > STILL) {
            model.centre(0.5 - dx / width(), 0.5 - dy / height());
        } else {
            boolean back = event.getButton() == MouseButton.SECONDARY || event.isShiftDown();
            model.zoom(x(event.getX()), y(event.getY()), back ? 1 / CLICK : CLICK);
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            model.zoom(x(event.getX()), y(event.getY()), event.getDeltaY() > 0 ? STEP : 1 / STEP);
            event.consume();
        }
    }

    private void typed(KeyEvent event) {
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> model.zoom(0.5, 0.5, STEP);
            case MINUS, SUBTRACT -> model.zoom(0.5, 0.5, 1 / STEP);
            case LEFT -> model.centre(0.5 - ARROW, 0.5);
            case RIGHT -> model.centre(0.5 + ARROW, 0.5);
            case UP -> model.centre(0.5, 0.5 - ARROW);
            case DOWN -> model.centre(0.5, 0.5 + ARROW);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private double x(double at) {
        return Math.clamp(0.5 + (at - getWidth() / 2) / width(), 0, 1);
    }

    private double y(double at) {
        return Math.clamp(0.5 + (at - getHeight() / 2) / height(), 0, 1);
    }

    private double width() {
        return Math.max(1, image.getBoundsInParent().getWidth());
    }

    private double height() {
        return Math.max(1, image.getBoundsInParent().getHeight());
    }
}
