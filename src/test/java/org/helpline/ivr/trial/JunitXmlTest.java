package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.helpline.core.Problem;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitXmlTest {

    private final TrialReport report = new TrialReport(
            List.of(Trials.run("call: press 2"), Trials.run("call: press 2\nends: served")),
            List.of(Problem.of("y.test.yaml", "It is <broken> \u0007.", "Mend it.")),
            List.of(),
            List.of());

    @Test
    void aBuildServerReadsTestsFailuresAndBrokenFiles() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JunitXml.of(report).getBytes(StandardCharsets.UTF_8)));
        Element all = xml.getDocumentElement();
        assertThat(all.getAttribute("tests")).isEqualTo("3");
        assertThat(all.getAttribute("failures")).isEqualTo("1");
        assertThat(all.getAttribute("errors")).isEqualTo("1");
        Element failed = (Element) xml.getElementsByTagName("testcase").item(1);
        assertThat(failed.getAttribute("file")).isEqualTo("x.test.yaml");
        assertThat(failed.getAttribute("line")).isEqualTo("2");
        Element failure = (Element) failed.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .isEqualTo("expected: the call ends: served; happened: it ends: asking; the script waits for a key");
        assertThat(failure.getTextContent()).contains("the call until then:");
        assertThat(xml.getElementsByTagName("error").item(0).getTextContent()).contains("<broken>  .");
    }

    @Test
    void twoRunsWriteTheSame() {
        assertThat(JunitXml.of(report)).isEqualTo(JunitXml.of(report)).contains("time=\"2.280\"");
    }
}
