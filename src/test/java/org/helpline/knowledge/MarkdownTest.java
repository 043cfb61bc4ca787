package org.helpline.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an author writes, and what becomes of it. */
class MarkdownTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "## Two # § HEADING2 text:Two",
                "one;two;;three § PARAGRAPH0 text:one two; PARAGRAPH0 text:three",
                "- a;* b;1. c § BULLET0 text:a; BULLET0 text:b; NUMBERED0 text:c",
                "**x** and `y` § PARAGRAPH0 bold:x text: and  code:y",
                "[w](https://a.example/b) § PARAGRAPH0 link:w<https://a.example/b>",
                "```;# no <b>;```;x § CODE0 text:# no <b>; PARAGRAPH0 text:x",
                "```;never closed § PARAGRAPH0 text:never closed",
                "<script>alert(1)</script> § PARAGRAPH0 text:<script>alert(1)</script>",
                "[x](javascript:alert(1)) § PARAGRAPH0 text:[x](javascript:alert(1))",
                "[x](data:text/html,y) § PARAGRAPH0 text:[x](data:text/html,y)",
                "![i](https://a/b.png) § PARAGRAPH0 text:! link:i<https://a/b.png>",
                "[x](https://a\"onclick=b) § PARAGRAPH0 text:[x](https://a\"onclick=b)",
                "#none § PARAGRAPH0 text:#none"
            })
    void isReadAsBlocksOfText(String markdown, String expected) {
        String read = Markdown.blocks(markdown.replace(';', '\n')).stream()
                .map(b -> b.kind().name() + b.level() + " "
                        + b.spans().stream()
                                .map(s -> s.look() + ":" + s.text() + (s.url().isEmpty() ? "" : "<" + s.url() + ">"))
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
        assertThat(read).isEqualTo(expected);
    }
}
