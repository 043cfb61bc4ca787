package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.helpline.acd.Board.QueueLine;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Problems;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** News draw the pages again and again under a person's hands, in a real browser. */
@Tag("clients")
class RedrawBrowserTest {

    private static final InteractionId CALL = new InteractionId("20261122-021503-7f3a9c");
    private static final String BEN = "[data-key='agent-ben']";
    private static final String BILLING = "[data-key='billing']";

    private final FakeHouse house = new FakeHouse(Clock.system());
    private DeskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        server = DeskDemo.start("127.0.0.1:0", house, Clock.system(), Duration.ofHours(1), new Problems());
        browser = Browser.open(false);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    /** So many wait in a queue: its figures are drawn again, and this is seen. */
    private void news(int waiting) {
        house.queue(new QueueLine(new QueueName("billing"), waiting, Duration.ofSeconds(5), 0, 0, 0, 0, 0));
        browser.seeText(BILLING, String.valueOf(waiting));
    }

    @Test
    void theFocusStaysOnTheButtonOfARowThatMoves() {
        browser.logIn(server.url(), "sam");
        browser.driver().executeScript("arguments[0].focus()", browser.see(BEN));
        house.state(FakeHouse.BEN, "ready", "");
        browser.see("[data-key='ben'] .state-ready");
        news(11);
        browser.seeFocus(BEN);
    }

    @Test
    void aNumberThatIsBeingTypedStaysWhenTheStateChanges() {
        browser.logIn(server.url(), "anna");
        browser.click("#dial-number");
        browser.type("+49 30");
        house.state(FakeHouse.ANNA, "ready", "");
        browser.see(".idle-ready");
        news(11);
        browser.type(" 12");
        assertThat(browser.value("#dial-number")).isEqualTo("+49 30 12");
    }

    @Test
    void aMenuThatIsOpenStaysOpenAndWorksWhenTheCallChanges() {
        browser.logIn(server.url(), "anna");
        browser.seeText("#state", "Not ready");
        house.offer(FakeHouse.ANNA, CALL, Pops.one(), Duration.ofSeconds(41));
        browser.see("#pop");
        house.answer(FakeHouse.ANNA);
        browser.click("#keys summary");
        browser.see(".pad");
        house.command(FakeHouse.ANNA, new Command.Mute(true));
        browser.see("#mute[aria-pressed='true']");
        browser.click("[data-key='5']");
        browser.seeText(".pad-shown", "5");
    }

    /** What dom.js promises, on a list of its own: each line of the script says one thing that did not hold. */
    @Test
    void whatIsTheSameStaysTheSameElement() {
        browser.logIn(server.url(), "sam");
        browser.see(BEN);
        Object wrong = browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                import(document.querySelector("script[src$='wallboard.js']").src.replace("wallboard.js", "dom.js")).then(({ h, own, redraw }) => {
                  const wrong = [];
                  const is = (holds, what) => { if (!holds) { wrong.push(what); } };
                  const list = h("ul");
                  document.body.append(list);
                  const heard = [];
                  const row = (key, mark) => h("li", { "data-key": key, class: mark },
                    h("button", { onclick: () => heard.push(key + mark) }, mark), h("input", { type: "text" }), h("details", {}, "more"), " tail");
                  const draw = (mark, ...keys) => redraw(list, keys.map((key) => row(key, mark)));
                  draw("1", "a", "b", "c", "d");
                  const [a, b, c, d] = list.children;
                  b.querySelector("input").focus();
                  b.querySelector("input").value = "half";
                  b.querySelector("details").open = true;
                  draw("2", "b", "e", "d", "a");
                  is([...list.children].map((e) => e.dataset.key).join() === "b,e,d,a", "order");
                  is(list.children[0] === b && list.children[2] === d && list.children[3] === a, "same rows");
                  is(!c.isConnected, "gone row");
                  is(b.className === "2" && b.querySelector("button").textContent === "2", "class and text");
                  is(document.activeElement === b.querySelector("input") && document.activeElement.value === "half", "focus and value");
                  is(b.querySelector("details").open, "open details");
                  b.querySelector("button").click();
                  a.querySelector("button").click();
                  is(heard.join() === "b2,a2", "newest listeners, once each: " + heard);
                  const moved = [];
                  const before = list.insertBefore;
                  list.insertBefore = (node, at) => { moved.push(node.dataset.key); return before.call(list, node, at); };
                  draw("3", "e", "d", "a", "b");
                  is(moved.join() === "b", "only one moves: " + moved);
                  delete list.insertBefore;
                  is(document.activeElement === b.querySelector("input"), "focus of the row that moved");
                  const mine = own(h("p", {}, "mine"), 1);
                  redraw(list, mine);
                  redraw(list, own(h("p", {}, "other"), 1));
                  is(list.firstChild === mine && mine.textContent === "mine", "own is left alone");
                  redraw(list, own(h("p", {}, "other"), 2));
                  is(list.textContent === "other" && !mine.isConnected, "until its version changes");
                  const kept = list.firstChild;
                  redraw(list, "text", kept);
                  is(list.lastChild === kept && list.textContent === "textother", "a child that is there already");
                  const ticks = (first, second) => redraw(list, h("select", {}, h("option", { value: "1" }), (() => {
                    const o = h("option", { value: "2" }); o.selected = second; return o; })()), h("input", { type: "checkbox", checked: first }));
                  ticks(false, false);
                  list.querySelector("input").checked = true;
                  ticks(false, true);
                  is(list.querySelector("select").value === "2" && !list.querySelector("input").checked, "ticks and choices");
                  redraw(list, h("p", { title: "x", "data-up": "5", onclick: () => heard.push("p") }));
                  redraw(list, h("p", {}));
                  list.firstChild.click();
                  is(!list.firstChild.title && !list.firstChild.dataset.up && heard.length === 2, "what is no longer said is taken away");
                  done(wrong);
                }, (e) => done([String(e)]));
                """);
        assertThat(wrong).isEqualTo(List.of());
    }
}
