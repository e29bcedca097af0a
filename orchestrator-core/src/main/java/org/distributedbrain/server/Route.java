package org.distributedbrain.server;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked over HTTP, declared once: it is served, guarded and described from here. Refusals that any route may give (400, 401,
 * 403, 429, 500) need not be declared.
 *
 * @param path with its parameters in braces
 * @param summary what it does, in one sentence without a full stop
 * @param bodies what may be sent, one of these; empty where nothing is
 * @param answers what comes back, the usual one first
 */
record Route(
        HandlerType method,
        String path,
        Scope scope,
        String summary,
        List<Parameter> parameters,
        List<Content> bodies,
        List<Answer> answers,
        Handler handler) {

    /** @param about when this is the answer; null where its status says it */
    record Answer(
            int status, @Nullable String about, @Nullable Content content) {}

    static Route get(String path, Scope scope, String summary, Handler handler) {
        return of(HandlerType.GET, path, scope, summary, handler);
    }

    static Route head(String path, Scope scope, String summary, Handler handler) {
        return of(HandlerType.HEAD, path, scope, summary, handler);
    }

    static Route post(String path, Scope scope, String summary, Handler handler) {
        return of(HandlerType.POST, path, scope, summary, handler);
    }

    static Route put(String path, Scope scope, String summary, Handler handler) {
        return of(HandlerType.PUT, path, scope, summary, handler);
    }

    static Route delete(String path, Scope scope, String summary, Handler handler) {
        return of(HandlerType.DELETE, path, scope, summary, handler);
    }

    private static Route of(HandlerType method, String path, Scope scope, String summary, Handler handler) {
        return new Route(method, path, scope, summary, List.of(), List.of(), List.of(), handler);
    }

    Route takes(Parameter... more) {
        return takes(List.of(more));
    }

    Route takes(List<Parameter> more) {
        return new Route(method, path, scope, summary, both(parameters, more), bodies, answers, handler);
    }

    /** May be sent with this body. */
    Route body(Content content) {
        return new Route(method, path, scope, summary, parameters, both(bodies, List.of(content)), answers, handler);
    }

    Route answers(int status, Class<?> document) {
        return answer(new Answer(status, null, Content.json(document)));
    }

    Route answers(int status, Content content) {
        return answer(new Answer(status, null, content));
    }

    /** Answers without a body, or, from 400 on, with a problem document. @param about when that is so */
    Route answers(int status, String about) {
        return answer(new Answer(status, about, null));
    }

    private Route answer(Answer one) {
        return new Route(method, path, scope, summary, parameters, bodies, both(answers, List.of(one)), handler);
    }

    private static <T> List<T> both(List<T> first, List<T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }
}
