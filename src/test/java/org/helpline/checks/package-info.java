/**
 * Checks of the whole server from outside: its process, real programs, loopback.
 *
 * <p>In: nothing. Out: nothing. Thread: each test's own. Sources: src/test/checks, sipp-scenarios/soak. Not here: what a room can
 * hold by itself, in virtual time.
 */
@NullMarked
package org.helpline.checks;

import org.jspecify.annotations.NullMarked;
