package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.OPERANDS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.db.schema.tables.records.OperandsRecord;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.StoredOperand;
import org.jooq.DSLContext;

/** Matrices on the grid as rows, inside a transaction that the caller owns. */
final class OperandRows {
    private OperandRows() {}

    static StoredOperand put(DSLContext dsl, StoredOperand operand) {
        boolean isNew = find(dsl, operand.id()).isEmpty();
        if (isNew && dsl.fetchCount(OPERANDS) >= OperandStore.LIMIT) {
            throw new BadInput(
                    OperandStore.LIMIT + " matrices are on the grid already, and no more can be: remove one with"
                            + " ./brain operands rm ID.");
        }
        dsl.insertInto(OPERANDS)
                .set(OPERANDS.ID, operand.id().value())
                .set(OPERANDS.NAME, operand.name())
                .set(OPERANDS.ROWS, operand.rows())
                .set(OPERANDS.COLS, operand.cols())
                .set(OPERANDS.BYTES, operand.bytes())
                .set(OPERANDS.PUT_AT, operand.putAt())
                .set(OPERANDS.USED_AT, operand.usedAt())
                .onConflict(OPERANDS.ID)
                .doUpdate()
                .set(OPERANDS.NAME, operand.name())
                .execute();
        return find(dsl, operand.id()).orElseThrow();
    }

    static List<StoredOperand> all(DSLContext dsl) {
        return dsl.selectFrom(OPERANDS)
                .orderBy(OPERANDS.PUT_AT.desc(), OPERANDS.ID)
                .fetch(OperandRows::operand);
    }

    static Optional<StoredOperand> find(DSLContext dsl, OperandId id) {
        return dsl.selectFrom(OPERANDS).where(OPERANDS.ID.eq(id.value())).fetchOptional(OperandRows::operand);
    }

    static int used(DSLContext dsl, OperandId id, Instant at) {
        return dsl.update(OPERANDS)
                .set(OPERANDS.USED_AT, at)
                .where(OPERANDS.ID.eq(id.value()))
                .execute();
    }

    static boolean remove(DSLContext dsl, OperandId id) {
        return dsl.deleteFrom(OPERANDS).where(OPERANDS.ID.eq(id.value())).execute() > 0;
    }

    private static StoredOperand operand(OperandsRecord row) {
        return new StoredOperand(
                new OperandId(row.getId()),
                row.getName(),
                row.getRows(),
                row.getCols(),
                row.getBytes(),
                row.getPutAt(),
                row.getUsedAt());
    }
}
