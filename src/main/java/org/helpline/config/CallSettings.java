package org.helpline.config;

import java.time.Duration;
import java.util.Map;

/**
 * Settings of calls.
 *
 * @param numbers dialled user part to script name; {@code *} catches the rest
 * @param maxLength a call is ended after this long
 */
public record CallSettings(Map<String, String> numbers, Duration maxLength) {}
