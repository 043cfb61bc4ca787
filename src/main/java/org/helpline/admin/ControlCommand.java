package org.helpline.admin;

import java.util.List;
import java.util.function.BiFunction;

/**
 * A command that the running server answers.
 *
 * @param name the word that asks for it, for example {@code calls}
 * @param run gets the words after the name and where the answer goes; may block (it has a thread of the executor)
 */
public record ControlCommand(String name, BiFunction<List<String>, Output, ExitCode> run) {}
