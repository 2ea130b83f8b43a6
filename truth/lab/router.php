<?php // PHP's built-in server, and php-fpm. /BYTES, /BYTES/MODE with MODE until-close, short, hang; /204, /304.
$parts = explode('/', explode('?', $_SERVER['REQUEST_URI'])[0]);
$mode = $parts[2] ?? '';
if ($parts[1] === '204' || $parts[1] === '304') { http_response_code((int) $parts[1]); return true; }
if (!ctype_digit($parts[1])) { http_response_code(404); header('Content-Length: 9'); echo 'not found'; return true; }
$size = (int) $parts[1];
if ($mode !== 'until-close') header("Content-Length: $size");
if ($_SERVER['REQUEST_METHOD'] === 'HEAD') return true;
$rest = $mode === 'short' || $mode === 'hang' ? intdiv($size, 2) : $size;
for (; $rest > 0; $rest -= 65536) { echo str_repeat('.', min($rest, 65536)); flush(); }
if ($mode === 'hang') sleep(30); // php-fpm kills the worker first
return true;
