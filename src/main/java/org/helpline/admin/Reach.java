package org.helpline.admin;

import java.util.List;
import java.util.function.BiFunction;
import org.helpline.journal.CallRecords;

/**
 * How a command about calls gets at them: in the server directly; on the command line through the server if it runs, else
 * from its file.
 */
@FunctionalInterface
interface Reach {

    /**
     * Runs a command.
     *
     * @param args the command in words, for the server
     * @param here the command itself, where the records are at hand
     */
    ExitCode run(List<String> args, BiFunction<CallRecords, Output, ExitCode> here);
}
