package org.helpline.sip.trunk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.sip.trunk.Resolver.Answer.Failed;
import org.helpline.sip.trunk.Resolver.Answer.Found;
import org.helpline.sip.trunk.Resolver.Answer.Nothing;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/**
 * Asks name servers by dnsjava: UDP, and TCP where the answer was cut. The hosts file counts for addresses, search domains for names without a dot.
 * Nothing is cached here.
 */
public final class Dnsjava implements Resolver {

    private static final int DNS_PORT = 53;
    private static final int MOST_ALIASES = 8;
    private static final Duration ONE_TRY = Duration.ofSeconds(2);
    private static final Duration HOSTS_FILE = Duration.ofMinutes(1);
    private static final Duration UNSAID = Duration.ofMinutes(1);

    private final org.xbill.DNS.Resolver servers;
    private final List<Name> search;
    private final HostsFileParser hosts;

    private Dnsjava(List<InetSocketAddress> servers, Duration patience, List<Name> search, HostsFileParser hosts) {
        this.servers = extended(servers, patience);
        this.search = List.copyOf(search);
        this.hosts = hosts;
    }

    /**
     * Asks these servers.
     *
     * @param servers tried in order; empty: those of the system
     */
    public static Dnsjava asking(List<InetSocketAddress> servers) {
        ResolverConfig system = ResolverConfig.getCurrentConfig();
        return new Dnsjava(
                servers.isEmpty() ? system.servers() : servers, ONE_TRY, system.searchPath(), new HostsFileParser());
    }

    /** The same, made when it is first asked: a server without named trunks needs none. */
    public static Resolver whenAsked(List<InetSocketAddress> servers) {
        AtomicReference<Optional<Dnsjava>> made = new AtomicReference<>(Optional.empty());
        return question -> made.updateAndGet(known -> known.or(() -> Optional.of(asking(servers))))
                .orElseThrow()
                .ask(question);
    }

    /** The same with patience, a hosts file and a search domain of a test. */
    static Dnsjava asking(InetSocketAddress server, Duration patience, Path hosts, Name search) {
        return new Dnsjava(List.of(server), patience, List.of(search), new HostsFileParser(hosts));
    }

    /** Reads an entry of {@code sip.name-servers}: an address, with a port if it is not 53; empty if it is none. */
    public static Optional<InetSocketAddress> server(String entry) {
        return HostPort.read(entry)
                .flatMap(hp -> hp.literal()
                        .map(ip -> new InetSocketAddress(ip, hp.port().orElse(DNS_PORT))));
    }

    private static org.xbill.DNS.Resolver extended(List<InetSocketAddress> servers, Duration patience) {
        List<org.xbill.DNS.Resolver> each = new ArrayList<>();
        for (InetSocketAddress server : servers) {
            SimpleResolver one = new SimpleResolver(server);
            one.setTimeout(patience);
            each.add(one);
        }
        ExtendedResolver all = new ExtendedResolver(each);
        all.setTimeout(patience.multipliedBy(4));
        all.setRetries(2);
        return all;
    }

    @Override
    public Answer ask(Question question) {
        try {
            Optional<Answer> fixed = inHostsFile(question);
            return fixed.isPresent() ? fixed.get() : search(question);
        } catch (TextParseException e) {
            return new Nothing(UNSAID); // what cannot be a name does not exist
        }
    }

    private Optional<Answer> inHostsFile(Question question) throws TextParseException {
        int type = type(question.kind());
        if (type != Type.A && type != Type.AAAA) {
            return Optional.empty();
        }
        try {
            return hosts.getAddressForHost(Name.fromString(question.name(), Name.root), type)
                    .map(ip -> new Found(List.of(new Entry.Address(ip)), HOSTS_FILE));
        } catch (TextParseException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // no readable hosts file: the servers decide
        }
    }

    /** A name without a dot is first looked for in the search domains, as everybody does. */
    private Answer search(Question question) throws TextParseException {
        if (question.name().indexOf('.') < 0) {
            for (Name domain : search) {
                Answer answer = follow(Name.fromString(question.name(), domain), question.kind());
                if (answer instanceof Found) {
                    return answer;
                }
            }
        }
        return follow(Name.fromString(question.name(), Name.root), question.kind());
    }

    private Answer follow(Name first, Kind kind) {
        Name name = first;
        long ttl = Integer.MAX_VALUE;
        for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
            Message answer;
            try {
                answer = servers.send(Message.newQuery(Record.newRecord(name, type(kind), DClass.IN)));
            } catch (SocketTimeoutException e) {
                return new Failed("no name server answers");
            } catch (IOException e) {
                return new Failed("the name servers cannot be asked");
            }
            if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
                return new Failed("the name server answers " + Rcode.string(answer.getRcode()));
            }
            Chain chain = Chain.of(answer, name, type(kind));
            ttl = Math.min(ttl, chain.ttl());
            if (!chain.records().isEmpty()) {
                return found(chain.records(), ttl);
            }
            if (chain.end().equals(name) || answer.getRcode() == Rcode.NXDOMAIN) {
                return chain.isLoop() ? loop() : new Nothing(negative(answer));
            }
            name = chain.end();
        }
        return loop();
    }

    private static Answer loop() {
        return new Failed("its aliases (CNAME) lead nowhere");
    }

    private static Answer found(List<Record> records, long ttl) {
        List<Entry> entries =
                records.stream().map(Dnsjava::entry).flatMap(Optional::stream).toList();
        Duration life = Duration.ofSeconds(ttl);
        return entries.isEmpty() ? new Nothing(life) : new Found(entries, life);
    }

    private static Optional<Entry> entry(Record record) {
        return switch (record) {
            case NAPTRRecord n ->
                Optional.of(new Entry.Naptr(
                        n.getOrder(), n.getPreference(), n.getFlags(), n.getService(), text(n.getReplacement())));
            case SRVRecord s ->
                s.getTarget().equals(Name.root) // no such service here: RFC 2782
                        ? Optional.empty()
                        : Optional.of(new Entry.Srv(s.getPriority(), s.getWeight(), s.getPort(), text(s.getTarget())));
            case ARecord a -> address(a.getAddress());
            case AAAARecord a -> address(a.getAddress());
            default -> Optional.empty();
        };
    }

    /** Without the name that dnsjava puts into it. */
    private static Optional<Entry> address(InetAddress named) {
        try {
            return Optional.of(new Entry.Address(InetAddress.getByAddress(named.getAddress())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    /** How long a no holds: the lesser of the zone's record and its minimum field, RFC 2308 §5. */
    private static Duration negative(Message answer) {
        return answer.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(r -> Duration.ofSeconds(Math.min(r.getTTL(), ((SOARecord) r).getMinimum())))
                .findFirst()
                .orElse(UNSAID);
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case NAPTR -> Type.NAPTR;
            case SRV -> Type.SRV;
            case A -> Type.A;
            case AAAA -> Type.AAAA;
        };
    }

    /** The records of a name within one message, its aliases followed. */
    private record Chain(Name end, List<Record> records, long ttl, boolean isLoop) {

        static Chain of(Message message, Name first, int type) {
            Name name = first;
            long ttl = Integer.MAX_VALUE;
            for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
                Name at = name;
                List<Record> here = message.getSection(Section.ANSWER).stream()
                        .filter(r -> r.getName().equals(at) && r.getDClass() == DClass.IN)
                        .toList();
                List<Record> records =
                        here.stream().filter(r -> r.getType() == type).toList();
                Optional<CNAMERecord> alias = here.stream()
                        .filter(CNAMERecord.class::isInstance)
                        .map(CNAMERecord.class::cast)
                        .findFirst();
                long least = Math.min(ttl, least(records));
                if (!records.isEmpty() || alias.isEmpty()) {
                    return new Chain(name, records, least, false);
                }
                ttl = Math.min(ttl, alias.get().getTTL());
                name = alias.get().getTarget();
            }
            return new Chain(first, List.of(), ttl, true);
        }

        private static long least(List<Record> records) {
            return records.stream().mapToLong(Record::getTTL).min().orElse(Integer.MAX_VALUE);
        }
    }
}
