/**
 * The agents' and supervisors' pages: login, screen pop, call controls, queue board; and the events that keep them true.
 *
 * <p>In: HTTP and WebSocket from browsers, facts. Out: {@link org.helpline.interaction.DeskPort} commands, pages, numbered
 * events, passes for the phones in pages ({@link org.helpline.desk.BrowserPhones}). Thread: one Netty event loop, which alone owns sessions, throttles and feeds; passwords are checked on the executor
 * passed in. Sources: RFC 9110, RFC 9112, RFC 6455, RFC 6265, RFC 9106 (Argon2). Not here: who is offered what; calls.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.desk;
