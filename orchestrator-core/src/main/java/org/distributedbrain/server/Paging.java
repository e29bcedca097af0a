package org.distributedbrain.server;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a list is read: so many at a time, behind the one that the page before gave as its {@code next}.
 *
 * @param standard how many where a request does not say
 * @param most how many at the most
 */
record Paging(int standard, int most) {

    List<Parameter> parameters() {
        return List.of(
                Parameter.query("limit", Schema.whole(1, most).standard(standard), "How many at the most"),
                Parameter.query("after", Schema.text(), "The next of the page before; the first page without it"));
    }

    int limit(Context ctx) {
        return Query.limit(ctx, standard, most);
    }

    /** The page of a list that is in memory; empty when what it is to come after is not there any more. */
    <T> List<T> of(Context ctx, List<T> all, Function<T, String> id) {
        var after = ctx.queryParam("after");
        var first = 0;
        if (after != null) {
            while (first < all.size() && !id.apply(all.get(first)).equals(after)) {
                first++;
            }
            first = Math.min(all.size(), first + 1);
        }
        return all.subList(first, Math.min(all.size(), first + limit(ctx)));
    }

    /** What to ask for the next page with; null when this was the last. */
    <T> @Nullable String next(Context ctx, List<T> page, Function<T, String> id) {
        return page.size() < limit(ctx) ? null : id.apply(page.getLast());
    }
}
