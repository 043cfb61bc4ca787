package org.helpline.config;

import java.time.Duration;
import java.util.Map;

/**
 * Settings of calls.
 *
 * @param numbers dialled user part to script name; {@code *} catches the rest
 * @param ring how long a number rings before it is answered; absent: answered at once
 * @param maxLength a call is ended after this long
 */
public record CallSettings(Map<String, String> numbers, Map<String, Duration> ring, Duration maxLength) {}
