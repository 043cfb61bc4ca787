"""The verdict table and JUnit XML."""

import textwrap
import xml.etree.ElementTree as tree


def table(verdicts):
    """Lines: name, verdict, seconds, reason."""
    width = max([len(v.name) for v in verdicts] + [8])
    for verdict in verdicts:
        word = "ok  " if verdict.passed else "FAIL"
        print(f"{word} {verdict.name:<{width}} {verdict.seconds:5.1f} s", flush=True)
        for reason in verdict.reasons:
            print(textwrap.indent(textwrap.fill(reason, 110), "       "))
        if not verdict.passed:
            print(f"       Call-ID {verdict.call_id}; kept in {verdict.kept}")
    failed = sum(not v.passed for v in verdicts)
    print(f"\n{len(verdicts)} scenarios, {len(verdicts) - failed} passed, {failed} failed")


def junit(path, verdicts, target):
    """Writes what build servers read."""
    suite = tree.Element(
        "testsuite",
        name=f"sipp-scenarios {target}",
        tests=str(len(verdicts)),
        failures=str(sum(not v.passed for v in verdicts)),
        errors="0",
        time=f"{sum(v.seconds for v in verdicts):.1f}",
    )
    for verdict in verdicts:
        case = tree.SubElement(
            suite, "testcase", classname="sipp-scenarios", name=verdict.name, time=f"{verdict.seconds:.1f}"
        )
        if not verdict.passed:
            failure = tree.SubElement(case, "failure", message="; ".join(verdict.reasons))
            failure.text = f"Call-ID {verdict.call_id}\nkept in {verdict.kept}\n"
    tree.indent(suite)
    tree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
