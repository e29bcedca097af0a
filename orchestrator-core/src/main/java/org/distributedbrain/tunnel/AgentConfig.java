package org.distributedbrain.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.distributedbrain.persist.SecretFile;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.distributedbrain.tunnel.TunnelProblem.Refused;

/**
 * The agent's own configuration file, for its owner alone: that is how the token reaches the agent, where a command line could be read by everybody on
 * this computer. The agent's page for looking at what goes through, which anybody on this computer could open, stays off.
 */
final class AgentConfig {
    static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{10,200}");

    private AgentConfig() {}

    /** @param port on 127.0.0.1, where the tunnel is to lead */
    static Path write(Path folder, String token, int port) {
        if (!TOKEN.matcher(token).matches()) {
            throw new Refused(AgentProblems.of("ERR_NGROK_105"));
        }
        String text = """
                version: "3"
                agent:
                  authtoken: "%s"
                  web_addr: false
                  inspect_db_size: -1
                  console_ui: false
                  remote_management: false
                  update_check: false
                endpoints:
                  - name: brain
                    upstream:
                      url: "http://127.0.0.1:%d"
                """.formatted(token, port);
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("ngrok.yml");
            SecretFile.write(file, text);
            return file;
        } catch (IOException e) {
            throw new Refused(new TunnelProblem(
                    Kind.BAD_SETTINGS,
                    "The tunnel's settings cannot be stored in " + folder
                            + ": make room there and see that it may be written."));
        }
    }
}
