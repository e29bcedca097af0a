package org.distributedbrain.app.theme;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

/** What a row says in words, ellipsised where there is no room; the whole of it, or more, when one hovers. */
public class WordsCell<S, T> extends TableCell<S, T> {
    private final Function<T, String> words;
    private final Function<T, String> more;
    private final Tooltip full = new Tooltip();

    public WordsCell(Function<T, String> words) {
        this(words, words);
    }

    /** @param more what is shown when one hovers */
    public WordsCell(Function<T, String> words, Function<T, String> more) {
        this.words = words;
        this.more = more;
    }

    @Override
    protected void updateItem(T item, boolean empty) {
        super.updateItem(item, empty);
        String text = empty || item == null ? "" : words.apply(item);
        setText(text);
        full.setText(item == null ? "" : more.apply(item));
        setTooltip(text.isEmpty() ? null : full);
    }
}
