package org.helpline.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One article.
 *
 * @param id the file's name without its ending: a-z, 0-9, '-', '_'
 * @param language an IETF tag such as {@code en}; empty: for readers of any
 * @param tags queues, codes and words under which it is suggested
 * @param review the day on which somebody should read it again; empty: never
 * @param body Markdown
 */
public record Article(
        String id,
        String title,
        String language,
        List<String> tags,
        String owner,
        Optional<LocalDate> review,
        String body) {

    /** Whether its day of review has come. */
    public boolean isDue(LocalDate today) {
        return review.filter(day -> !day.isAfter(today)).isPresent();
    }
}
