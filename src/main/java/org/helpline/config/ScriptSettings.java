package org.helpline.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Settings of scripts.
 *
 * @param directory where scripts live, one folder or file each
 * @param hours opening hours by name, which scripts refer to
 * @param reload whether changed files are taken up while running
 * @param humanWithin how many keys a human may be away where a script does not say it, 0 to 99
 */
public record ScriptSettings(Path directory, Map<String, HoursSettings> hours, boolean reload, int humanWithin) {}
