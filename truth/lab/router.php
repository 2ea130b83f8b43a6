<?php // PHP's built-in server, and php-fpm. /BYTES, /BYTES/MODE with MODE until-close, short, hang, paused; /204, /304;
// /COUNT/events, and /COUNT/dies, which fails after half of them.
$parts = explode('/', explode('?', $_SERVER['REQUEST_URI'])[0]);
$mode = $parts[2] ?? '';
if ($parts[1] === '204' || $parts[1] === '304') { http_response_code((int) $parts[1]); return true; }
if (!ctype_digit($parts[1])) { http_response_code(404); header('Content-Length: 9'); echo 'not found'; return true; }
$size = (int) $parts[1];
if ($mode === 'events' || $mode === 'dies') {
  for ($sent = 0; $sent < $size; $sent++) {
    if ($mode === 'dies' && $sent === intdiv($size, 2)) posix_kill(getmypid(), SIGKILL);
    echo 'data: ' . str_repeat('e', 92) . "\n\n";
    flush();
    usleep(20000);
  }
  return true;
}
if ($mode !== 'until-close') header("Content-Length: $size");
if ($_SERVER['REQUEST_METHOD'] === 'HEAD') return true;
$rest = in_array($mode, ['short', 'hang', 'paused']) ? intdiv($size, 2) : $size;
for (; $rest > 0; $rest -= 65536) { echo str_repeat('.', min($rest, 65536)); flush(); }
if ($mode === 'paused') { usleep(300000); echo str_repeat('.', $size - intdiv($size, 2)); }
if ($mode === 'hang') sleep(30); // php-fpm kills the worker first
return true;
