/**
 * Words, clocks, loops, calendars and ports that every room shares.
 *
 * <p>In: nothing. Out: {@link org.helpline.core.Clock}, {@link org.helpline.core.Loop}, the published facts, ids.
 * Thread: values are immutable; a {@link org.helpline.core.Loop} is the one place where threads are made.
 * Sources: none. Not here: I/O of any kind.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.core;
