/**
 * Settings: one record per room, read from files, environment and command line.
 *
 * <p>In: the files of `conf/`, profiles, `HELPLINE_…` variables, `--set`. Out: records such as {@link org.helpline.config.SipSettings}, or a list of problems. Thread: read once at start; records are immutable. Sources: Apache Commons Configuration. Not here: what a setting does (the room of that name).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.config;
