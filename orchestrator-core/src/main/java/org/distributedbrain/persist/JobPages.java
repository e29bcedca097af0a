package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.jooq.impl.DSL.noCondition;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobFilter.Sort;
import org.distributedbrain.publish.JobFilter.Stage;
import org.distributedbrain.publish.JobView;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * History a page at a time, each found by the last job of the one before it. What a filter looks at stands in the index {@code
 * jobs_by_submission}, so that the rows of jobs that are not asked for are never read.
 */
final class JobPages {
    private JobPages() {}

    static List<JobView> page(DSLContext dsl, JobFilter filter, @Nullable JobId after, int limit) {
        Condition wanted = wanted(filter);
        Field<?> key = key(filter.sort());
        if (after != null) {
            Record last = dsl.select(key, JOBS.SUBMITTED_AT)
                    .from(JOBS)
                    .where(JOBS.ID.eq(after.value()))
                    .fetchOne();
            if (last == null) {
                return List.of();
            }
            wanted = wanted.and(behind(key, last, after.value(), filter.ascending()));
        }
        return History.jobs(dsl)
                .where(wanted)
                .orderBy(order(filter, key))
                .limit(limit)
                .fetch(History::jobView);
    }

    static long count(DSLContext dsl, JobFilter filter) {
        return dsl.selectCount().from(JOBS).where(wanted(filter)).fetchSingle().value1();
    }

    private static Field<?> key(Sort sort) {
        return switch (sort) {
            case SUBMITTED -> JOBS.SUBMITTED_AT;
            case SIZE -> JOBS.LARGEST_SIDE;
            case DURATION -> JOBS.TOTAL_TIME_MS;
            case SPEED -> JOBS.THROUGHPUT_MOPS;
        };
    }

    /** What is missing is less than what is there. SQLite sees that so by itself, and then an index serves the order. */
    private static List<OrderField<?>> order(JobFilter filter, Field<?> key) {
        boolean up = filter.ascending();
        OrderField<?> at = up ? JOBS.SUBMITTED_AT.asc() : JOBS.SUBMITTED_AT.desc();
        OrderField<?> id = up ? JOBS.ID.asc() : JOBS.ID.desc();
        return filter.sort() == Sort.SUBMITTED ? List.of(at, id) : List.of(up ? key.asc() : key.desc(), at, id);
    }

    private static <T> Condition behind(Field<T> key, Record last, String id, boolean up) {
        Instant at = last.get(JOBS.SUBMITTED_AT);
        Condition tie =
                beyond(JOBS.SUBMITTED_AT, at, up).or(JOBS.SUBMITTED_AT.eq(at).and(beyond(JOBS.ID, id, up)));
        if (key.equals(JOBS.SUBMITTED_AT)) {
            return tie;
        }
        T value = last.get(key);
        if (value == null) {
            Condition alike = key.isNull().and(tie);
            return up ? alike.or(key.isNotNull()) : alike;
        }
        Condition behind = beyond(key, value, up).or(key.eq(value).and(tie));
        return up ? behind : behind.or(key.isNull());
    }

    private static <T> Condition beyond(Field<T> field, T value, boolean up) {
        return up ? field.gt(value) : field.lt(value);
    }

    private static Condition wanted(JobFilter filter) {
        Condition wanted = noCondition();
        if (filter.from() != null) {
            wanted = wanted.and(JOBS.SUBMITTED_AT.ge(filter.from()));
        }
        if (filter.until() != null) {
            wanted = wanted.and(JOBS.SUBMITTED_AT.lt(filter.until()));
        }
        if (filter.kernel() != null) {
            wanted = wanted.and(JOBS.KERNEL.eq(filter.kernel()));
        }
        // A sum is in no index: most jobs may be of such a size, and then finding them by it would mean to sort them
        // all.
        Field<Integer> side = JOBS.LARGEST_SIDE.plus(0);
        if (filter.smallest() != null) {
            wanted = wanted.and(side.ge(filter.smallest()));
        }
        if (filter.largest() != null) {
            wanted = wanted.and(side.le(filter.largest()));
        }
        if (!filter.stages().isEmpty()) {
            wanted = wanted.and(JOBS.STATE.concat("").in(stored(filter.stages())));
        }
        String text = filter.text();
        if (text != null) {
            wanted = wanted.and(
                    JOBS.LABEL.containsIgnoreCase(text).or(JOBS.ID.startsWith(text.toLowerCase(Locale.ROOT))));
        }
        return wanted;
    }

    private static Set<String> stored(Set<Stage> stages) {
        return stages.stream()
                .map(stage -> switch (stage) {
                    case UNFINISHED -> JobState.QUEUED.name();
                    case DONE, FAILED, CANCELLED -> stage.name();
                })
                .collect(Collectors.toSet());
    }
}
