package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.helpline.core.Scratch;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a profile of its own. */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it; {@code dark} prefers dark pages. */
    public static Browser open(boolean dark) throws IOException {
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
        if (dark) {
            options.addArguments("--force-dark-mode", "--blink-settings=preferredColorScheme=0");
        }
        System.setProperty("webdriver.chrome.driver", "/usr/bin/chromedriver");
        Browser browser = new Browser(new ChromeDriver(options));
        browser.size(1280, 800);
        return browser;
    }

    public ChromeDriver driver() {
        return driver;
    }

    void logIn(String url, String name) {
        logIn(url, name, DeskDemo.PASSWORD);
    }

    /** Opens the desk and logs in. */
    public void logIn(String url, String name, String password) {
        driver.get(url);
        driver.findElement(By.name("name")).clear();
        driver.findElement(By.name("name")).sendKeys(name);
        driver.findElement(By.name("password")).sendKeys(password);
        WebElement enter = driver.findElement(By.cssSelector("button[type=submit]"));
        enter.click();
        new WebDriverWait(driver, PATIENCE)
                .until(ExpectedConditions.stalenessOf(enter)); // whoever went on at once was not logged in
    }

    public void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        long inner = (Long) Objects.requireNonNull(driver.executeScript("return window.innerHeight"));
        driver.manage().window().setSize(new Dimension(width, height + (int) (height - inner)));
    }

    public WebElement see(String css) {
        return new WebDriverWait(driver, PATIENCE)
                .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    public void gone(String css) {
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector(css)));
    }

    /** Waits until an element shows this text. */
    public void seeText(String css, String text) {
        new WebDriverWait(driver, PATIENCE)
                .until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text));
    }

    /** As people do: what the page's head hides is scrolled to first. */
    public void click(String css) {
        WebElement element = see(css);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
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

    /** What has the focus. */
    WebElement focused() {
        return Objects.requireNonNull(driver().switchTo().activeElement());
    }
}
