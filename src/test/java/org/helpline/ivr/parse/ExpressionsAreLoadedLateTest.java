package org.helpline.ivr.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The parser of expressions is slow to load: no start pays for it whose scripts have none. */
class ExpressionsAreLoadedLateTest {

    /** Loads every class anew and writes down which. */
    private static final class Watching extends ClassLoader {
        private final ClassLoader ours = ExpressionsAreLoadedLateTest.class.getClassLoader();
        private final List<String> loaded = new ArrayList<>();

        Watching() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            loaded.add(name);
            try (InputStream file = ours.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void noClassOfCelIsLoadedForScriptsWithoutExpressions() throws ReflectiveOperationException {
        List<String> plain = loadedBy("start: [{set: {a: 5}}, {when: a > 3, go: bye}, {when: closed, go: bye}, bye]\n");
        assertThat(plain).contains("org.helpline.ivr.parse.ScriptParser");
        assertThat(plain).noneMatch(n -> n.startsWith("dev.cel."));
        assertThat(plain).noneMatch(n -> n.startsWith("org.antlr."));
    }

    @Test
    void theyAreForAScriptWithOne() throws ReflectiveOperationException {
        assertThat(loadedBy("start: [{set: {a: 5}}, {when: a > 3 && closed, go: bye}, bye]\n"))
                .anyMatch(n -> n.startsWith("dev.cel."));
    }

    private static List<String> loadedBy(String flow) throws ReflectiveOperationException {
        Watching loader = new Watching();
        check(loader, "helpline: 1\nlanguages: [en]\nhours: office\nhuman: none\n" + flow + "bye: hangup\n");
        return loader.loaded;
    }

    private static void check(ClassLoader loader, String script) throws ReflectiveOperationException {
        Class<?> files = loader.loadClass("org.helpline.ivr.parse.ScriptFiles");
        Class<?> known = loader.loadClass("org.helpline.ivr.check.Known");
        Object read = files.getConstructor(
                        String.class, Path.class, String.class, String.class, Map.class, String.class)
                .newInstance("test", Path.of("test"), script, "", Map.of(), "000000000000");
        Set<String> none = Set.of();
        Object knows = known.getConstructor(Set.class, Set.class, Set.class, Set.class, Set.class, boolean.class)
                .newInstance(none, Set.of("office"), none, none, none, true);
        Object result = loader.loadClass("org.helpline.ivr.check.ScriptLoader")
                .getMethod("check", files, known)
                .invoke(null, read, knows);
        assertThat(String.valueOf(result)).startsWith("Loaded[");
    }
}
