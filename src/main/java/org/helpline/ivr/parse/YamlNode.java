package org.helpline.ivr.parse;

import java.util.List;

/** A piece of YAML with its place; every scalar is the text that was typed, so {@code 18:00}, {@code no} and {@code 0123} stay. */
public sealed interface YamlNode {

    /** 1-based. */
    int line();

    /** 1-based. */
    int column();

    /** A scalar as typed. {@code quoted} when it stood in quotes. */
    record Text(String value, boolean quoted, int line, int column) implements YamlNode {}

    /** A list. */
    record Items(List<YamlNode> nodes, int line, int column) implements YamlNode {}

    /** A mapping in the order written, without duplicates. */
    record Fields(List<Field> fields, int line, int column) implements YamlNode {}

    /** One entry of a mapping. */
    record Field(Text key, YamlNode value) {}
}
