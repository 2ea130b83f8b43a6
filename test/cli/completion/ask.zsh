# ask.zsh SCRIPT FOUND LINE...: what an interactive zsh offers at the end of each line, a word a line, and -- behind each
: > $2 # a word or an end a line
zmodload zsh/zpty
script=$1 found=$2
shift 2
zpty -b shell zsh -f -i
drain() { local text; while zpty -r -t shell text; do :; done } # what nobody reads would block it
tell() { zpty -w shell "$1"; drain }
tell 'PROMPT= LISTMAX=9999 KEYTIMEOUT=1; unsetopt beep; zstyle ":completion:*" verbose no; autoload -Uz compinit; compinit -u -D'
tell "source ${(q)script}"
tell 'compadd() {
  local -a offered
  if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
    builtin compadd -A offered "$@"
    (( $#offered )) && print -rl -- $offered >> '${(q)found}'
  fi
  builtin compadd "$@"
}'
tell 'over() { print -r -- -- >> '${(q)found}' }; zle -N over; bindkey "^X" over; bindkey "^I" list-choices'
integer asked=0 tries
for line in "$@"; do
  (( ++asked ))
  zpty -w -n shell $'\x15'"$line"$'\t\x18'
  for (( tries = 0; tries < 400; tries++ )); do
    (( $(grep -cx -- -- $found) >= asked )) && break
    drain
    sleep 0.05
  done
done
zpty -d shell
