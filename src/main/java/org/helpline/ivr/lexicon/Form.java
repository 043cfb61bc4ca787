package org.helpline.ivr.lexicon;

import java.util.Arrays;
import java.util.List;

/** What a value looks like. */
public sealed interface Form {

    /** In a person's words: {@code a length of time, such as 5s}. */
    String said();

    /** Any text, number or word. */
    record Plain(String said) implements Form {}

    /** Anything; its own reader says what is wrong with it. */
    record Anything(String said) implements Form {}

    /** One of these words. */
    record OneOf(List<String> words) implements Form {
        @Override
        public String said() {
            return String.join(", ", words);
        }
    }

    /** A text of this shape. {@code regex} is understood alike by Java and by ECMA-262, anchored by itself. */
    record Matching(String said, String regex, List<String> examples) implements Form {}

    /** A whole number. */
    record Whole(int least, int most) implements Form {
        @Override
        public String said() {
            return least + " to " + most;
        }
    }

    /** {@code yes} or {@code no}. */
    record YesNo() implements Form {
        @Override
        public String said() {
            return "yes or no";
        }
    }

    /** Where something leads: a section's name, a word, a step, or a list of steps. */
    record Steps() implements Form {
        @Override
        public String said() {
            return "a section, a word, a step or a list of steps";
        }
    }

    /** Prompts: an id, a value in braces, or a list of them. */
    record Prompts() implements Form {
        @Override
        public String said() {
            return "a prompt's id, a value such as \"{order_no|digits}\", or a list of them";
        }
    }

    /** What keys of a telephone lead to; the digits only where they are not the answer itself. */
    record Keys(boolean digits) implements Form {
        @Override
        public String said() {
            return digits
                    ? "keys 0 to 9, star and hash, each with where it leads"
                    : "star and hash, with where they lead";
        }
    }

    /** A mapping with words of its own. */
    record Inner(Table table) implements Form {
        @Override
        public String said() {
            return "a table";
        }
    }

    /** A mapping from names that somebody chose, all values alike. {@code regex} as in {@link Matching}. */
    record Named(String said, String regex, Form each) implements Form {}

    /** A list, all entries alike; where one is enough it may stand alone. */
    record ListOf(Form each) implements Form {
        @Override
        public String said() {
            return "a list, or one alone: " + each.said();
        }
    }

    /** Any of these. */
    record Either(List<Form> forms) implements Form {
        @Override
        public String said() {
            return String.join(", or ", forms.stream().map(Form::said).toList());
        }
    }

    Form TEXT = new Plain("a text");

    /** A value of any kind: a text, a number, a list, a map. */
    Form ANY = new Anything("a value: a text, a number, a list or a map");

    Form YES_NO = new YesNo();
    Form STEPS = new Steps();
    Form PROMPTS = new Prompts();
    Form RETRIES = new ListOf(STEPS);
    Form DURATION = new Matching(
            "a length of time, such as 5s",
            "^(?=[0-9])([0-9]{1,9} *d *)?([0-9]{1,9} *h *)?([0-9]{1,9} *m *)?([0-9]{1,9} *s *)?([0-9]{1,9} *ms)?$",
            List.of("500ms", "5s", "2m", "1h30m"));
    Form ID = new Matching("a prompt's id", "^[a-z][a-z0-9_]{0,63}$", List.of("main_menu"));
    Form VARIABLE = new Matching("a variable's name", "^[a-z][a-z0-9_]{0,31}$", List.of("order_no"));
    Form SECTION = new Matching("a section's name", "^[a-z][a-z0-9_]{0,63}$", List.of("main"));
    Form LANGUAGE = new Matching("a language tag", "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$", List.of("en", "tr"));

    /** Skills of agents, at any level or each at its least. */
    Form SKILLS = new Either(List.of(
            new ListOf(name("a skill of `conf/agents.ini`", "billing")),
            new Named("skills with their least levels", "^[a-z0-9][a-z0-9_-]{0,63}$", new Whole(1, 5))));

    /** A name of something in {@code conf/}: a queue, a calendar, a script. */
    static Form name(String of, String example) {
        return new Matching(of, "^[^\\s].*$", List.of(example));
    }

    static Form oneOf(String... words) {
        return new OneOf(List.of(words));
    }

    static Form either(Form... forms) {
        return new Either(Arrays.asList(forms));
    }
}
