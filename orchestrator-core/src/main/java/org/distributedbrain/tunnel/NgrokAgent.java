package org.distributedbrain.tunnel;

import com.github.alexdlaird.exception.JavaNgrokException;
import com.github.alexdlaird.ngrok.installer.NgrokInstaller;
import com.github.alexdlaird.ngrok.installer.NgrokVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.distributedbrain.tunnel.TunnelProblem.Refused;

/** Where ngrok's agent is on this computer, and how it gets there: only when a person said so. */
final class NgrokAgent {
    private final Path folder;

    /** @param folder where a fetched one is kept */
    NgrokAgent(Path folder) {
        this.folder = folder;
    }

    /** The first in these folders, else the one that was fetched. */
    Optional<Path> find(List<Path> programs) {
        String name = NgrokInstaller.getNgrokBin();
        return Stream.concat(programs.stream(), Stream.of(folder))
                .map(place -> place.resolve(name).toAbsolutePath())
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst();
    }

    /** Fetches it from ngrok's site, which takes seconds to minutes. @throws Refused when it cannot be had */
    Path fetch() {
        Path program = folder.resolve(NgrokInstaller.getNgrokBin());
        try {
            Files.createDirectories(folder);
            new NgrokInstaller().installNgrok(program, NgrokVersion.V3);
        } catch (IOException | JavaNgrokException e) {
            throw new Refused(new TunnelProblem(
                    Kind.NO_AGENT,
                    "ngrok's agent could not be fetched: see whether this computer is connected to the internet, or install it from"
                            + " https://ngrok.com/download."));
        }
        return program;
    }
}
