package org.helpline.sip.trunk;

import java.util.concurrent.Executor;

/**
 * How names are looked up.
 *
 * @param resolver asks
 * @param blocking virtual threads, on which it asks
 */
public record Names(Resolver resolver, Executor blocking) {

    /** No name is ever looked up; addresses need none. */
    public static final Names NONE =
            new Names(_ -> new Resolver.Answer.Failed("no name server is asked"), Runnable::run);
}
