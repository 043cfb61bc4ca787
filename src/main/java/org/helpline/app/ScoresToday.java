package org.helpline.app;

import java.time.ZoneId;
import java.util.List;
import org.helpline.core.Clock;
import org.helpline.desk.Scores;
import org.helpline.journal.Ratings;
import org.helpline.journal.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scores of today, from the journal. Blocks; on the desk's executor. */
record ScoresToday(Ratings ratings, Clock clock, ZoneId zone) implements Scores {

    private static final Logger LOG = LoggerFactory.getLogger(ScoresToday.class);

    @Override
    public List<Ratings.Total> today() {
        var midnight = clock.now().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return switch (ratings.since(midnight).toCompletableFuture().join()) {
            case Reading.Read<List<Ratings.Total>>(List<Ratings.Total> totals) -> totals;
            case Reading.NotRead<List<Ratings.Total>>(String why) -> {
                LOG.warn("scores cannot be read: {}", why);
                yield List.of();
            }
        };
    }
}
