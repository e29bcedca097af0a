package org.distributedbrain.tunnel;

/**
 * Why there is no tunnel.
 *
 * @param sentence what is the matter and what to do
 */
public record TunnelProblem(Kind kind, String sentence) {

    /** What can be the matter. */
    public enum Kind {
        NO_TOKEN(false),
        BAD_TOKEN(false),
        NO_AGENT(false),
        OLD_AGENT(false),
        SESSION_LIMIT(false),
        PLAN_LIMIT(false),
        ADDRESS_TAKEN(false),
        BAD_SETTINGS(false),
        NO_NETWORK(true),
        INTERCEPTED(true),
        AGENT_ENDED(true),
        OTHER(true);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether it may pass by itself, so that trying again makes sense. */
        public boolean isPassing() {
            return passing;
        }
    }

    /** Thrown where a tunnel cannot even begin. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient TunnelProblem problem;

        public Refused(TunnelProblem problem) {
            super(problem.sentence());
            this.problem = problem;
        }

        public TunnelProblem problem() {
            return problem;
        }
    }
}
