import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * Jetty. /BYTES, /BYTES/MODE with MODE chunked, short, raise, unread, paused; /204, /304; /COUNT/events, and /COUNT/dies, which
 * fails after half of them.
 */
public final class JettyServer extends AbstractHandler {
  public static void main(String[] words) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(words[0]));
    connector.setIdleTimeout(60_000);
    server.addConnector(connector);
    server.setHandler(new JettyServer());
    server.start();
  }

  @Override
  public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    String[] parts = target.split("/");
    String mode = parts.length > 2 ? parts[2] : "";
    if (!mode.equals("unread")) request.getInputStream().transferTo(OutputStream.nullOutputStream());
    if (!parts[1].matches("\\d+")) {
      response.sendError(404);
      return;
    }
    int size = Integer.parseInt(parts[1]);
    if (size == 204 || size == 304) {
      response.setStatus(size);
      return;
    }
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) '.');
    OutputStream out = response.getOutputStream();
    if (mode.equals("events") || mode.equals("dies")) {
      events(response, out, size, mode.equals("dies") ? size / 2 : -1);
      return;
    }
    if (!mode.equals("chunked")) response.setContentLength(size);
    out.write(body, 0, size / 2);
    if (mode.equals("chunked") || mode.equals("paused") || mode.equals("raise")) out.flush();
    if (mode.equals("short") || mode.equals("raise")) throw new IllegalStateException("broken");
    if (mode.equals("paused")) sleep(300);
    out.write(body, size / 2, size - size / 2);
  }

  private static void events(HttpServletResponse response, OutputStream out, int count, int end) throws IOException {
    response.setContentType("text/event-stream");
    for (int sent = 0; sent < count; sent++) {
      if (sent == end) throw new IllegalStateException("dies");
      out.write(("data: " + "e".repeat(92) + "\n\n").getBytes());
      out.flush();
      sleep(20);
    }
  }

  private static void sleep(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }
}
