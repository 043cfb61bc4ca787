package org.helpline.app;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.helpline.admin.ExitCode;
import org.slf4j.LoggerFactory;

/** Starts the server and says so, or says why not. One thread. */
final class Serving {

    /** The server runs on in its own threads. */
    static final int GOES_ON = -1;

    /** As the system tells of a process that SIGTERM has ended. */
    private static final int TERMINATED = 143;

    private Serving() {}

    /** @param json whether to say as one line of JSON that it is ready. @return an exit code, or {@link #GOES_ON} */
    static int start(StartOptions options, boolean json, PrintWriter out, PrintWriter err) {
        Logs.beside(options.data(), options.confFile("logback.xml"));
        return switch (Assembly.start(options.sources())) {
            case Assembly.NotStarted n -> {
                n.problems().inOrder().forEach(err::println);
                err.println(summary(n.problems().all().size()));
                err.flush();
                yield ExitCode.USAGE.code();
            }
            case Assembly.Running r -> {
                announce(r, json, out);
                yield GOES_ON;
            }
        };
    }

    private static void announce(Assembly.Running running, boolean json, PrintWriter out) {
        Server server = running.server();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> Shutdown.stopForGood(server)));
        server.drain().whenOver(_ -> System.exit(ExitCode.FINE.code()));
        Signals.onTerm(() -> terminate(server));
        long startedMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
        StartReport report = StartReport.of(running, Duration.ofMillis(System.currentTimeMillis() - startedMillis));
        // no static logger here: it would be made before Logs has said where logs go
        LoggerFactory.getLogger("helpline").info(report.logLine());
        out.println(json ? report.json() : report.lines());
        out.flush();
    }

    /** The first SIGTERM lets the calls end, as long as the setting says; the second one ends them. */
    private static void terminate(Server server) {
        server.drain().whenOver(_ -> System.exit(TERMINATED));
        server.drain().terminated(server.hallway().settings().calls().drain());
    }

    static String summary(int problems) {
        return "Nothing was started: "
                + (problems == 1 ? "mend this one problem" : "mend these " + problems + " problems")
                + " and start again.";
    }
}
