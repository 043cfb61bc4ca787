package org.helpline.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.ErrorCodec;
import org.openqa.selenium.remote.Response;

/**
 * Firefox's own remote control, so that Selenium drives it without a driver program between: WebDriver's commands under other names, each a JSON array
 * behind its length in bytes, {@code [0, id, name, parameters]}, and its answer {@code [1, id, error, value]}. One thread.
 *
 * @see <a href="https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html">Marionette's protocol</a>
 */
final class Marionette implements CommandExecutor, AutoCloseable {

    private static final int SILENCE_MILLIS = 120_000;

    /** What Selenium calls them. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(DriverCommand.NEW_SESSION, "WebDriver:NewSession"),
            Map.entry(DriverCommand.QUIT, "Marionette:Quit"),
            Map.entry(DriverCommand.GET, "WebDriver:Navigate"),
            Map.entry(DriverCommand.REFRESH, "WebDriver:Refresh"),
            Map.entry(DriverCommand.GET_TITLE, "WebDriver:GetTitle"),
            Map.entry(DriverCommand.EXECUTE_SCRIPT, "WebDriver:ExecuteScript"),
            Map.entry(DriverCommand.EXECUTE_ASYNC_SCRIPT, "WebDriver:ExecuteAsyncScript"),
            Map.entry(DriverCommand.FIND_ELEMENT, "WebDriver:FindElement"),
            Map.entry(DriverCommand.FIND_ELEMENTS, "WebDriver:FindElements"),
            Map.entry(DriverCommand.CLICK_ELEMENT, "WebDriver:ElementClick"),
            Map.entry(DriverCommand.CLEAR_ELEMENT, "WebDriver:ElementClear"),
            Map.entry(DriverCommand.SEND_KEYS_TO_ELEMENT, "WebDriver:ElementSendKeys"),
            Map.entry(DriverCommand.GET_ELEMENT_TEXT, "WebDriver:GetElementText"),
            Map.entry(DriverCommand.GET_ELEMENT_DOM_PROPERTY, "WebDriver:GetElementProperty"),
            Map.entry(DriverCommand.IS_ELEMENT_DISPLAYED, "WebDriver:IsElementDisplayed"),
            Map.entry(DriverCommand.SET_CURRENT_WINDOW_SIZE, "WebDriver:SetWindowRect"),
            Map.entry(DriverCommand.SCREENSHOT, "WebDriver:TakeScreenshot"));

    private final Json json = new Json();
    private final Socket socket;
    private final DataInputStream in;
    private int id;

    /** Connects to a Firefox on this machine that was started with {@code --marionette}. */
    Marionette(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SILENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        read(); // it says who it is
    }

    @Override
    public Response execute(Command command) throws IOException {
        String name = NAMES.get(command.getName());
        if (name == null) {
            throw new UnsupportedOperationException("no test has needed this of Firefox yet: " + command.getName());
        }
        write(List.of(0, ++id, name, parameters(command)));
        List<?> answer = json.toType(read(), Json.OBJECT_TYPE);
        return answer.get(2) instanceof Map<?, ?> error ? failed(error) : succeeded(command, answer.get(3));
    }

    private static Map<String, ?> parameters(Command command) {
        return switch (command.getName()) {
            case DriverCommand.NEW_SESSION -> Map.of("acceptInsecureCerts", true); // ours are our own authority's
            case DriverCommand.QUIT -> Map.of("flags", List.of("eForceQuit"));
            case DriverCommand.SEND_KEYS_TO_ELEMENT -> {
                Object[] keys = (Object[])
                        Objects.requireNonNull(command.getParameters().get("value"));
                yield Map.of(
                        "id",
                        Objects.requireNonNull(command.getParameters().get("id")),
                        "text",
                        String.join("", Arrays.stream(keys).map(String::valueOf).toList()));
            }
            default -> command.getParameters();
        };
    }

    private static Response failed(Map<?, ?> error) {
        Response response = new Response();
        response.setValue(ErrorCodec.createDefault().decode(Map.of("value", error)));
        return response;
    }

    /** A value that is no object comes in one, under this name; a session comes as it is. */
    private static Response succeeded(Command command, Object value) {
        Response response = new Response();
        Optional.ofNullable(command.getSessionId()).ifPresent(id -> response.setSessionId(id.toString()));
        response.setState("success");
        response.setValue(value);
        if (value instanceof Map<?, ?> map) {
            if (map.get("sessionId") instanceof String session) {
                response.setSessionId(session);
                response.setValue(map.get("capabilities"));
            } else if (map.containsKey("value")) {
                response.setValue(map.get("value"));
            }
        }
        return response;
    }

    private void write(List<?> message) throws IOException {
        byte[] body = json.toJson(message).getBytes(UTF_8);
        byte[] length = (body.length + ":").getBytes(UTF_8);
        byte[] all = Arrays.copyOf(length, length.length + body.length);
        System.arraycopy(body, 0, all, length.length, body.length);
        socket.getOutputStream().write(all);
    }

    private String read() throws IOException {
        int length = 0;
        for (int digit = in.read(); digit != ':'; digit = in.read()) {
            if (digit < 0) {
                throw new EOFException("Firefox has closed its remote control");
            }
            length = 10 * length + Character.digit(digit, 10);
        }
        return new String(in.readNBytes(length), UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
