# WEBrick. Arguments: port, folder of files. Files, /BYTES/MODE with MODE chunked, short, paused, raise; /204, /304;
# /COUNT/events, and /COUNT/dies, which fails after half of them.
require "webrick"

class Lab < WEBrick::HTTPServlet::AbstractServlet
  def do_GET(request, response)
    first, mode = request.path.delete_prefix("/").split("/")
    return (response.status = first.to_i) if %w[204 304].include?(first)
    raise WEBrick::HTTPStatus::NotFound unless first =~ /\A\d+\z/
    size = first.to_i
    halves = ["." * (size / 2), "." * (size - size / 2)]
    case mode
    when "chunked" then response.chunked = true; response.body = halves.join
    when "events", "dies" then events(response, size, mode)
    when "short", "paused", "raise"
      response["Content-Length"] = size
      response.body = proc { |out|
        out.write(halves[0])
        raise "broken" if mode == "raise"
        if mode == "paused" then sleep 0.3; out.write(halves[1]) end
      }
      response.keep_alive = false if mode == "short"
    else response.body = halves.join
    end
  end

  def do_POST(request, response)
    request.body unless request.path.end_with?("unread")
    do_GET(request, response)
  end

  private

  def events(response, count, mode)
    response["Content-Type"] = "text/event-stream"
    response.chunked = true
    response.body = proc { |out|
      count.times { |sent| raise "dies" if mode == "dies" && sent == count / 2; out.write("data: #{"e" * 92}\n\n"); sleep 0.02 }
    }
  end
end

quiet = WEBrick::Log.new(File::NULL)
server = WEBrick::HTTPServer.new(BindAddress: "127.0.0.1", Port: ARGV[0].to_i, Logger: quiet, AccessLog: [])
server.mount("/files", WEBrick::HTTPServlet::FileHandler, ARGV[1])
server.mount("/", Lab)
trap("TERM") { server.shutdown }
server.start
