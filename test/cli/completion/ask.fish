# ask.fish SCRIPT LINE...: what fish offers at the end of each line, a word a line, and -- behind each
source $argv[1]
for line in $argv[2..-1]
    complete -C $line | string replace -r '\t.*' ''
    printf '%s\n' --
end
