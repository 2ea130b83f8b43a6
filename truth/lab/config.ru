# A Rack application for Puma, Unicorn and Thin. /BYTES, /BYTES/MODE with MODE chunked, short, raise, unread, paused;
# /204, /304; /COUNT/events, and /COUNT/dies, which fails after half of them.
run lambda { |env|
  first, mode = env["PATH_INFO"].delete_prefix("/").split("/")
  env["rack.input"].read unless mode == "unread"
  next [first.to_i, {}, []] if %w[204 304].include?(first)
  next [404, { "Content-Length" => "9" }, ["not found"]] unless first =~ /\A\d+\z/
  size = first.to_i
  halves = ["." * (size / 2), "." * (size - size / 2)]
  next [200, {}, halves] if mode == "chunked"
  if %w[events dies].include?(mode)
    next [200, { "Content-Type" => "text/event-stream" }, Enumerator.new { |body|
      size.times { |sent| raise "dies" if mode == "dies" && sent == size / 2; body << "data: #{"e" * 92}\n\n"; sleep 0.02 }
    }]
  end
  fields = { "Content-Length" => size.to_s }
  next [200, fields, []] if env["REQUEST_METHOD"] == "HEAD"
  next [200, fields, halves.first(1)] if mode == "short"
  next [200, fields, Enumerator.new { |body| body << halves[0]; raise "broken" }] if mode == "raise"
  next [200, fields, Enumerator.new { |body| body << halves[0]; sleep 0.3; body << halves[1] }] if mode == "paused"
  [200, fields, halves]
}
