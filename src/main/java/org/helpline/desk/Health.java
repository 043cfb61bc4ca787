package org.helpline.desk;

import java.util.Map;

/**
 * Whether the server is fit to serve, for {@code /health}.
 *
 * @param up true answers 200, false 503
 * @param details a word or figure per part, for example {@code journal} → {@code 0 behind}; no personal data
 */
public record Health(boolean up, Map<String, String> details) {}
