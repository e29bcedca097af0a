/** The database: opened, checked, migrated and backed up; and its tables as generated code in {@code schema}. */
@NullMarked
package org.distributedbrain.db;

import org.jspecify.annotations.NullMarked;
