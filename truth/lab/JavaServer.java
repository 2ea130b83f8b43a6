// The JDK's com.sun.net.httpserver. /BYTES, /BYTES/MODE with MODE chunked, short, unread; /204, /304.
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

public class JavaServer {
  public static void main(String[] args) throws Exception {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
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
        } else {
          exchange.sendResponseHeaders(200, mode.equals("chunked") ? 0 : body.length);
          exchange.getResponseBody().write(body, 0, mode.equals("short") ? body.length / 2 : body.length);
        }
      }
      exchange.close();
    });
    server.start();
  }
}
