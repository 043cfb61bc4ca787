package org.helpline.ivr.trial;

import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.helpline.core.Problem;

/**
 * A report as build servers read it: a {@code testsuite} for each file, a {@code testcase} for each test. Times are the calls'
 * own, in virtual seconds, so that two runs of the same tests write the same file.
 *
 * @see <a href="https://github.com/testmoapp/junitxml">the JUnit XML format in use</a>
 */
public final class JunitXml {

    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The whole document. */
    public static String of(TrialReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JunitXml(xml).write(report);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can be written to memory", e);
        }
        return text + "\n";
    }

    private void write(TrialReport report) throws XMLStreamException {
        Map<String, List<Verdict>> byFile = report.verdicts().stream()
                .collect(Collectors.groupingBy(v -> v.trial().file(), LinkedHashMap::new, Collectors.toList()));
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        counts(report.verdicts(), report.problems().size());
        for (Map.Entry<String, List<Verdict>> file : byFile.entrySet()) {
            suite(file.getKey(), file.getValue());
        }
        if (!report.problems().isEmpty()) {
            broken(report.problems());
        }
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(String file, List<Verdict> verdicts) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testsuite");
        attribute("name", file);
        counts(verdicts, 0);
        for (Verdict verdict : verdicts) {
            test(verdict);
        }
        line(1);
        xml.writeEndElement();
    }

    private void counts(List<Verdict> verdicts, int errors) throws XMLStreamException {
        attribute("tests", Integer.toString(verdicts.size() + errors));
        attribute(
                "failures",
                Long.toString(verdicts.stream().filter(v -> !v.passed()).count()));
        attribute("errors", Integer.toString(errors));
        attribute("time", seconds(verdicts.stream().map(Verdict::lasted).reduce(Duration.ZERO, Duration::plus)));
    }

    private void test(Verdict verdict) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        attribute("name", verdict.trial().name());
        attribute("classname", verdict.trial().file().replaceFirst("\\.test\\.yaml$", ""));
        attribute("file", verdict.trial().file());
        attribute("line", Integer.toString(verdict.trial().line()));
        attribute("time", seconds(verdict.lasted()));
        if (verdict.failure().isPresent()) {
            Verdict.Failure failure = verdict.failure().get();
            line(3);
            xml.writeStartElement("failure");
            attribute("message", "expected: " + failure.expected() + "; happened: " + failure.happened());
            xml.writeCharacters(clean(TrialReport.explained(verdict)));
            xml.writeEndElement();
            line(2);
        }
        xml.writeEndElement();
    }

    private void broken(List<Problem> problems) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testsuite");
        attribute("name", "test files");
        counts(List.of(), problems.size());
        for (Problem problem : problems) {
            line(2);
            xml.writeStartElement("testcase");
            attribute("name", problem.source() + ":" + problem.line());
            attribute("classname", problem.source());
            xml.writeStartElement("error");
            attribute("message", problem.what());
            xml.writeCharacters(clean(problem.toString()));
            xml.writeEndElement();
            xml.writeEndElement();
        }
        line(1);
        xml.writeEndElement();
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    /** XML 1.0 §2.2 has no other control characters, not even escaped. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%d.%03d", time.toSeconds(), time.toMillisPart());
    }
}
