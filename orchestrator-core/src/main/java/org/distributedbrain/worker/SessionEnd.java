package org.distributedbrain.worker;

import org.distributedbrain.wire.ErrorCode;

/**
 * How one connection ended.
 *
 * @param comeBack whether the worker should connect again by itself, and how
 * @param registered whether the orchestrator had taken it up
 * @param reason a sentence for the person who runs the worker
 */
record SessionEnd(ComeBack comeBack, boolean registered, String reason) {

    /** What a worker should do next. */
    enum ComeBack {
        /** What broke the connection may be over in a moment. */
        SOON,
        LATER,
        NEVER
    }

    /** The connection broke without a word, or there was none. */
    static SessionEnd lost(boolean registered, String reason) {
        return new SessionEnd(ComeBack.SOON, registered, reason);
    }

    /** @param said what the orchestrator said last, or empty */
    static SessionEnd closed(int code, String said, boolean registered) {
        String reason = said.isEmpty() ? sentence(code) : said;
        ComeBack comeBack = !ErrorCode.comesBack(code)
                ? ComeBack.NEVER
                : ErrorCode.comesBackLater(code) ? ComeBack.LATER : ComeBack.SOON;
        return new SessionEnd(comeBack, registered, reason);
    }

    private static String sentence(int code) {
        return ErrorCode.ofClose(code)
                .map(known -> switch (known) {
                    case BAD_KEY -> "The join key is not valid any more; ask the operator for a new link.";
                    case BAD_PROTOCOL ->
                        "The orchestrator speaks another version of the protocol; use the same version of this program.";
                    case REPLACED -> "This worker was started again elsewhere, so this one stopped.";
                    case REMOVED -> "The operator removed this worker.";
                    case FULL -> "The orchestrator takes no more workers at present.";
                    case TIMEOUT, TOO_SLOW -> "The connection was too slow for the orchestrator.";
                    case BAD_MESSAGE, BAD_FRAME, OUT_OF_ORDER, TOO_BIG, INTERNAL, TOO_MANY ->
                        "The orchestrator closed the connection (" + known.word() + ").";
                })
                .orElse(
                        code == ErrorCode.CLOSE_GOING_AWAY
                                ? "The orchestrator is shutting down."
                                : "The orchestrator closed the connection (code " + code + ").");
    }
}
