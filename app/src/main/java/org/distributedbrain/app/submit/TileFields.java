package org.distributedbrain.app.submit;

import javafx.scene.control.ComboBox;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Parameter;

/** The parameters of a kernel without operands, and a picture to choose them by where the kernel makes one. */
final class TileFields extends VBox {

    TileFields(SubmitModel model) {
        getStyleClass().add("tile-fields");
        TilesModel tiles = model.tiles();
        FlowPane fields = new FlowPane();
        fields.getStyleClass().add("parameters");
        tiles.kernel()
                .subscribe(kernel -> fields.getChildren()
                        .setAll(kernel.parameters().stream()
                                .map(parameter -> field(tiles, kernel, parameter))
                                .toList()));
        if (tiles.kernels().size() > 1) {
            getChildren().add(chooser(tiles));
        }
        Viewfinder picture = new Viewfinder(model.viewfinder());
        Parts.showWhile(picture, tiles.kernel().map(model.viewfinder()::shows));
        getChildren().addAll(picture, fields);
    }

    private static VBox field(TilesModel tiles, TileKernel kernel, Parameter parameter) {
        String name = parameter.name();
        VBox field = SizeFields.field(
                Character.toUpperCase(name.charAt(0)) + name.substring(1), name, tiles.text(kernel, name));
        field.getStyleClass().add(parameter.placeholder().length() > 1 ? "parameter-wide" : "parameter");
        Parts.tip(field, parameter.description());
        return field;
    }

    private static ComboBox<TileKernel> chooser(TilesModel tiles) {
        ComboBox<TileKernel> chooser = new ComboBox<>();
        chooser.setId("kernel");
        chooser.setAccessibleText(Texts.of("submit.kernel"));
        chooser.getItems().setAll(tiles.kernels());
        chooser.setConverter(new StringConverter<>() {
            @Override
            public String toString(TileKernel kernel) {
                return kernel.name() + ": " + kernel.description();
            }

            @Override
            public TileKernel fromString(String text) {
                throw new UnsupportedOperationException("kernels are chosen, not typed");
            }
        });
        chooser.valueProperty().bindBidirectional(tiles.kernel());
        return chooser;
    }
}
