package org.helpline.store;

import java.util.Optional;

/** One row of a result, valid only inside the mapper that is given it. Columns by their names. */
public interface Row {

    /** A text; empty where the column is NULL. */
    String text(String column);

    /** A text; absent where the column is NULL. */
    Optional<String> textIfAny(String column);

    /** A whole number; 0 where the column is NULL. */
    long number(String column);

    /** A whole number; absent where the column is NULL. */
    Optional<Long> numberIfAny(String column);
}
