package org.helpline.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;
import org.helpline.customer.CustomerCard;
import org.helpline.customer.Customers;
import org.helpline.customer.Flag;
import org.helpline.customer.Flags;
import org.helpline.customer.KeptVariables;
import org.helpline.customer.KnownNumbers;
import org.helpline.interaction.CustomerBook;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.store.Callers;

/** The customer room as the hallway asks it. Any thread. */
final class KnownCallers implements CustomerBook {

    private final Callers callers;
    private final Customers customers;
    private final KeptVariables variables;
    private final KnownNumbers numbers;
    private final Flags flags;
    private final OutsideCustomers outside;
    private final Predicate<String> isEmergency;

    KnownCallers(
            Callers callers,
            Customers customers,
            KeptVariables variables,
            KnownNumbers numbers,
            Flags flags,
            OutsideCustomers outside,
            Predicate<String> isEmergency) {
        this.callers = callers;
        this.customers = customers;
        this.variables = variables;
        this.numbers = numbers;
        this.flags = flags;
        this.outside = outside;
        this.isEmergency = isEmergency;
    }

    /** The customers are about to change: until {@link #look}, every caller may be one. */
    void change() {
        numbers.askOfAll();
    }

    /** Finds out who is known. Blocks. */
    void look() {
        numbers.read().toCompletableFuture().join();
        flags.read().toCompletableFuture().join();
    }

    @Override
    public Optional<String> callerId(Personal number) {
        return callers.idOf(number);
    }

    @Override
    public boolean mayKnow(String number) {
        return numbers.mayKnow(number);
    }

    @Override
    public Optional<String> blocked(String number) {
        return flags.of(number, Flag.BLOCKED)
                .filter(_ -> !isEmergency.test(number))
                .map(f -> "The caller is blocked (" + f.why() + "; by " + f.by()
                        + f.until().map(u -> ", until " + u).orElse("")
                        + "); take the warning off on the customer's card at the desk.");
    }

    @Override
    public Runnable elsewhere(
            String number, List<ScreenPop.Match> ours, Loop loop, Consumer<List<ScreenPop.Match>> told) {
        return outside.ask(number, ours, loop, told);
    }

    @Override
    public CompletionStage<Caller> byNumber(String number, int limit) {
        return customers
                .lookUp(number, limit, numbers.mayEndAlike(number))
                .thenApply(known -> new Caller(
                        known.matches(),
                        known.language(),
                        known.kept().map(KnownCallers::values).orElse(Map.of()),
                        known.kept().isPresent()));
    }

    @Override
    public CompletionStage<LookUpAnswer> customer(String number) {
        return customers
                .cards(number)
                .thenApply(cards -> cards.isEmpty()
                        ? new LookUpAnswer.Failed("The store could not be read.")
                        : cards.get().size() == 1
                                ? new LookUpAnswer.Found(fields(cards.get().getFirst()))
                                : new LookUpAnswer.None());
    }

    @Override
    public CompletionStage<Optional<AgentId>> lastAgent(String number) {
        return customers.lastAgent(number).thenApply(found -> found.map(AgentId::new));
    }

    private static Value.Fields fields(CustomerCard card) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("id", Value.text(card.id()));
        fields.put("name", Value.text(card.name()));
        fields.put("company", Value.text(card.company()));
        fields.put("email", Value.text(card.email()));
        fields.put("language", Value.text(card.language()));
        fields.put("vip", new Value.Truth(card.vip()));
        fields.put("tags", new Value.Many(card.tags().stream().map(Value::text).toList()));
        fields.put("revenue", Value.text(card.revenue()));
        fields.put("satisfaction", Value.text(card.satisfaction()));
        fields.put("last_contact", Value.text(card.lastContact()));
        return new Value.Fields(fields);
    }

    private static Map<String, Value> values(Map<String, KeptVariables.Kept> all) {
        Map<String, Value> values = new LinkedHashMap<>();
        all.forEach((name, kept) -> ValueType.of(kept.kind())
                .flatMap(type -> type.read(kept.value()))
                .ifPresent(value -> values.put(name, value)));
        return values;
    }

    @Override
    public void keep(String number, String name, Value value) {
        numbers.learn(number);
        var _ = variables.keep(number, name, new KeptVariables.Kept(value.type().word(), value.written()));
    }

    @Override
    public void rememberLanguage(String number, String language) {
        numbers.learn(number);
        customers.rememberLanguage(number, language);
    }
}
