// The JDK's com.sun.net.httpserver. /BYTES, /BYTES/MODE with MODE chunked, short, unread, paused; /204, /304;
// /COUNT/events, and /COUNT/dies, which throws after half of them. Arguments: PORT, or PORT STORE for TLS.
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.File;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

public class JavaServer {
  public static void main(String[] args) throws Exception {
    var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
    var server = args.length > 1 ? secure(address, args[1]) : HttpServer.create(address, 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/", exchange -> {
      var parts = exchange.getRequestURI().getPath().split("/");
      var mode = parts.length > 2 ? parts[2] : "";
      if (!mode.equals("unread")) exchange.getRequestBody().readAllBytes();
      if (parts[1].equals("204") || parts[1].equals("304")) {
        exchange.sendResponseHeaders(Integer.parseInt(parts[1]), -1);
      } else if (!parts[1].matches("\\d+")) {
        exchange.sendResponseHeaders(404, 9);
        exchange.getResponseBody().write("not found".getBytes());
      } else {
        var body = new byte[Integer.parseInt(parts[1])];
        if (exchange.getRequestMethod().equals("HEAD")) {
          exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
          exchange.sendResponseHeaders(200, -1);
        } else if (mode.equals("events") || mode.equals("dies")) {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          for (int sent = 0; sent < body.length; sent++) {
            if (mode.equals("dies") && sent == body.length / 2) throw new RuntimeException("dies");
            exchange.getResponseBody().write(("data: " + "e".repeat(92) + "\n\n").getBytes());
            exchange.getResponseBody().flush();
            pause(20);
          }
        } else {
          int half = body.length / 2;
          exchange.sendResponseHeaders(200, mode.equals("chunked") ? 0 : body.length);
          exchange.getResponseBody().write(body, 0, half);
          if (mode.equals("paused")) pause(300);
          if (!mode.equals("short")) exchange.getResponseBody().write(body, half, body.length - half);
        }
      }
      exchange.close();
    });
    server.start();
  }

  private static HttpServer secure(InetSocketAddress address, String store) throws Exception {
    var password = "truth1".toCharArray();
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(new File(store), password), password);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    var server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException error) {
      throw new RuntimeException(error);
    }
  }
}
