package org.distributedbrain.job;

import java.util.regex.Pattern;

/**
 * What the secret vectors of one job's verification are derived from: whoever knows it before the job is done can make wrong results that pass.
 *
 * @param hex 32 random bytes in lower-case hexadecimal
 */
public record SecretSeed(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public SecretSeed {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("A seed of verification has 64 digits from 0 to f.");
        }
    }

    /** Says nothing: it could reach a log. */
    @Override
    public String toString() {
        return "SecretSeed[…]";
    }
}
