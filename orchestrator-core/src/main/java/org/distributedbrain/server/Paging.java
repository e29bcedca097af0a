package org.distributedbrain.server;

import io.javalin.http.Context;
import java.util.List;

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
}
