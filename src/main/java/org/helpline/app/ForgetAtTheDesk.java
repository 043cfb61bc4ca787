package org.helpline.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.helpline.desk.Forgetter;
import org.helpline.journal.Journal;

/**
 * Administrators have a caller forgotten, as the command does.
 *
 * @param data the folder whose bytes are looked through afterwards
 * @param blocking where it is done
 */
record ForgetAtTheDesk(Forgetting forgetting, Journal journal, Path data, Executor blocking) implements Forgetter {

    @Override
    public CompletionStage<Optional<List<Thing>>> found(String number) {
        return CompletableFuture.supplyAsync(() -> forgetting.found(number), blocking);
    }

    @Override
    public CompletionStage<Optional<Forgotten>> forget(String number) {
        return CompletableFuture.supplyAsync(
                () -> forgetting.found(number).flatMap(_ -> {
                    List<Thing> gone = forgetting.gone(number);
                    List<String> remarks = forgetting.fileBefore().stream().toList();
                    journal.forget(number).toCompletableFuture().join();
                    return Optional.of(new Forgotten(gone, remarks, proof(number)));
                }),
                blocking);
    }

    private Optional<Proof> proof(String number) {
        return forgetting
                .search(number, data)
                .map(found -> new Proof(found.files(), found.bytes(), names(found.hits()), names(found.unread())));
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(Path::toString).sorted().toList();
    }
}
