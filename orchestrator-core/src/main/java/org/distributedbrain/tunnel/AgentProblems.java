package org.distributedbrain.tunnel;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.distributedbrain.tunnel.TunnelProblem.Kind;

/** What the agent's errors mean, in words, with what to do. Of what the agent wrote only the number of the error is kept. */
final class AgentProblems {
    static final String CODE = "ERR_NGROK_";
    private static final Pattern NUMBER = Pattern.compile(CODE + "(\\d{1,6})");

    private static final String WHERE = "https://dashboard.ngrok.com";
    static final TunnelProblem NO_TOKEN = new TunnelProblem(
            Kind.NO_TOKEN,
            "ngrok needs the token of an account, and none is set: copy yours from " + WHERE
                    + "/get-started/your-authtoken into Settings, Tunnel token, or into the variable NGROK_AUTHTOKEN.");
    static final TunnelProblem NO_AGENT = new TunnelProblem(
            Kind.NO_AGENT,
            "ngrok's agent is not on this computer: install it from https://ngrok.com/download, or let it be fetched from"
                    + " ngrok's site (Fetch it, or ./brain tunnel start --fetch).");

    private AgentProblems() {}

    /** @param error what the agent wrote about it */
    static TunnelProblem of(String error) {
        Matcher number = NUMBER.matcher(error);
        if (number.find()) {
            return ofCode(number.group(1));
        }
        String words = error.toLowerCase(Locale.ROOT);
        if (words.contains("simultaneous")) {
            return ofCode("108");
        }
        if (words.contains("authtoken")) {
            return ofCode("105");
        }
        if (words.contains("x509") || words.contains("certificate")) {
            return new TunnelProblem(
                    Kind.INTERCEPTED,
                    "Something between here and ngrok opens the connection and shows a certificate of its own, as proxies of companies do:"
                            + " use another network, or make this computer known yourself with --public-url.");
        }
        if (words.contains("no such host")
                || words.contains("timeout")
                || words.contains("timed out")
                || words.contains("unreachable")
                || words.contains("refused")
                || words.contains("dial")
                || words.contains("deadline")) {
            return new TunnelProblem(
                    Kind.NO_NETWORK,
                    "ngrok cannot be reached: see whether this computer is connected to the internet. It is tried again.");
        }
        return new TunnelProblem(Kind.OTHER, "The connection to ngrok broke off. It is tried again.");
    }

    private static TunnelProblem ofCode(String number) {
        return switch (number) {
            case "105", "106", "107" ->
                new TunnelProblem(
                        Kind.BAD_TOKEN,
                        "ngrok does not know the tunnel token (" + CODE + number + "): copy it again from " + WHERE
                                + "/get-started/your-authtoken into Settings, Tunnel token, or into NGROK_AUTHTOKEN.");
            case "4018" -> NO_TOKEN;
            case "108" ->
                new TunnelProblem(
                        Kind.SESSION_LIMIT,
                        "ngrok lets your account run no more agents at once (" + CODE + number
                                + "): stop ngrok where it runs elsewhere, at " + WHERE
                                + "/agents, then start the tunnel again.");
            case "120", "121" ->
                new TunnelProblem(
                        Kind.OLD_AGENT,
                        "ngrok no longer serves the agent on this computer (" + CODE + number
                                + "): run “ngrok update”, or remove it and let a new one be fetched.");
            case "334" ->
                new TunnelProblem(
                        Kind.ADDRESS_TAKEN,
                        "Your address at ngrok is in use by another agent of yours (" + CODE + number
                                + "): stop that one, then start the tunnel again.");
            case "725", "727" ->
                new TunnelProblem(
                        Kind.PLAN_LIMIT,
                        "Your plan at ngrok is used up for this month (" + CODE + number + "): see " + WHERE
                                + "/usage, or use https in the network instead.");
            default ->
                new TunnelProblem(
                        Kind.OTHER,
                        "ngrok refuses with " + CODE + number + ": https://ngrok.com/docs/errors/err_ngrok_" + number
                                + " says what that means. It is tried again.");
        };
    }
}
