package org.distributedbrain.app.stream;

import java.util.function.Consumer;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** What mouse and keys do with the chart of lanes. */
final class StreamInput {
    /** One notch of a wheel; more of it goes further. */
    private static final double NOTCH = 40;

    private static final double ZOOM = 1.25;
    private static final double STEP = 0.2;

    private final StreamModel model;
    private final StreamChart chart;
    private final Consumer<@Nullable Picked> hovered;
    private final Tooltip name = new Tooltip();
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragged;

    /** @param hovered told what the mouse is over, or null */
    StreamInput(StreamModel model, StreamChart chart, Consumer<@Nullable Picked> hovered) {
        this.model = model;
        this.chart = chart;
        this.hovered = hovered;
        chart.setOnScroll(this::scrolled);
        chart.setOnMousePressed(this::pressed);
        chart.setOnMouseDragged(this::dragged);
        chart.setOnMouseReleased(this::released);
        chart.setOnMouseMoved(e -> {
            hovered.accept(under(e));
            tellName(e);
        });
        chart.setOnMouseExited(e -> hovered.accept(null));
        chart.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Names are cut to the room that there is. */
    private void tellName(MouseEvent e) {
        LaneGeometry where = chart.geometry();
        int lane = where.laneAt(e.getY());
        if (e.getX() < where.left() && lane >= 0) {
            name.setText(model.lanes().get().all().get(lane).name());
            Tooltip.install(chart, name);
        } else {
            Tooltip.uninstall(chart, name);
        }
    }

    private void scrolled(ScrollEvent e) {
        LaneGeometry where = chart.geometry();
        if (e.isControlDown() || e.getX() < where.left()) {
            scrollBy(-e.getDeltaY());
        } else if (e.getDeltaX() != 0) { // which is also what a wheel with Shift gives
            model.range().move(-e.getDeltaX() / where.timeWidth());
        } else {
            double part = (e.getX() - where.left()) / where.timeWidth();
            model.range().zoom(Math.pow(ZOOM, -e.getDeltaY() / NOTCH), part);
        }
        e.consume();
    }

    private void scrollBy(double pixels) {
        chart.scroll()
                .set(Math.clamp(
                        chart.scroll().get() + pixels, 0, chart.geometry().mostScroll()));
    }

    private void pressed(MouseEvent e) {
        chart.requestFocus();
        pressedX = e.getX();
        pressedY = e.getY();
        lastX = pressedX;
        lastY = pressedY;
        dragged = false;
        if (isOnAxis(e)) {
            seek(e);
        }
    }

    private boolean isOnAxis(MouseEvent e) {
        return pressedY < LaneGeometry.AXIS && !model.source().get().goesOn();
    }

    private void seek(MouseEvent e) {
        LaneGeometry where = chart.geometry();
        model.replay().seek(model.range().viewport().get().micros(e.getX() - where.left(), where.timeWidth()));
    }

    private void dragged(MouseEvent e) {
        if (isOnAxis(e)) {
            seek(e);
            return;
        }
        if (!dragged && Math.hypot(e.getX() - pressedX, e.getY() - pressedY) < 4) {
            return;
        }
        dragged = true;
        chart.setCursor(Cursor.CLOSED_HAND);
        if (e.getX() != lastX) {
            model.range().move((lastX - e.getX()) / chart.geometry().timeWidth());
        }
        scrollBy(lastY - e.getY());
        lastX = e.getX();
        lastY = e.getY();
    }

    private void released(MouseEvent e) {
        chart.setCursor(Cursor.DEFAULT);
        if (!dragged && e.getButton() == MouseButton.PRIMARY && pressedY >= LaneGeometry.AXIS) {
            Picked under = under(e);
            chart.picked().set(under);
            if (under == null) {
                model.story().close();
            } else {
                open(under, e.getClickCount() > 1);
            }
        }
    }

    private @Nullable Picked under(MouseEvent e) {
        LaneGeometry where = chart.geometry();
        if (e.getX() < where.left()) {
            return null;
        }
        double micros = model.range().viewport().get().micros(e.getX() - where.left(), where.timeWidth());
        return Picked.at(model.lanes().get(), where.laneAt(e.getY()), micros);
    }

    /** The story of the chunk; where there are several, one has to come nearer. */
    private void open(Picked picked, boolean nearer) {
        if (nearer) {
            model.range().closeUp(picked.from(), picked.to());
        }
        if (picked.span().chunk() != null) {
            model.story().open(picked.span().chunk(), model.now());
        }
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        boolean used = true;
        switch (e.getCode()) {
            case LEFT -> arrow(e, -1);
            case RIGHT -> arrow(e, 1);
            case UP -> across(-1);
            case DOWN -> across(1);
            case PLUS, EQUALS, ADD -> model.range().zoom(1 / ZOOM, 0.5);
            case MINUS, SUBTRACT -> model.range().zoom(ZOOM, 0.5);
            case PAGE_UP -> scrollBy(-chart.geometry().height() / 2);
            case PAGE_DOWN -> scrollBy(chart.geometry().height() / 2);
            case HOME -> model.range().jump(false);
            case END -> model.range().jump(true);
            case F -> model.range().fit();
            case L -> follow();
            case SPACE -> play();
            case ENTER -> enter();
            case ESCAPE -> escape();
            default -> used = false;
        }
        if (used) {
            e.consume();
        }
    }

    private void arrow(KeyEvent e, int step) {
        if (e.isShiftDown()) {
            model.range().move(step * STEP);
        } else {
            pick(current() == null ? first() : current().beside(model.lanes().get(), step));
        }
    }

    private void across(int step) {
        pick(current() == null ? first() : current().across(model.lanes().get(), step));
    }

    private @Nullable Picked current() {
        Picked picked = chart.picked().get();
        return picked == null || model.lanes().get().indexOf(picked.worker()) < 0 ? null : picked;
    }

    /** What is in the middle of the first lane with anything. */
    private @Nullable Picked first() {
        Lanes lanes = model.lanes().get();
        double middle = model.range().viewport().get().micros(0.5, 1);
        for (LaneTrack lane : lanes.all()) {
            if (!lane.spans().isEmpty()) {
                int index = Math.min(lane.track().indexAt(middle), lane.spans().size() - 1);
                return new Picked(lane.worker(), lane.name(), lane.spans().get(index));
            }
        }
        return null;
    }

    private void pick(@Nullable Picked next) {
        if (next == null) {
            return;
        }
        chart.picked().set(next);
        hovered.accept(next);
        model.range().reveal(next.from(), next.to());
        int lane = model.lanes().get().indexOf(next.worker());
        LaneGeometry where = chart.geometry();
        if (where.top(lane) < LaneGeometry.AXIS) {
            scrollBy(where.top(lane) - LaneGeometry.AXIS);
        } else if (where.top(lane) + where.row() > where.height()) {
            scrollBy(where.top(lane) + where.row() - where.height());
        }
    }

    private void enter() {
        Picked picked = current();
        if (picked != null) {
            open(picked, picked.span().chunk() == null);
        }
    }

    private void escape() {
        model.story().close();
        model.replay().end();
        chart.picked().set(null);
    }

    private void follow() {
        if (model.source().get().goesOn()) {
            model.range().follow().set(!model.range().follow().get());
        }
    }

    private void play() {
        if (!model.source().get().goesOn()) {
            model.replay().toggle();
        }
    }
}
