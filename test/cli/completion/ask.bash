# ask.bash SCRIPT LINE...: what bash offers at the end of each line, a word a line, and -- behind each
source "$1"
shift
own=$(complete -p | sed -n 's/.*-F \(_[a-z]*\) .*/\1/p')
for line in "$@"; do
  # as readline takes it apart: at blanks, and around = and :
  read -ra COMP_WORDS <<< "$(sed 's/[=:]\{1,\}/ & /g' <<< "$line")"
  if [[ $line == *[[:blank:]] ]]; then COMP_WORDS+=(""); fi
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line} COMPREPLY=()
  "$own"
  for word in "${COMPREPLY[@]}"; do printf '%s\n' "$word"; done
  echo --
done
