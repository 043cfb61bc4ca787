package org.helpline.sip.dialog;

/**
 * Where a trunk's peer is sent by REFER.
 *
 * @param uri well formed
 * @param notTaken run at most once, if the trunk does not do it: nobody was called for it. On the leg's loop
 */
public record Onward(String uri, Runnable notTaken) {}
