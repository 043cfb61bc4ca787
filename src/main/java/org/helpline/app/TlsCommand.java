package org.helpline.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.tls.Certificates;
import org.helpline.tls.Shown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tls [show|trust|reload]}: the certificates that the server shows, how to make them trusted, and new ones. */
@Command(
        name = "tls",
        description =
                "Shows the server's certificates, says how to make its own authority trusted, or takes up new files.",
        mixinStandardHelpOptions = true)
final class TlsCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(arity = "0..1", paramLabel = "WORD", description = "show, trust or reload (default: show).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    TlsCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("tls"));
        args.addAll(words);
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(OurCertificates ours, Clock clock) {
        return new ControlCommand("tls", (args, out) -> switch (args.isEmpty() ? "show" : args.getFirst()) {
            case "show" -> show(ours.certificates(), clock, out);
            case "trust" -> trust(ours.certificates(), out);
            case "reload" -> reload(ours, out);
            default -> {
                out.problem("Say tls show, tls trust or tls reload.");
                yield ExitCode.USAGE;
            }
        });
    }

    private static ExitCode show(Certificates certificates, Clock clock, Output out) {
        if (certificates.shown().isEmpty()) {
            out.line("No certificate is shown to anybody: TLS and HTTPS are off.");
        }
        for (Shown shown : certificates.shown()) {
            out.line(shown.name());
            out.line("  for          " + String.join(", ", shown.hosts()));
            out.line("  signed by    " + shown.issuer());
            out.line("  valid until  " + shown.until() + ", "
                    + Duration.between(clock.now(), shown.until()).toDays() + " days");
            out.line("  SHA-256      " + shown.fingerprint());
            String warning = shown.warning(clock.now());
            if (!warning.isEmpty()) {
                out.line("  " + warning);
            }
        }
        if (certificates.isOwn()) {
            out.line(
                    "It is signed by this server's own authority; bin/helpline tls trust says how to make that trusted.");
        }
        return ExitCode.FINE;
    }

    private static ExitCode trust(Certificates certificates, Output out) {
        Optional<Shown> authority = certificates.authorityShown();
        if (authority.isEmpty()) {
            out.line(
                    "There is no authority of our own: the certificates are those of tls.certificates, or TLS is off.");
            return ExitCode.FINE;
        }
        String file = certificates.authority().toString();
        out.line("This server's own authority is " + authority.get().issuer() + ", in the file");
        out.line("  " + file);
        out.line("  SHA-256 " + authority.get().fingerprint());
        out.line(
                "Copy that file (never ca.key) to whoever shall trust this server, compare the fingerprint there, then:");
        out.line(
                "  Debian, Ubuntu  sudo cp ca.crt /usr/local/share/ca-certificates/helpline.crt && sudo update-ca-certificates");
        out.line(
                "  Chrome, Linux   certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n helpline -i ca.crt   (package libnss3-tools)");
        out.line(
                "  Firefox         Settings, Privacy & Security, View Certificates, Authorities, Import: for websites");
        out.line("  Windows         certutil -addstore -f Root ca.crt   (as administrator)");
        out.line("  macOS           sudo security add-trusted-cert -d -k /Library/Keychains/System.keychain ca.crt");
        out.line("  baresip         sip_cafile /path/to/ca.crt in its config");
        out.line("  linphone        root_ca=/path/to/ca.crt in the section [sip] of linphonerc");
        out.line("  Kamailio        modparam(\"tls\", \"ca_list\", \"/path/to/ca.crt\") and verify_certificate");
        out.line("docs/tls.md tells more.");
        return ExitCode.FINE;
    }

    private static ExitCode reload(OurCertificates ours, Output out) {
        return switch (ours.reload()) {
            case Certificates.Same _ -> {
                out.line("Nothing has changed.");
                yield ExitCode.FINE;
            }
            case Certificates.Taken(List<Shown> shown) -> {
                out.line("In force from the next connection on; no call was ended:");
                shown.forEach(s ->
                        out.line("  " + s.name() + ", for " + String.join(", ", s.hosts()) + ", until " + s.until()));
                yield ExitCode.FINE;
            }
            case Certificates.Refused(Problems problems) -> {
                problems.inOrder().forEach(p -> out.problem(p.toString()));
                out.problem("They were not taken; the old ones stay.");
                yield ExitCode.FAILED;
            }
        };
    }
}
