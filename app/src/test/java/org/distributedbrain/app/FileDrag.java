package org.distributedbrain.app;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;
import javafx.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Files that a person drags over the window from elsewhere. No test can do that with the mouse, because such a drag begins in another program:
 * this gives a node the events that it would get, with a real dragboard.
 */
public final class FileDrag {
    private final Dragboard board;

    /** @param files none: something else is dragged */
    public FileDrag(List<Path> files) {
        Files dragged = new Files(files.stream().map(Path::toFile).toList());
        board = Fx.get(() -> DragboardHelper.createDragboard(dragged));
    }

    /** What the node would do with them were they dropped; null when it does not take them. */
    public @Nullable TransferMode over(Node node) {
        return fire(node, DragEvent.DRAG_OVER).getAcceptedTransferMode();
    }

    /** True when the node says that it has taken them. */
    public boolean drop(Node node) {
        DragEvent event = fire(node, DragEvent.DRAG_DROPPED);
        fire(node, DragEvent.DRAG_EXITED);
        return event.isDropCompleted();
    }

    private DragEvent fire(Node node, EventType<DragEvent> type) {
        return Fx.get(() -> {
            DragEvent event =
                    new DragEvent(type, board, 5, 5, 5, 5, TransferMode.COPY, null, node, new PickResult(node, 5, 5));
            node.fireEvent(event);
            return event; // what its copies were told on their way it knows too
        });
    }

    /** What the dragboard stands for. */
    private record Files(List<File> files) implements TKClipboard {

        @Override
        public Set<DataFormat> getContentTypes() {
            return files.isEmpty() ? Set.of(DataFormat.PLAIN_TEXT) : Set.of(DataFormat.FILES);
        }

        @Override
        @SafeVarargs
        public final boolean putContent(Pair<DataFormat, Object>... content) {
            return false;
        }

        @Override
        public @Nullable Object getContent(DataFormat format) {
            return hasContent(format) ? files : null;
        }

        @Override
        public boolean hasContent(DataFormat format) {
            return getContentTypes().contains(format);
        }

        @Override
        public Set<TransferMode> getTransferModes() {
            return Set.of(TransferMode.COPY);
        }

        @Override
        public void setDragView(Image image) {}

        @Override
        public void setDragViewOffsetX(double offsetX) {}

        @Override
        public void setDragViewOffsetY(double offsetY) {}

        @Override
        public @Nullable Image getDragView() {
            return null;
        }

        @Override
        public double getDragViewOffsetX() {
            return 0;
        }

        @Override
        public double getDragViewOffsetY() {
            return 0;
        }
    }
}
