#!/bin/bash
# Answers the requests of one connection, from stdin to stdout. Other programs write the bodies. /BYTES, /BYTES/MODE with MODE
# chunked, until-close, short, paused; /204, /304; /COUNT/events, and /COUNT/dies, which ends after half of them.
dots() { head -c "$1" /dev/zero | tr '\0' .; }
EVENT="data: $(printf '%092d' 0)"
length=0
isClosed=
while IFS=' ' read -r method target version; do
  length=0
  while IFS=$': \r' read -r name value && [ -n "$name" ]; do
    case "${name,,}" in content-length) length=$value ;; connection) [[ $value = close* ]] && isClosed=1 ;; esac
  done
  [ "$length" -gt 0 ] && head -c "$length" > /dev/null
  [[ $version = HTTP/1.0* ]] && isClosed=1
  IFS=/ read -r _ first mode <<< "${target%%\?*}"
  case "$first" in
    204 | 304) printf 'HTTP/1.1 %s -\r\n\r\n' "$first" ;;
    '' | *[!0-9]*) printf 'HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found' ;;
    *)
      case "$mode" in
        chunked)
          printf 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n' "$first"
          dots "$first"
          printf '\r\n0\r\n\r\n'
          ;;
        until-close) printf 'HTTP/1.1 200 OK\r\n\r\n'; dots "$first"; exit ;;
        short) printf 'HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n' "$first"; dots $((first / 2)); exit ;;
        paused)
          printf 'HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n' "$first"
          dots $((first / 2)); sleep 0.3; dots $((first - first / 2))
          ;;
        events | dies)
          printf 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
          for ((sent = 0; sent < first; sent++)); do
            [ "$mode" = dies ] && ((sent == first / 2)) && exit
            printf '64\r\n%s\n\n\r\n' "$EVENT" || exit
            sleep 0.02
          done
          printf '0\r\n\r\n'
          ;;
        *)
          printf 'HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n' "$first"
          [ "$method" = HEAD ] || dots "$first"
          ;;
      esac
      ;;
  esac
  [ -n "$isClosed" ] && exit
done
