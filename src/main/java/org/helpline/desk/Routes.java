package org.helpline.desk;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.access.CompanyLogin;
import org.helpline.config.DeskSettings;
import org.helpline.core.AgentId;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.DeskPort.Targets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which address answers what, and to whom. Confined to the desk's loop; slow answers come back to it. */
final class Routes {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final int HISTORY_LENGTH = 12;

    private final DeskSettings settings;
    private final DeskServices services;
    private final Gate gate;
    private final Pages pages;
    private final Sessions sessions;
    private final Doorway doorway;
    private final CompanyDoor company;
    private final LanguageChoice languages;
    private final KnowledgeDoor knowledge;
    private final PastDoor past;
    private final Duty duty;
    private final CommandReader commands;
    private final ScriptShelf scripts;
    private final MessageDoor messages;
    private final PromptDoor prompts;
    private final CallbackDoor callbacks;
    private final FormDoor form;
    private final ScoreDoor scores;
    private final SupervisionDoor supervision;
    private final AnnouncementDoor announcements;
    private final CustomerDoor customers;
    private final ReportDoor reports;
    private final AdminDoor admin;
    private final CustodyDoor custody;
    private final SwitchDoor switches;
    private final UrgentDoor urgent;
    private final SessionDoor logins;
    private final RecordingDoor recordings;
    private final Executor loop;
    private final Https https;
    private final Witness witness;
    private final PhoneDoor phone;
    private final ApiDoor api;

    Routes(
            DeskSettings settings,
            DeskServices services,
            Gate gate,
            Pages pages,
            Sessions sessions,
            Duty duty,
            Executor loop,
            Https https) {
        this.https = https;
        this.settings = settings;
        this.services = services;
        this.gate = gate;
        this.pages = pages;
        this.sessions = sessions;
        this.duty = duty;
        this.loop = loop;
        this.languages = new LanguageChoice(services.accounts().beside("languages.json"));
        Doorway.Way way =
                new Doorway.Way(settings.passwords(), settings.company().isPresent());
        this.doorway = new Doorway(services.accounts(), sessions, pages, way, services.clock(), services.heavy(), loop);
        this.company = new CompanyDoor(
                settings.company().map(c -> new CompanyLogin(c, services.random(), services.clock())),
                services.accounts(),
                doorway,
                services.clock(),
                services.heavy(),
                loop);
        this.messages = new MessageDoor(services.rooms().voicemail(), services.port(), services.heavy());
        this.recordings = new RecordingDoor(
                services.rooms().listening(), services.access().audit(), services.clock(), services.heavy());
        this.prompts = new PromptDoor(services.rooms().prompts(), settings.uploadMegabytes());
        this.callbacks = new CallbackDoor(services.rooms().callbacks(), services.port());
        this.form = new FormDoor(
                services.rooms().callbacks(), pages, services.clock(), services.random(), loop, ZoneId.systemDefault());
        this.scores = new ScoreDoor(services.rooms().scores(), services.port(), services.heavy());
        this.supervision = new SupervisionDoor(services.rooms().control().orders(), services.port());
        this.announcements =
                new AnnouncementDoor(services.rooms().control().announcements(), services.port(), services.heavy());
        this.customers = new CustomerDoor(services.rooms().customers(), recordings, services.clock(), services.heavy());
        this.reports = new ReportDoor(services.rooms().reports(), services.clock(), services.heavy());
        this.switches =
                new SwitchDoor(services.rooms().notices(), services.rooms().hours(), services.heavy());
        this.admin = new AdminDoor(services.rooms().settings(), services.heavy());
        this.custody = new CustodyDoor(services.access().custody());
        this.urgent = new UrgentDoor(services.rooms().control().urgent(), services.heavy());
        this.logins = new SessionDoor(sessions, duty, services.clock());
        this.knowledge = new KnowledgeDoor(services.rooms().articles(), services.clock(), services.heavy());
        this.past = new PastDoor(services.rooms().customers(), services.port());
        this.scripts = new ScriptShelf(services.scripts(), services.since(), services.traffic(), services.heavy());
        this.commands = new CommandReader(settings, services.port()::targets);
        this.witness = new Witness(services.access().audit());
        BrowserPhones phones = services.rooms().phones();
        this.phone = new PhoneDoor(
                phones, new PhoneAddress(settings.phone(), phones), services.port(), sessions, services.clock());
        this.api = new ApiDoor(services, commands, loop);
    }

    /** The answer to a request. The stage may fail; then the fault is ours. */
    CompletionStage<Reply> answer(Request request) {
        String language = Words.language(request);
        return untranslated(request)
                .thenApply(reply -> reply.withPage(html -> pages.words().page(language, html)));
    }

    private CompletionStage<Reply> untranslated(Request request) {
        if (!gate.isOurHost(request.header("host"))) {
            return now(pages.message(
                    421,
                    "Not this address",
                    "This desk does not answer to that name. Its operator can add the name to desk.origins."));
        }
        Optional<Reply> elsewhere = https.elsewhere(request);
        if (elsewhere.isPresent()) {
            return now(elsewhere.get());
        }
        if (request.path().startsWith(ApiDoor.ROOT)) {
            return api.answer(
                    request); // by token and never by cookie, so no other site's page can ask in somebody's name
        }
        if (request.path().startsWith("/s/")) {
            return now(pages.file(request.path()).orElseGet(this::notFound));
        }
        List<String> methods = Addresses.METHODS.get(Addresses.of(request));
        if (methods == null) {
            return now(notFound());
        }
        if (!methods.contains(request.method())) {
            return now(pages.message(405, "Not possible", "This address does not take " + word(request.method()) + ".")
                    .with("allow", String.join(", ", methods)));
        }
        boolean mayPost = gate.isAllowedOrigin(request);
        return request.method().equals("POST") && !mayPost
                ? now(Reply.error(403, "This came from another site's page and was not carried out."))
                : witnessed(request, () -> known(request));
    }

    /** Lets a program listen; the answer is the refusal, or null when the connection is a WebSocket now. */
    @Nullable
    Reply openStream(ChannelHandlerContext ctx, FullHttpRequest http, Request request) {
        if (!gate.isOurHost(request.header("host"))) {
            return Reply.error(421, "This desk does not answer to that name.");
        }
        return https.elsewhere(request).orElseGet(() -> api.openStream(ctx, http, request));
    }

    private CompletionStage<Reply> witnessed(Request request, Supplier<CompletionStage<Reply>> answer) {
        Optional<DeskSession> session = request.method().equals("POST") ? sessionOf(request) : Optional.empty();
        return answer.get().thenApply(reply -> {
            witness.answered(request, session, reply);
            return reply;
        });
    }

    private CompletionStage<Reply> known(Request request) {
        return switch (Addresses.of(request)) {
            case "/customers" -> page(request, session -> now(Reply.html(200, pages.page("customers.html", Map.of()))));
            case "/api/customers", "/api/customers/*" -> member(request, session -> customers.answer(session, request));
            case "/login" -> login(request);
            case "/login/company" -> company.begin(request).thenApply(r -> asSecure(request, r));
            case "/login/company/back" -> companyBack(request);
            case "/logout" -> member(request, this::logout);
            case "/desk" -> page(request, session -> deskPage(session, request));
            case "/board" -> page(request, session -> now(Reply.html(200, pages.page("board.html", Map.of()))));
            case "/scripts" ->
                page(
                        request,
                        session -> now(
                                isSupervisor(session)
                                        ? Reply.html(200, pages.page("scripts.html", Map.of()))
                                        : Reply.seeOther("/")));
            case "/kb" ->
                page(
                        request,
                        session -> now(
                                isSupervisor(session)
                                        ? Reply.html(200, pages.page("kb.html", Map.of()))
                                        : Reply.seeOther("/")));
            case "/api/kb/state" -> supervisor(request, knowledge::state);
            case "/prompts" ->
                page(
                        request,
                        session -> now(
                                isSupervisor(session)
                                        ? Reply.html(200, pages.page("prompts.html", Map.of()))
                                        : Reply.seeOther("/")));
            case "/api/prompts" -> supervisor(request, () -> prompts.list(request));
            case Uploads.PATH -> supervisor(request, () -> prompts.sound(request));
            case "/api/prompts/remove" ->
                supervisor(
                        request, () -> prompts.remove(sessionOf(request).orElseThrow(), DeskJson.read(request.body())));
            case "/messages" -> page(request, session -> now(Reply.html(200, pages.page("messages.html", Map.of()))));
            case "/api/messages" ->
                member(
                        request,
                        session -> request.method().equals("POST")
                                ? messages.change(session, DeskJson.read(request.body()))
                                : messages.list(session));
            case "/api/messages/sound" -> member(request, session -> messages.sound(session, request));
            case "/api/recordings" -> member(request, session -> recordings.list(session, request));
            case RecordingDoor.SOUND -> member(request, session -> recordings.sound(session, request));
            case "/callback" -> form.answer(request).orElseGet(() -> now(notFound()));
            case "/api/callbacks/book" ->
                member(request, session -> callbacks.book(session, DeskJson.read(request.body())));
            case "/api/callbacks/past" -> member(request, callbacks::past);
            case "/api/callbacks" ->
                member(
                        request,
                        session -> request.method().equals("POST")
                                ? callbacks.change(session, DeskJson.read(request.body()))
                                : callbacks.list(session));
            case "/api/supervise" ->
                member(
                        request,
                        session -> request.method().equals("POST")
                                ? supervision.order(session, DeskJson.read(request.body()))
                                : supervision.duties(session, request));
            case "/wall" -> page(request, session -> now(Reply.html(200, pages.page("wall.html", Map.of()))));
            case "/api/announcements" ->
                member(request, session -> announcements.change(session, DeskJson.read(request.body())));
            case "/api/waiting" -> member(request, session -> supervision.waiting(session, request));
            case "/api/scores" -> member(request, scores::today);
            case "/reports" -> page(request, session -> now(Reply.html(200, pages.page("reports.html", Map.of()))));
            case "/reports/calls" -> page(request, session -> now(Reply.html(200, pages.page("calls.html", Map.of()))));
            case "/reports/abandoned" -> supervisorsReport(request, "abandoned.html");
            case "/reports/sound" -> supervisorsReport(request, "sound-poor.html");
            case "/api/reports/story" -> member(request, session -> reports.story(session, request));
            case "/api/reports" -> member(request, session -> reports.report(session, request));
            case "/api/reports.csv" -> member(request, session -> reports.file(session, request, true));
            case "/api/reports.xlsx" -> member(request, session -> reports.file(session, request, false));
            case "/api/reports/calls" -> member(request, session -> reports.calls(session, request));
            case "/api/reports/abandoned" -> member(request, session -> reports.abandoned(session, request));
            case "/api/reports/sound" -> member(request, session -> reports.poorSound(session, request, false));
            case "/api/reports/sound.csv" -> member(request, session -> reports.poorSound(session, request, true));
            case "/sessions" -> page(request, session -> now(Reply.html(200, pages.page("sessions.html", Map.of()))));
            case "/api/sessions" ->
                member(
                        request,
                        session -> now(
                                request.method().equals("POST")
                                        ? logins.end(session, isSupervisor(session), DeskJson.read(request.body()))
                                        : logins.list(session, isSupervisor(session))));
            case "/api/hours" -> member(request, session -> switches.hours(session, request));
            case "/api/urgent" -> member(request, session -> urgent.answer(session, request));
            case "/admin" -> administrators(request, "admin.html");
            case "/admin/history" -> administrators(request, "admin-history.html");
            case "/admin/tokens" -> administrators(request, "admin-tokens.html");
            case "/admin/audit" -> administrators(request, "admin-audit.html");
            case "/admin/forget" -> administrators(request, "admin-forget.html");
            case "/api/admin/tokens", "/api/admin/audit", "/api/admin/audit/chain", "/api/admin/forget" ->
                member(request, session -> custody.answer(session, request));
            case "/api/admin/settings",
                    "/api/admin/history",
                    "/api/admin/check",
                    "/api/admin/change",
                    "/api/admin/open",
                    "/api/admin/undo",
                    "/api/admin/password" -> member(request, session -> admin.answer(session, request));
            case "/api/notices" -> member(request, session -> switches.notices(session, request));
            case "/api/scripts" -> supervisor(request, scripts::list);
            case "/scripts/picture" ->
                supervisor(request, () -> scripts.picture(request.query("name"), request.query("traffic")));
            case "/api/me" -> member(request, session -> now(me(session)));
            case "/api/language" -> member(request, session -> language(session, request));
            case "/api/kb" -> member(request, _ -> knowledge.search(request));
            case "/api/past" ->
                member(request, session -> past.texts(duty.agent(session).map(_ -> session.agent())));
            case "/api/kb/article" -> member(request, _ -> knowledge.article(request));
            case "/api/help" -> member(request, session -> help(session, request));
            case "/api/targets" -> member(request, session -> now(targets(session)));
            case "/api/history" -> member(request, this::history);
            case "/api/phone" -> member(request, session -> phone(session, request));
            case "/api/command" -> member(request, session -> command(session, request));
            case "/events" ->
                now(Reply.error(426, "This address speaks WebSocket.").with("upgrade", "websocket"));
            case "/metrics" ->
                machine(
                        request,
                        () -> Reply.of(
                                200,
                                "text/plain; version=0.0.4",
                                services.metrics().get()));
            case "/health" -> machine(request, this::health);
            default -> page(request, session -> now(Reply.seeOther(home(session))));
        };
    }

    /** Why this request may not upload; empty when it may. Its body has not come yet. */
    Optional<Reply> mayUpload(Request request) {
        if (!gate.isOurHost(request.header("host"))) {
            return Optional.of(Reply.error(421, "This desk does not answer to that name."));
        }
        Optional<Reply> elsewhere = https.elsewhere(request);
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        if (!gate.isAllowedOrigin(request)) {
            return Optional.of(Reply.error(403, "This came from another site's page and was not carried out."));
        }
        Optional<DeskSession> session = sessionOf(request);
        if (session.isEmpty()) {
            return Optional.of(Reply.error(401, "You are no longer logged in."));
        }
        if (!hasToken(session.get(), request)) {
            return Optional.of(Reply.error(403, "The page is out of date. Please reload it."));
        }
        return isSupervisor(session.get())
                ? Optional.empty()
                : Optional.of(Reply.error(403, "Only supervisors upload files."));
    }

    /** The answer to an upload whose body is in a file, which is deleted in the end. */
    CompletionStage<Reply> uploaded(Request request, Path file) {
        return witnessed(
                        request,
                        () -> sessionOf(request)
                                .map(session -> request.path().equals(Uploads.CUSTOMERS)
                                        ? customers.replace(file)
                                        : prompts.keep(session, request, file))
                                .orElseGet(() -> now(Reply.error(401, "You are no longer logged in."))))
                .whenCompleteAsync(
                        (_, _) -> Uploads.delete(file),
                        services.rooms().prompts().own());
    }

    private CompletionStage<Reply> login(Request request) {
        if (request.method().equals("GET") && Words.LANGUAGES.contains(request.query("language"))) {
            Reply again = Reply.seeOther("/login").with("set-cookie", LanguageChoice.cookie(request.query("language")));
            return now(asSecure(request, again));
        }
        if (request.method().equals("GET")) {
            Reply form = sessionOf(request).map(s -> Reply.seeOther("/")).orElseGet(doorway::form);
            return now(asSecure(request, form));
        }
        return doorway.enter(request).thenApply(entry -> entered(request, entry, Reply.seeOther("/")));
    }

    private CompletionStage<Reply> companyBack(Request request) {
        return company.back(request, request.client()).thenApply(entry -> {
            witness.cameBack(request, entry);
            return entered(request, entry, CompanyDoor.arrived(pages));
        });
    }

    private Reply entered(Request request, Doorway.Entry entry, Reply page) {
        return asSecure(
                request,
                switch (entry) {
                    case Doorway.Entry.Out(Reply reply) -> reply;
                    case Doorway.Entry.In(Sessions.Opened opened) -> {
                        duty.begin(opened.session());
                        Reply in = Doorway.letIn(page, opened.cookie());
                        yield languages
                                .of(opened.session().account().name())
                                .map(l -> in.with("set-cookie", LanguageChoice.cookie(l)))
                                .orElse(in);
                    }
                });
    }

    private static Reply asSecure(Request request, Reply reply) {
        return request.isByHttps() ? reply.withSecureCookies() : reply;
    }

    /** Everybody chooses the language of the pages; the choice is the account's, on whatever computer. */
    private CompletionStage<Reply> language(DeskSession session, Request request) {
        String wanted = DeskJson.read(request.body()).path("language").asString("");
        if (!Words.LANGUAGES.contains(wanted)) {
            return now(Reply.error(400, "This desk does not speak that language."));
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        languages.choose(session.account().name(), wanted);
                        Reply chosen =
                                Reply.json(200, DeskJson.object()).with("set-cookie", LanguageChoice.cookie(wanted));
                        return asSecure(request, chosen);
                    } catch (IOException e) {
                        LOG.warn(
                                "the language of {} could not be kept: {}",
                                session.account().name(),
                                e.toString());
                        return Reply.error(503, "That could not be kept just now. Please try again.");
                    }
                },
                services.heavy());
    }

    private CompletionStage<Reply> logout(DeskSession session) {
        return duty.leave(session)
                .thenApplyAsync(
                        result -> switch (result) {
                            case Result.Refused(String why) -> Reply.error(409, why);
                            case Result.Done _ -> {
                                duty.left(session);
                                yield Doorway.letOut(Reply.json(200, DeskJson.object()));
                            }
                        },
                        loop);
    }

    private CompletionStage<Reply> deskPage(DeskSession session, Request request) {
        if (duty.agent(session).isEmpty()) {
            return now(Reply.seeOther("/board"));
        }
        Reply page = Reply.html(200, pages.page("desk.html", Map.of()));
        return now(phone.source(request)
                .map(url -> page.with("content-security-policy", HttpDoor.policy(url)))
                .orElse(page));
    }

    private String home(DeskSession session) {
        return duty.agent(session).isPresent() ? "/desk" : "/board";
    }

    private Reply me(DeskSession session) {
        ObjectNode me = DeskJson.object()
                .put("account", session.account().name())
                .put("supervisor", isSupervisor(session))
                .put("administrator", session.account().role().administers())
                .put("csrf", session.csrf())
                .put("version", pages.version());
        duty.agent(session)
                .ifPresent(line -> me.put("agent", line.agent().value()).put("name", line.name()));
        settings.notReadyReasons().forEach(me.putArray("reasons")::add);
        settings.tags().forEach(me.putArray("tags")::add);
        return Reply.json(200, me);
    }

    private Reply targets(DeskSession session) {
        Targets known = services.port().targets();
        ObjectNode targets = DeskJson.object();
        DeskJson.names(targets.putArray("queues"), known.queues());
        known.scripts().forEach(targets.putArray("scripts")::add);
        ArrayNode agents = targets.putArray("agents");
        services.port().board().agents().stream()
                .filter(a -> known.agents().contains(a.agent()) && !a.agent().equals(session.agent()))
                .forEach(a -> agents.addObject()
                        .put("id", a.agent().value())
                        .put("name", a.name())
                        .put("state", a.state()));
        ObjectNode attributes = targets.putObject("attributes");
        services.port().attributes().forEach(attributes::put);
        return Reply.json(200, targets);
    }

    private CompletionStage<Reply> history(DeskSession session) {
        return CompletableFuture.supplyAsync(
                        () -> services.history().last(session.agent(), HISTORY_LENGTH), services.heavy())
                .thenCompose(calls -> {
                    ObjectNode root = DeskJson.object();
                    ArrayNode list = root.putArray("calls");
                    calls.forEach(c -> list.add(past(c)));
                    return recordings.mark(session, list, "interaction", root);
                })
                .thenApply(root -> Reply.json(200, root));
    }

    private static ObjectNode past(History.PastCall c) {
        ObjectNode call = DeskJson.object()
                .put("interaction", c.interaction().value())
                .put("at", c.at().toEpochMilli())
                .put("customer", c.customer().value())
                .put("queue", c.queue())
                .put("talked", c.talked().toMillis())
                .put("code", c.code())
                .put("score", c.score());
        c.poor().ifPresent(p -> call.putObject("poor").put("own", p.own()).put("cause", p.cause()));
        return call;
    }

    private CompletionStage<Reply> command(DeskSession session, Request request) {
        if (duty.agent(session).isEmpty()) {
            return now(Reply.error(403, "Your account is no agent and takes no calls."));
        }
        return switch (commands.read(DeskJson.read(request.body()))) {
            case CommandReader.Read.Bad(String why) -> now(Reply.error(400, why));
            case CommandReader.Read.Good(Command command) ->
                services.port().command(session.agent(), command).thenApply(Routes::result);
        };
    }

    private CompletionStage<Reply> phone(DeskSession session, Request request) {
        return duty.agent(session).isPresent()
                ? phone.answer(session, request)
                : now(Reply.error(403, "Your account is no agent and takes no calls."));
    }

    /** Once a second. */
    void tick() {
        phone.tick();
    }

    /** A supervisor takes an agent's call for help. */
    private CompletionStage<Reply> help(DeskSession session, Request request) {
        String agent = DeskJson.read(request.body()).path("agent").asString("");
        if (!isSupervisor(session)) {
            return now(Reply.error(403, "Only supervisors take calls for help."));
        }
        return agent.matches("[a-z0-9][a-z0-9._-]{0,31}")
                ? services.port()
                        .helpTaken(new AgentId(agent), session.account().name())
                        .thenApply(Routes::result)
                : now(Reply.error(400, "This call for help is over."));
    }

    private static Reply result(Result result) {
        return switch (result) {
            case Result.Done _ -> Reply.json(200, DeskJson.object());
            case Result.Refused(String why) -> Reply.error(409, why);
        };
    }

    private Reply health() {
        Health health = services.health().get();
        ObjectNode root = DeskJson.object().put("status", health.up() ? "up" : "down");
        ObjectNode details = root.putObject("details");
        health.details().forEach(details::put);
        return Reply.json(health.up() ? 200 : 503, root);
    }

    /** For a person logged in, by a page; others are sent to the login. */
    private CompletionStage<Reply> supervisorsReport(Request request, String name) {
        return page(
                request,
                session -> now(
                        isSupervisor(session)
                                ? Reply.html(200, pages.page(name, Map.of()))
                                : Reply.seeOther("/reports")));
    }

    private CompletionStage<Reply> page(Request request, Function<DeskSession, CompletionStage<Reply>> then) {
        return sessionOf(request).map(then).orElseGet(() -> now(Reply.seeOther("/login")));
    }

    private CompletionStage<Reply> administrators(Request request, String page) {
        return page(
                request,
                session -> now(
                        session.account().role().administers()
                                ? Reply.html(200, pages.page(page, Map.of()))
                                : Reply.seeOther("/")));
    }

    /** For a person logged in, by a script of our pages; a POST carries the session's token. */
    private CompletionStage<Reply> member(Request request, Function<DeskSession, CompletionStage<Reply>> then) {
        return sessionOf(request)
                .map(session -> request.method().equals("POST") && !hasToken(session, request)
                        ? now(Reply.error(403, "The page is out of date. Please reload it."))
                        : then.apply(session))
                .orElseGet(() -> now(Reply.error(401, "You are no longer logged in.")));
    }

    private CompletionStage<Reply> supervisor(Request request, Supplier<CompletionStage<Reply>> then) {
        return member(
                request,
                session -> isSupervisor(session)
                        ? then.get()
                        : now(Reply.error(403, "Only supervisors see the scripts and their recordings.")));
    }

    private static boolean isSupervisor(DeskSession session) {
        return session.account().role().supervises();
    }

    private CompletionStage<Reply> machine(Request request, Supplier<Reply> then) {
        return request.isFromThisMachine()
                ? CompletableFuture.supplyAsync(then, services.heavy())
                : now(Reply.error(403, "Only this machine itself may ask."));
    }

    private Optional<DeskSession> sessionOf(Request request) {
        return request.cookie(Doorway.SESSION_COOKIE).flatMap(sessions::find);
    }

    private static boolean hasToken(DeskSession session, Request request) {
        return request.header("x-csrf-token").equals(session.csrf());
    }

    private Reply notFound() {
        return pages.message(404, "Not here", "There is no page at this address.");
    }

    private static String word(String method) {
        return method.replaceAll("[^A-Z]", "?");
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
