/**
 * Values in words: numbers, ordinals, digits, dates, times, durations, money and plural forms of four languages.
 *
 * <p>In: a typed value and a {@link org.helpline.ivr.spoken.Filter}. Out: {@link org.helpline.ivr.spoken.Fragment}s, each with the
 * name of its recording and its text. Thread: any; pure functions of immutable tables. Sources: CLDR's spell-out rules, plural
 * rules, month, weekday and unit names (tests compare with ICU4J). Not here: which recordings exist, prompts, text-to-speech.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.spoken;
