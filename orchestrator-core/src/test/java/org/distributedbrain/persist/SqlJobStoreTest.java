package org.distributedbrain.persist;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlJobStoreTest extends JobStoreContract {
    @TempDir
    Path folder;

    @Override
    JobStore open() {
        return SqlJobStore.open(folder.resolve("brain.db"), Facts.NOON);
    }
}
