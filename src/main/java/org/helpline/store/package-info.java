/**
 * What must outlive the process: one embedded SQLite file, its schema, and who a caller is to it.
 *
 * <p>In: SQL of the rooms above, through {@link org.helpline.store.Tx}. Out: values, or a {@link org.helpline.store.Stored}
 * that says why not. Thread: one platform thread writes, two read (SQLite pins the carriers of virtual threads); answers
 * come on those threads. Sources: SQLite's documentation (WAL, secure_delete, VACUUM INTO). Not here: what the tables mean
 * (journal, customer).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.store;
