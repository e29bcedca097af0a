package org.distributedbrain.server;

import java.nio.ByteBuffer;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.ProblemDocument;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses what is no request that a route could see, in the form of every other refusal. Repeats nothing of what came. */
final class BadMessages implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // Another version of HTTP is its sender's choice: nothing failed here.
        var status = response.getStatus() == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
                ? HttpStatus.BAD_REQUEST_400
                : response.getStatus();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        var problem = new ProblemDocument(HttpStatus.getMessage(status), status, sentence(status));
        response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
        return true;
    }

    private static String sentence(int status) {
        return switch (status) {
            case HttpStatus.REQUEST_TIMEOUT_408 -> "The request did not come to its end in time: send it again.";
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> "The request is longer than is taken here: send less.";
            case HttpStatus.URI_TOO_LONG_414 -> "The address is longer than is taken here: shorten it.";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                "The head of the request is longer than 8 KiB: send fewer or shorter headers.";
            default ->
                status < HttpStatus.INTERNAL_SERVER_ERROR_500
                        ? "This is no request in HTTP/1.1 (RFC 9112): see what the program that sent it made of it."
                        : "The orchestrator failed inside: its log says more.";
        };
    }
}
