package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.helpline.core.Scratch;
import org.openqa.selenium.Alert;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium, or Firefox, with a profile of its own. */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RemoteWebDriver driver;

    private Browser(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Starts it; {@code dark} prefers dark pages. */
    public static Browser open(boolean dark) throws IOException {
        ChromeOptions options = options();
        if (dark) {
            options.addArguments("--force-dark-mode", "--blink-settings=preferredColorScheme=0");
        }
        return open(options);
    }

    /** The same, which hears this WAV file as its microphone, over and over; pages may use it unasked, and play sound untouched. */
    public static Browser withMicrophone(Path says) throws IOException {
        ChromeOptions options = options();
        options.addArguments(
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-audio-capture=" + says.toAbsolutePath(),
                "--autoplay-policy=no-user-gesture-required",
                "--ignore-certificate-errors", // ours are our own authority's
                "--allow-loopback-in-peer-connection"); // as on one machine
        return open(options);
    }

    /** The same with microphones and loudspeakers that beep and swallow; nothing is allowed until {@link #permit} says so. */
    public static Browser withDevices() throws IOException {
        ChromeOptions options = options();
        options.addArguments("--use-fake-device-for-media-stream");
        return open(options);
    }

    /** A Firefox that hears this tone as its microphone, in whole hertz; pages may use it unasked, and play sound untouched. */
    public static Browser firefox(double hertz) throws IOException {
        return sized(new Browser(Firefox.start((int) hertz)));
    }

    /** How Chromium answers when a page asks for this, such as the microphone: {@code granted} or {@code denied}. */
    public void permit(String what, String answer) {
        ((ChromeDriver) driver)
                .executeCdpCommand(
                        "Browser.setPermission", Map.of("permission", Map.of("name", what), "setting", answer));
    }

    private static ChromeOptions options() throws IOException {
        ChromeOptions options = new ChromeOptions().setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + Scratch.folder("chromium"));
        return options;
    }

    private static Browser open(ChromeOptions options) {
        System.setProperty("webdriver.chrome.driver", "/usr/bin/chromedriver");
        return sized(new Browser(new ChromeDriver(options)));
    }

    private static Browser sized(Browser browser) {
        browser.size(1280, 800);
        return browser;
    }

    public boolean isFirefox() {
        return driver instanceof Firefox;
    }

    public RemoteWebDriver driver() {
        return driver;
    }

    /** What a page that draws itself anew does not let be done now is tried again. */
    private FluentWait<WebDriver> patience() {
        return new WebDriverWait(driver, PATIENCE).ignoring(WebDriverException.class);
    }

    void logIn(String url, String name) {
        logIn(url, name, DeskDemo.PASSWORD);
    }

    /** Opens the desk and logs in. */
    public void logIn(String url, String name, String password) {
        driver.get(url);
        of("[name=name]", e -> {
            e.clear();
            return true;
        });
        write("[name=name]", name);
        write("[name=password]", password);
        driver.executeScript("window.isLogin = true");
        driver.findElement(By.cssSelector("button[type=submit]")).click();
        patience() // whoever went on at once was not logged in
                .until(_ -> Boolean.TRUE.equals(driver.executeScript("return window.isLogin !== true")));
    }

    public void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        long inner = (Long) Objects.requireNonNull(driver.executeScript("return window.innerHeight"));
        driver.manage().window().setSize(new Dimension(width, height + (int) (height - inner)));
    }

    public WebElement see(String css) {
        return patience().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    public void gone(String css) {
        patience().until(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector(css)));
    }

    /** Waits until there are so many, seen or not. */
    public void count(String css, int count) {
        patience().until(ExpectedConditions.numberOfElementsToBe(By.cssSelector(css), count));
    }

    /** Waits until an element shows this text. */
    public void seeText(String css, String text) {
        patience().until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text));
    }

    /** The text of an element that is seen, as it is now: wait for what comes a moment later with {@link #seeText}. */
    public String text(String css) {
        return of(css, WebElement::getText);
    }

    /** What is in a field that is seen. */
    public String value(String css) {
        return of(css, e -> String.valueOf(e.getDomProperty("value")));
    }

    /** Waits until this is in a field. */
    public void seeValue(String css, String value) {
        patience()
                .withMessage(() -> css + " with " + value)
                .until(_ -> value(css).equals(value));
    }

    /** Waits until the element that has the focus is one of these. */
    public void seeFocus(String css) {
        patience()
                .withMessage(() -> "focus on " + css)
                .until(_ -> Boolean.TRUE.equals(
                        driver.executeScript("return document.activeElement.matches(arguments[0])", css)));
    }

    /** As people do: what the page's head hides is scrolled to first. */
    public void click(String css) {
        of(css, element -> {
            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
            if (!isSteady(element)) {
                return false;
            }
            element.click();
            return true;
        });
    }

    /** Whether an element stands where it stood two frames before: what a page still fills moves from under a click. */
    private boolean isSteady(WebElement element) {
        return Boolean.TRUE.equals(driver.executeAsyncScript("""
                const [element, done] = arguments;
                const place = () => { const r = element.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].join(); };
                const before = place();
                requestAnimationFrame(() => requestAnimationFrame(() => done(place() === before)));
                """, element));
    }

    /** Types into a field, behind what is there. */
    public void write(String css, CharSequence... keys) {
        of(css, element -> {
            element.sendKeys(keys);
            return true;
        });
    }

    /** What the page asks in a box of the browser's own. */
    Alert asked() {
        return Objects.requireNonNull(patience().until(ExpectedConditions.alertIsPresent()));
    }

    /** Gives a file to a field for files, which need not be seen. */
    void give(String css, Path file) {
        patience().until(_ -> {
            driver.findElement(By.cssSelector(css)).sendKeys(file.toString());
            return true;
        });
    }

    /** Chooses in a select, by the words that are shown. */
    public void choose(String css, String words) {
        of(css, element -> {
            new Select(element).selectByVisibleText(words);
            return true;
        });
    }

    /** From an element that is seen; a page that draws it anew, or has something before it for a moment, is asked again. */
    public <T> T of(String css, Function<WebElement, T> from) {
        return Objects.requireNonNull(patience().until(_ -> from.apply(see(css))));
    }

    public void shoot(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** Types into what has the focus. */
    void type(CharSequence... keys) {
        Actions actions = new Actions(driver());
        List.of(keys).forEach(actions::sendKeys);
        actions.perform();
    }

    /** Presses a letter together with Alt. */
    void alt(String letter) {
        new Actions(driver()).keyDown(Keys.ALT).sendKeys(letter).keyUp(Keys.ALT).perform();
    }
}
