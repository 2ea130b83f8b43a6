# HTTP::Daemon, a process for each connection. Arguments: port, folder of files. /BYTES from a file; /BYTES/MODE with MODE
# chunked, short, unread, paused; /204, /304; /COUNT/events, and /COUNT/dies, which ends after half of them.
use strict;
use warnings;
use HTTP::Daemon;
use HTTP::Response;
use Time::HiRes qw(sleep);

my ($port, $files) = @ARGV;
$SIG{CHLD} = 'IGNORE';
my $daemon = HTTP::Daemon->new(LocalAddr => '127.0.0.1', LocalPort => $port, ReuseAddr => 1, Listen => 100) or die $!;

sub slowly {
    my ($wait, @parts) = @_;
    my $at = 0;
    return sub {
        return '' if $at == @parts;
        sleep $wait if $at > 0;
        return $parts[$at++];
    };
}

sub answer {
    my ($client, $request) = @_;
    my (undef, $first, $mode) = split m{/}, $request->uri->path;
    $mode //= '';
    return $client->send_response(HTTP::Response->new($first)) if $first =~ /^(204|304)$/;
    return $client->send_error(404) unless $first =~ /^\d+$/;
    return $client->send_file_response("$files/$first") if $mode eq '' && -e "$files/$first";
    my @halves = ('.' x int($first / 2), '.' x ($first - int($first / 2)));
    my $response = HTTP::Response->new(200);
    if ($mode eq 'chunked') {
        $response->content(slowly(0, @halves));
        return $client->send_response($response);
    }
    if ($mode eq 'events' || $mode eq 'dies') {
        my $body = slowly(0.02, ('data: ' . 'e' x 92 . "\n\n") x ($mode eq 'dies' ? $first / 2 : $first));
        my $at = 0;
        $response->content($mode eq 'events' ? $body : sub { exit 1 if ++$at > $first / 2; $body->() });
        return $client->send_response($response);
    }
    $response->header('Content-Length' => $first);
    if ($mode eq 'paused' || $mode eq 'short') {
        $client->send_basic_header;
        print $client "Content-Length: $first\r\n\r\n", $halves[0];
        $client->flush;
        return $client->force_last_request if $mode eq 'short';
        sleep 0.3;
        print $client $halves[1];
        return $client->flush;
    }
    $response->content('.' x $first);
    $client->send_response($response);
}

while (1) {
    my $client = $daemon->accept or next;
    if (fork) { $client->close; next }
    $daemon->close;
    while (my $request = $client->get_request($ENV{ONLY_HEAD})) { answer($client, $request) }
    exit;
}
