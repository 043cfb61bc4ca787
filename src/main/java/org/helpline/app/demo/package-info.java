/**
 * Sound to listen to: a few calls in virtual time, as callers, agents and recordings have them.
 *
 * <p>In: speech from files. Out: WAV and Opus files. Thread: the caller's; blocks on the disk. Sources: docs/admin.md. Not here: the command (app).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.app.demo;
