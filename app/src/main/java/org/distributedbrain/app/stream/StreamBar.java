package org.distributedbrain.app.stream;

import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/** Above the lanes: what they are of, the replay, and how much of it is seen. */
final class StreamBar extends HBox {
    private static final double CHOOSER = 320;

    StreamBar(StreamModel model) {
        getStyleClass().add("view-head");
        ObservableValue<Boolean> goesOn = model.source().map(StreamSource::goesOn);
        getChildren()
                .setAll(
                        Parts.label(Texts.of("shell.section.stream"), "view-title"),
                        chooser(model),
                        Parts.spring(),
                        replay(model, goesOn),
                        follow(model, goesOn),
                        zoom(model));
    }

    private static ComboBox<StreamSource> chooser(StreamModel model) {
        ComboBox<StreamSource> chooser = new ComboBox<>();
        chooser.setId("stream-source");
        chooser.setAccessibleText(Texts.of("stream.source"));
        chooser.setMaxWidth(CHOOSER);
        chooser.setMinWidth(120);
        chooser.setConverter(words(StreamText::source));
        Parts.tip(chooser, Texts.of("stream.source"));
        Runnable offer = () -> { // which takes the choice away for a moment, and with it what the button shows
            chooser.getItems().setAll(model.sources());
            chooser.setValue(null);
            chooser.setValue(model.source().get());
        };
        offer.run();
        model.sources().subscribe(offer);
        model.source().subscribe(chooser::setValue);
        chooser.valueProperty().subscribe(chosen -> {
            if (chosen != null && model.sources().equals(chooser.getItems())) {
                model.source().set(chosen);
            }
        });
        return chooser;
    }

    private static Node replay(StreamModel model, ObservableValue<Boolean> goesOn) {
        ReplayModel replay = model.replay();
        Button play = Parts.iconButton(Feather.PLAY, Texts.of("stream.play"));
        play.setId("stream-play");
        play.setOnAction(e -> replay.toggle());
        replay.playing().subscribe(on -> {
            play.setGraphic(Parts.icon(on ? Feather.PAUSE : Feather.PLAY));
            play.setAccessibleText(on ? Texts.of("stream.pause") : Texts.of("stream.play"));
        });
        ComboBox<Double> speed = new ComboBox<>(FXCollections.observableArrayList(ReplayModel.SPEEDS));
        speed.setId("stream-speed");
        speed.setAccessibleText(Texts.of("stream.speed"));
        speed.setConverter(words(StreamText::speed));
        speed.valueProperty().bindBidirectional(replay.speed());
        Parts.tip(speed, Texts.of("stream.speed"));
        HBox box = new HBox(play, speed);
        box.getStyleClass().add("stream-buttons");
        Parts.showWhile(box, goesOn.map(on -> !on));
        return box;
    }

    private static Node follow(StreamModel model, ObservableValue<Boolean> goesOn) {
        ToggleButton follow = new ToggleButton(Texts.of("stream.follow"), Parts.icon(Feather.CHEVRONS_RIGHT));
        follow.setId("stream-follow");
        follow.setMinWidth(USE_PREF_SIZE);
        follow.selectedProperty().bindBidirectional(model.range().follow());
        Parts.tip(follow, Texts.of("stream.follow.tip"));
        Parts.showWhile(follow, goesOn);
        return follow;
    }

    private static Node zoom(StreamModel model) {
        Button in = Parts.iconButton(Feather.ZOOM_IN, Texts.of("stream.in"));
        in.setOnAction(e -> model.range().zoom(0.5, 0.5));
        Button out = Parts.iconButton(Feather.ZOOM_OUT, Texts.of("stream.out"));
        out.setOnAction(e -> model.range().zoom(2, 0.5));
        Button fit = Parts.iconButton(Feather.MAXIMIZE_2, Texts.of("stream.fit"));
        fit.setId("stream-fit");
        fit.setOnAction(e -> model.range().fit());
        HBox box = new HBox(in, out, fit);
        box.getStyleClass().add("stream-buttons");
        return box;
    }

    private static <T> StringConverter<T> words(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        };
    }
}
