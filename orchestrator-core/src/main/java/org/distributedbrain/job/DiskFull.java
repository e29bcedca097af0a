package org.distributedbrain.job;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** There is no room on the disk for what a person asked for: a refusal at first, and something to wait for where it was promised already. */
public final class DiskFull extends BadInput {
    private static final long serialVersionUID = 1L;

    private final String trouble;
    private final String remedy;

    /**
     * @param trouble what does not fit where, without a full stop
     * @param remedy what to do when it is refused for that
     */
    public DiskFull(String trouble, String remedy, @Nullable Throwable cause) {
        super(trouble + "; " + remedy, cause);
        this.trouble = trouble;
        this.remedy = remedy;
    }

    /** The sentence for what waits until there is room. */
    public String pause() {
        return trouble + "; free some space there, and the job goes on by itself.";
    }

    @Override
    public BadInput reworded(UnaryOperator<String> words) {
        return new DiskFull(words.apply(trouble), remedy, this);
    }
}
